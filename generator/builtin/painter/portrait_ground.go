package painter

import "math"

// Grounds of portraits: each is laid over a wall of the tone ground.

// sunburst is rays of light from a corner, cut clean.
func (f *sitter) sunburst(ground float64) {
	p := f.sheet()
	x, y := float64(f.w)*f.span(0.02, 0.2), float64(f.h)*f.span(0.0, 0.12)
	for i := range 13 {
		a := -0.15 + float64(i)*0.155
		p0, p1 := tip(math.Pi/2+a, 2200), tip(math.Pi/2+a+0.078, 2200)
		p.poly(flat(ground+0.55), x, y, x+p0.x, y+p0.y, x+p1.x, y+p1.y)
	}
	p.oval(flat(ground+0.55), x, y, 170, 170)
	p.oval(glow(2), x, y, 120, 120)
}

// disc is a round light behind the head, plain where the accent would hide what
// is worn or grown on it.
func (f *sitter) disc(float64) {
	with := glow(2)
	if f.who.Hat != "" && f.who.Hat != "cap" || f.who.Hair == "blond" {
		with = flat(3)
	}
	f.sheet().oval(with, f.head.o.x+f.span(-60, 60), f.head.o.y-f.span(20, 90), 420, 420)
}

// blind lets light through in bars.
func (f *sitter) blind(ground float64) {
	p, w := f.sheet(), float64(f.w)
	step := f.span(76, 110)
	for y := 60.0; y < float64(f.h)*0.8; y += step {
		p.poly(flat(ground+0.8), 90, y, w*0.62, y-40, w*0.62, y, 90, y+step*0.5)
	}
}

// weatherWindow is a window with the weather in it.
func (f *sitter) weatherWindow(float64) {
	p, w, h := f.sheet(), float64(f.w), float64(f.h)
	x, low := f.span(0.03, 0.14)*w, f.span(0.5, 0.66)*h
	p.rect(flat(0), x-16, 60, w*0.43, low-40)
	f.sky(points(x, 80, x+w*0.4, 80, x+w*0.4, low, x, low), low, nil)
	p.rect(flat(0), x+w*0.19, 80, 14, low-80)
	p.rect(flat(0), x, h*0.3, w*0.4, 14)
}

// stripes are of paper.
func (f *sitter) stripes(ground float64) {
	step := f.span(80, 150)
	for x := f.span(-40, 20); x < float64(f.w); x += step {
		f.sheet().rect(flat(ground-0.42).carve(8), x, 0, step*0.44, float64(f.h))
	}
}

// ajar is a door with light behind it.
func (f *sitter) ajar(ground float64) {
	p, w, h := f.sheet(), float64(f.w), float64(f.h)
	x := f.span(0.4, 0.6) * w
	p.poly(flat(ground-0.9), x+80, 0, w, 0, w, h, x+150, h)
	p.poly(glow(2.4), x, 0, x+80, 0, x+150, h, x+50, h)
}

// bookcase fills the wall with spines.
func (f *sitter) bookcase(ground float64) {
	p, w, h := f.sheet(), float64(f.w), float64(f.h)
	step := f.span(220, 300)
	for y := f.span(120, 240); y < h; y += step {
		for x := f.span(-40, 0); x < w; {
			thick, tall := f.span(34, 74), step*f.span(0.6, 0.86)
			p.rect(flat(ground+f.span(-0.55, 0.45)).carve(8), x, y-tall, thick-6, tall)
			p.rect(flat(ground-0.7), x, y-tall*0.8, thick-6, 10)
			x += thick
		}
		p.rect(flat(ground-0.8), -20, y, w+40, 22)
	}
}

// archAndLamp is a passage with a lamp at its end.
func (f *sitter) archAndLamp(ground float64) {
	p, w, h := f.sheet(), float64(f.w), float64(f.h)
	x, half := f.span(0.62, 0.8)*w, f.span(170, 230)
	p.up = true
	p.o = pt{0, h}
	p.fill(flat(ground-0.75), p.all(archway(x-half, -20, 2*half, h*0.86)))
	p.fill(flat(ground+0.5), p.all(archway(x-half*0.7, -20, 1.4*half, h*0.74)))
	p.line(flat(0.2), 6, x, h*0.73, x, h*0.64)
	p.oval(glow(2.5), x, h*0.6, 46, 52)
}

// pictureWall hangs frames about the head.
func (f *sitter) pictureWall(ground float64) {
	p, w := f.sheet(), float64(f.w)
	for _, at := range points(f.span(0.02, 0.1)*w, f.span(40, 160), f.span(0.66, 0.74)*w, f.span(60, 240), f.span(0.0, 0.08)*w, f.span(560, 700)) {
		wide, tall := f.span(220, 300), f.span(260, 380)
		p.rect(flat(0.2), at.x, at.y, wide, tall)
		p.rect(flat(ground+0.6), at.x+12, at.y+12, wide-24, tall-24)
		p.rect(flat(0.3), at.x+44, at.y+44, wide-88, tall-88)
		p.blob(flat(ground-0.3), at.x+50, at.y+tall-50, at.x+wide*0.4, at.y+tall*0.5, at.x+wide*0.7, at.y+tall*0.66, at.x+wide-50, at.y+tall-50)
		p.oval(flat(ground+0.7), at.x+wide*0.64, at.y+tall*0.34, 22, 22)
	}
}

// draped is a curtain gathered to one side.
func (f *sitter) draped(ground float64) {
	p, h := f.sheet(), float64(f.h)
	wide := f.span(360, 520)
	for i := 7; i >= 0; i-- {
		x := wide * float64(i+1) / 8
		p.blob(flat(max(0, math.Round(ground)-1+float64(i%2))).carve(8), -30, -30, x, -30, x*0.9, h*0.3, x*0.5, h*0.56, x*0.74, h*0.8, x*0.8, h+30, -30, h+30)
	}
	p.curve(flat(ground+0.7), 14, 24, 14, -10, h*0.5, wide*0.3, h*0.58, wide*0.56, h*0.55)
}

// stairs go up behind the sitter, with their rail.
func (f *sitter) stairs(ground float64) {
	p, w, h := f.sheet(), float64(f.w), float64(f.h)
	for i := range 11 {
		x, y := w-float64(i)*110, h*0.3+float64(i)*86
		p.rect(flat(ground-0.55), x-110, y, w-x+130, h)
		p.rect(flat(ground+0.5), x-116, y-8, w-x+140, 16)
		p.line(flat(0.3), 13, x-56, y-10, x-56, y-240)
	}
	p.line(flat(0.2), 34, w+60, h*0.3-304, -60, h*0.3+636)
	p.line(flat(ground+0.4), 9, w+60, h*0.3-310, -60, h*0.3+630)
}

// mapWall is a coast pinned up, with a course on it.
func (f *sitter) mapWall(float64) {
	p, w, h := f.sheet(), float64(f.w), float64(f.h)
	x, y := f.span(0.02, 0.1)*w, f.span(0.03, 0.09)*h
	wide, tall := w*0.86, h*f.span(0.5, 0.62)
	p.rect(flat(0.3), x-8, y-8, wide+16, tall+16)
	p.rect(flat(2.7), x, y, wide, tall)
	p.fill(flat(1.4), smooth(points(x, y, x+wide*0.42, y, x+wide*0.3, y+tall*0.2, x+wide*0.44, y+tall*0.42, x+wide*0.2, y+tall*0.6, x+wide*0.26, y+tall, x, y+tall), true, 1))
	for i := 1; i < 5; i++ {
		p.line(flat(1.9), 3, x+wide*float64(i)/5, y, x+wide*float64(i)/5, y+tall)
		p.line(flat(1.9), 3, x, y+tall*float64(i)/5, x+wide, y+tall*float64(i)/5)
	}
	for i := range 9 {
		u := float64(i) / 8
		p.oval(glow(1.8), x+wide*(0.46+0.5*u), y+tall*(0.86-0.7*u+0.1*math.Sin(5*u)), 9, 9)
	}
}
