package painter

// gesture chooses what a sitter does with the hands. All are quiet, and none
// follows from what anybody has done. Of the three of a case one has the arms
// down, and two differ.
func (f *sitter) gesture() pose {
	poses := [][]pose{
		{{}},
		{f.foldedArms(), f.foldedArms(), f.chinOnFist(), {}},
		{f.clasped(), f.handOnChest(), f.withBook(), {}},
	}[f.place]
	if f.place == 2 && f.woman && f.who.Dress != "uniform" && f.who.Dress != "workwear" {
		poses = append(poses, f.withFan())
	}
	chosen := poses[f.r.IntN(len(poses))]
	if chosen.over != nil && (f.who.Beard == "full" || f.who.Hat == "headscarf") {
		return f.foldedArms()
	}
	return chosen
}

// finger is a rounded stroke with a dark edge.
func (f *sitter) finger(q pen, tone, wide float64, xy ...float64) {
	q.line(flat(0.2).in(skin), wide+0.035, xy...)
	q.line(flat(tone).in(skin), wide, xy...)
}

// palm is the back of a hand with its wrist at the pen's origin.
func (f *sitter) palm(q pen) {
	for _, layer := range []struct {
		with paint
		grow float64
	}{{flat(0.2).in(skin), 0.03}, {flat(2.2).in(skin), 0}} {
		g := layer.grow
		q.blob(layer.with, -0.19-g, 0.12, -0.22-g, -0.1, -0.31-g, -0.36, -0.27, -0.6-g, 0, -0.66-g, 0.27, -0.6-g, 0.31+g, -0.36, 0.22+g, -0.1, 0.19+g, 0.12)
	}
	q.blob(flat(1.2).in(skin).carve(5), 0.1, 0.1, 0.12, -0.25, 0.22, -0.55, 0.29, -0.5, 0.3, -0.3, 0.2, -0.05, 0.17, 0.1)
}

// hand lies easy, its fingers together and up.
func (f *sitter) hand(q pen) {
	f.finger(q, 1.9, 0.15, -0.2, -0.12, -0.37, -0.34, -0.4, -0.52)
	f.palm(q)
	for i, l := range []float64{0.36, 0.47, 0.5, 0.42} {
		x := 0.225 - float64(i)*0.15
		f.finger(q, 2.05+0.25*float64(i), 0.125, x, -0.56, x*1.03-0.01, -0.6-l*0.5, x*0.94-0.03, -0.6-l)
	}
	q.blob(flat(2.2).in(skin), -0.28, -0.4, 0, -0.42, 0.26, -0.4, 0.26, -0.57, 0, -0.6, -0.28, -0.57)
	for i := range 4 {
		x := 0.21 - float64(i)*0.145
		q.curve(flat(0.9).in(skin), 0.008, 0.024, 0.008, x-0.05, -0.56, x, -0.6, x+0.05, -0.56)
	}
}

// fist is closed about something or nothing, the fingers towards us.
func (f *sitter) fist(q pen) {
	f.palm(q)
	for i, l := range []float64{0.26, 0.31, 0.32, 0.29} {
		x := 0.22 - float64(i)*0.148
		f.finger(q, 2.05+0.25*float64(i), 0.125, x, -0.62, x*0.96, -0.62+l)
	}
	f.finger(q, 2.5, 0.14, -0.28, -0.16, -0.16, -0.27, 0.04, -0.29)
}

// foldedArms rest one on the other; the fingers of the lower hand show on the
// upper arm.
func (f *sitter) foldedArms() pose {
	return pose{left: true, right: true, draw: func() {
		b := f.broad
		ex, _ := f.elbow(1)
		f.forearm(-1, ex-0.34, 2.66)
		f.upperArm(1)
		for i := range 4 {
			y := 2.5 + float64(i)*0.105
			f.finger(f.body, 2.6-0.3*float64(i), 0.095, ex-0.3, y+0.04, ex-0.1, y, ex+0.02-0.02*float64(i*i), y+0.01)
		}
		f.limb(points(ex, 2.98, b*0.2, 3.1, -b*0.42, 2.9))
		q := f.wrist(b*0.2, 3.1, -b*0.42, 2.9, 0.74, 0.05)
		f.hand(q)
	}}
}

// clasped hands lie before the waist.
func (f *sitter) clasped() pose {
	return pose{left: true, right: true, draw: func() {
		f.forearm(-1, -0.42, 3.02)
		f.fist(f.wrist(-1, 2.9, -0.4, 3.02, 0.72, 0.05))
		f.forearm(1, 0.42, 3.04)
		f.hand(f.wrist(1, 3.0, 0.42, 3.04, 0.7, 0.05))
	}}
}

// handOnChest holds a lapel, or where one would be.
func (f *sitter) handOnChest() pose {
	return pose{left: true, draw: func() {
		x := -f.neck*1.5 - 0.2
		ex, ey := f.elbow(-1)
		f.forearm(-1, x-0.16, 2.62)
		f.hand(f.wrist(ex, ey, x-0.16, 2.62, 0.74, 0.1))
	}}
}

// chinOnFist props the chin on a fist whose elbow is on a table below.
func (f *sitter) chinOnFist() pose {
	return pose{right: false, over: func() {
		side := 1.0
		if f.turn > 0 { // the cheek that we see less of
			side = -1
		}
		chin := f.head.at(f.x(side*0.3), 1.02)
		q := f.body.to((chin.x-f.body.o.x)/f.body.k, (chin.y-f.body.o.y)/f.body.k, 0.78, side*-0.26)
		q.flip = side < 0
		q = q.to(0.02, 0.62, 1, 0)
		x, y := (q.o.x-f.body.o.x)/f.body.k, (q.o.y-f.body.o.y)/f.body.k
		f.limb(points(side*f.broad*0.98, 4.5, x+side*0.42, y+1.2, x+side*0.05, y+0.06))
		f.fist(q)
	}}
}

// withBook holds a closed book before the chest.
func (f *sitter) withBook() pose {
	return pose{left: true, right: true, draw: func() {
		f.forearm(1, 0.5, 3.06)
		p := f.body.to(0.05, 2.72, 1, -0.14)
		p.rect(flat(0), -0.66, -0.56, 1.3, 1.24)
		p.rect(flat(2.8).carve(0), -0.6, -0.5, 1.2, 1.14)
		p.poly(flat(0), -0.64, -0.56, 0.5, -0.56, 0.5, 0.68, -0.64, 0.68)
		p.poly(glow(1.9), -0.6, -0.52, 0.46, -0.52, 0.46, 0.64, -0.6, 0.64)
		p.poly(glow(1), -0.6, -0.52, -0.46, -0.52, -0.46, 0.64, -0.6, 0.64)
		p.line(flat(2.8), 0.03, -0.34, -0.36, 0.3, -0.36, 0.3, -0.06, -0.34, -0.06, -0.34, -0.36)
		p.line(flat(2.8), 0.03, -0.16, -0.21, 0.14, -0.21)
		f.forearm(-1, -0.62, 3.02)
		f.hand(f.wrist(-1.2, 3.0, -0.58, 3.0, 0.72, 0.25))
	}}
}

// withFan holds an open fan before the shoulder.
func (f *sitter) withFan() pose {
	return pose{right: true, draw: func() {
		x := -f.broad * 0.3
		q := f.body.to(x, 2.8, 1, -0.12)
		for i := range 11 {
			a, c := -1.2+float64(i)*0.22, -1.2+float64(i+1)*0.22
			p0, p1, m := tip(a, 1.15), tip(c, 1.15), tip((a+c)/2, 1.2)
			q.poly(flat(0), 0, 0, p0.x*1.03, p0.y*1.03, m.x*1.03, m.y*1.03, p1.x*1.03, p1.y*1.03)
			q.poly(glow(1.3+float64(i%2)), 0, 0, p0.x, p0.y, m.x, m.y, p1.x, p1.y)
			d := tip((a+c)/2, 0.86)
			q.oval(flat(2.9), d.x, d.y, 0.06, 0.06)
		}
		f.forearm(1, x+0.36, 3.04)
		f.fist(f.wrist(f.broad, 3.1, x+0.3, 3.02, 0.66, 0.1))
	}}
}

// pipe is in the mouth of some who are not young.
func (f *sitter) pipe() {
	if f.woman || f.who.Age == "young" || f.who.Dress == "uniform" || f.pose.over != nil || !f.odds(16) {
		return
	}
	h := f.head
	x := f.x(0.1) + f.turn*0.07
	h.curve(flat(0), 0.06, 0.07, 0.1, x, 0.6, x+0.22, 0.68, x+0.36, 0.86)
	h.blob(flat(0), x+0.22, 0.7, x+0.54, 0.66, x+0.52, 0.94, x+0.38, 1.0, x+0.25, 0.92)
	h.blob(glow(1.4), x+0.27, 0.74, x+0.38, 0.73, x+0.36, 0.92, x+0.29, 0.88)
	h.oval(flat(2.6), x+0.39, 0.69, 0.14, 0.035)
	h.curve(paint{op: lighten, tone: 0.8}, 0.02, 0.12, 0.02, x+0.38, 0.66, x+0.6, 0.3, x+0.5, -0.1, x+0.8, -0.5, x+0.7, -0.9)
}
