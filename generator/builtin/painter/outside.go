package painter

import "math"

// outside returns the settings as they are seen from outside, by name.
func outside() map[string]scene {
	return map[string]scene{
		"manor": manorOutside, "lighthouse": lighthouseOutside, "train": trainOutside,
		"theatre": theatreOutside, "hotel": hotelOutside, "museum": museumOutside,
		"filmset": filmsetOutside, "chess": chessOutside, "auction": auctionOutside,
		"steamer": steamerOutside, "observatory": observatoryOutside, "mill": millOutside,
	}
}

// open starts an outdoor scene: the sky with its light on one side.
func (s *stage) open(horizon, lightX, lightY float64) pt {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{0, 1.6, 0}, 0, 900, pt{800, horizon})
	at := pt{lightX + s.span(-60, 60), lightY + s.span(-25, 25)}
	s.everywhere(flat(0))
	s.heavens(horizon, at)
	return at
}

// close lets the weather fall on everything.
func (s *stage) close() {
	s.weather(points(0, 0, 1600, 0, 1600, 900, 0, 900))
	s.crop = crop{by: 1}
	s.nearby()
	s.corners(0.72)
}

// landmark is what a view from outside is of: how far it reaches to each side and
// up from the middle of its foot, in its own units.
type landmark struct{ left, right, high float64 }

// landmarks are those of the settings, without wings, coaches, wake and smoke, which
// may run out of the picture; TestLandmarks measures them.
func landmarks() map[string]landmark {
	return map[string]landmark{
		"manor": {336, 336, 430}, "lighthouse": {80, 320, 450}, "train": {130, 268, 170}, "theatre": {372, 372, 560},
		"hotel": {410, 410, 532}, "museum": {352, 352, 630}, "filmset": {324, 324, 430}, "chess": {328, 328, 380},
		"auction": {324, 324, 540}, "steamer": {372, 372, 404}, "observatory": {360, 392, 312}, "mill": {366, 366, 566},
	}
}

// view shows as much of the scene as holds its landmark, whose foot is at a
// point, k times its size. It comes before anything is drawn.
func (s *stage) view(x, y, k float64) {
	const air = 44
	m := landmarks()[s.pic.Setting]
	from, to := pt{x - m.left*k - air, math.Max(0, y-m.high*k-air)}, pt{x + m.right*k + air, y}
	s.crop.x = math.Min(from.x, math.Max(s.crop.x, to.x-float64(s.w)/s.crop.by))
	s.crop.y = math.Min(s.crop.y, from.y)
	for i, q := range []pt{from, to} {
		s.shown[i] = pt{(q.x - s.crop.x) * s.crop.by, (q.y - s.crop.y) * s.crop.by}
	}
}

// nearby is something dark close to us, outdoors.
func (s *stage) nearby() {
	p := s.sheet()
	kind := s.r.IntN(6)
	switch s.pic.Setting {
	case "manor", "hotel", "chess":
	case "theatre", "museum", "auction", "mill", "filmset":
		if kind == 0 {
			kind = 3
		}
	default:
		return
	}
	switch kind {
	case 0: // a bough
		y := s.span(40, 150)
		p.curve(flat(0), 30, 18, 3, -20, y-30, 220, y+10, 480, y-10, s.span(620, 820), y+50)
		for range 34 {
			x := s.span(-10, 760)
			p.to(x, y+s.span(-40, 46)+x*0.04, s.span(0.7, 1.3), s.span(0, 6)).blob(flat(0), 0, 0, 26, -16, 62, 0, 26, 16)
		}
	case 1: // railings
		top := s.span(770, 820)
		for x := -10.0; x < 1620; x += 46 {
			p.poly(flat(0), x, 920, x, top, x+6, top-26, x+12, top, x+12, 920)
		}
		p.rect(flat(0), -10, top+22, 1630, 10)
	case 2: // a wall with a cat on it
		top, x := s.span(800, 840), s.span(120, 700)
		p.rect(flat(0), -20, top, s.span(800, 1100), 130)
		q := s.ground(x, top, 1)
		q.blob(flat(0), -40, 0, -34, 44, -8, 62, 26, 44, 40, 0)
		q.oval(flat(0), -16, 76, 24, 22)
		q.poly(flat(0), -38, 84, -36, 116, -18, 96)
		q.poly(flat(0), -14, 96, 2, 116, 6, 82)
		q.curve(flat(0), 8, 10, 5, 36, 6, 74, 10, 86, -30, 70, -60)
	case 3: // a lamp post at one side
		s.streetLamp(s.ground(s.span(60, 150), 930, 2.3))
	}
}

// windowLight paints a window: so many in a hundred are lit at night, all are dark by day.
func (s *stage) windowLight(lit int) paint {
	if s.night && s.odds(lit) {
		return glow(2.7)
	}
	if s.night {
		return flat(0)
	}
	return flat(0.25)
}

// earth is the tone of the ground outdoors: snow is bright, night is dark.
func (s *stage) earth() float64 {
	t := s.skyLow * 0.36
	if s.pic.Weather == "snow" {
		t = s.skyLow*0.5 + 0.95
	}
	return t
}

// masonry is the tone of a building against the sky.
func (s *stage) masonry() float64 {
	if s.night {
		return 0.12 + s.skyLow*0.2
	}
	return 1.1
}

func manorOutside(s *stage) {
	x, far := s.span(560, 960), s.span(0.86, 1.2)
	s.view(x-20, 585, far)
	s.open(560, 1180, 170)
	s.hills(540, 110, s.skyLow*0.3)
	s.firs(600, -20, 480, 90, 0.1)
	s.firs(590, 1080, 1620, 80, 0.1)
	e := s.earth()
	s.fill(paint{hatch: 2, blend: fade(0, 560, e+0.5, 0, 900, e-0.25)}, smooth(points(-40, 960, -40, 640, 300, 596, 760, 566, 1240, 590, 1640, 650, 1640, 960), true, 1))
	s.house(s.ground(x-20, 585, far))
	s.winding(x, 592, 20, 190, e)
	if s.night {
		s.bloom(pt{x, 560}, 130, 0.8)
	}
	if s.odds(65) {
		s.gates()
	}
	s.bareTree(120, 930, 190, 0.12, 46, 6)
	s.bareTree(1510, 940, 170, -0.16, 38, 6)
	s.close()
}

// winding is a drive that comes down towards us in bends.
func (s *stage) winding(x, top, narrow, wide, earth float64) {
	const low = 930
	for _, layer := range []struct{ tone, grow float64 }{{earth - 0.6, 1.12}, {math.Min(3, earth+1.3), 1}} {
		var left, right []pt
		for i := range 25 {
			t := float64(i) / 24
			mid := x + math.Sin(t*5.2)*lerp(20, 120, t)
			half := lerp(narrow, wide, t*t) * layer.grow
			y := lerp(top, low, math.Pow(t, 1.25))
			left, right = append(left, pt{mid - half, y}), append(right, pt{mid + half, y})
		}
		s.fill(flat(layer.tone).carve(1), append(left, reverse(right)...))
	}
}

// house is a country house with gables, bays and chimneys, 620 wide.
func (s *stage) house(p pen) {
	m := s.masonry()
	for _, x := range []float64{-250, -120, 60, 210} {
		p.rect(flat(m), x, 250, 40, 150)
		p.rect(flat(m-0.6), x+24, 250, 16, 150)
		p.rect(flat(0), x-6, 394, 52, 13)
		for i := range 3 {
			p.rect(flat(0), x+2+float64(i)*13, 404, 9, 24)
		}
	}
	p.rect(flat(m+0.35).carve(0), -310, 0, 620, 230)
	p.poly(flat(m-0.35).carve(4), -330, 228, -270, 322, 270, 322, 330, 228)
	roof := m - 0.3
	if s.pic.Weather == "snow" {
		roof = 2.8
	}
	p.poly(flat(roof).carve(4), -330, 240, -270, 326, 270, 326, 330, 240)
	for _, g := range []float64{-240, 0, 240} {
		w := 74.0
		if g == 0 {
			w = 92
		}
		p.poly(flat(m+0.55).carve(0), g-w, 0, g+w, 0, g+w, 236, g, 236+w*1.15, g-w, 236)
		p.poly(flat(m-0.4), g+w*0.35, 0, g+w, 0, g+w, 236, g+w*0.35, 236+w*0.72)
		p.line(flat(0), 9, g-w-10, 228, g, 240+w*1.16, g+w+10, 228)
		s.mullioned(p, g-22, 252, 44, 52, 40)
	}
	for row := range 2 {
		y := 34 + float64(row)*104
		for _, x := range []float64{-284, -242, -200, -134, -96, 90, 128, 194, 234, 276} {
			s.mullioned(p, x-14, y, 28, 66, 42)
		}
	}
	p.fill(flat(0), p.all(archway(-30, 0, 60, 88)))
	p.fill(s.windowLight(100), p.all(archway(-22, 0, 44, 78)))
	p.rect(flat(0), -2, 0, 4, 78)
	s.mullioned(p, -52, 128, 104, 76, 70)
	p.rect(flat(m+1), -310, 112, 620, 7)
}

// mullioned is a window with bars.
func (s *stage) mullioned(p pen, x, y, w, h float64, lit int) {
	p.rect(flat(0), x-4, y-4, w+8, h+8)
	p.rect(s.windowLight(lit), x, y, w, h)
	n := max(2, int(w/14))
	for i := 1; i < n; i++ {
		p.rect(flat(0), x+w*float64(i)/float64(n)-1.5, y, 3, h)
	}
	p.rect(flat(0), x, y+h*0.6, w, 3)
}

// gates frame the foreground: two pillars and wrought iron.
func (s *stage) gates() {
	p := s.ground(0, 920, 1)
	for _, side := range []float64{330, 1130} {
		p.rect(flat(0), side-10, 0, 150, 350)
		p.rect(flat(1.0).carve(0), side+8, 0, 100, 330)
		p.rect(flat(0.35), side+70, 0, 44, 330)
		for i := range 6 {
			p.rect(flat(0), side, 40+float64(i)*54, 120, 5)
		}
		p.rect(flat(0), side-24, 344, 178, 24)
		p.rect(flat(1.5), side-16, 352, 130, 9)
		p.oval(flat(0), side+65, 404, 44, 44)
		p.oval(flat(1.5), side+54, 414, 22, 22)
	}
	for _, gate := range [][2]float64{{470, 170}, {1120, -170}} {
		for i := range 8 {
			x := gate[0] + gate[1]*float64(i)/8
			h := 210 - 8*float64(i)
			p.rect(flat(0), x-3, 0, 7, h+50)
			p.poly(flat(0), x-9, h+46, x, h+78, x+9, h+46)
		}
		p.line(flat(0), 9, gate[0], 60, gate[0]+gate[1], 60)
		p.line(flat(0), 9, gate[0], 230, gate[0]+gate[1], 172)
		p.arc(flat(0), 6, gate[0]+gate[1]*0.5, 130, 52, 46, 0, 2*math.Pi)
	}
}

func lighthouseOutside(s *stage) {
	s.view(1120, 530, 1)
	at := s.open(600, 330, 180)
	s.sea(600, 910, at.x)
	p := s.sheet()
	s.fill(flat(0.35).carve(5), smooth(points(1700, 640, 1560, 560, 1420, 548, 1300, 520, 1120, 512, 1020, 530, 960, 580, 930, 660, 860, 720, 840, 800, 760, 850, 700, 940, 1700, 960), true, 1))
	for i := range 7 { // ledges that catch the light
		x, y := 930-float64(i)*26+s.span(-10, 30), 600+float64(i)*38
		p.poly(flat(1.4).carve(2), x, y, x+s.span(90, 190), y-16, x+s.span(120, 230), y+8, x+30, y+22)
		x += s.span(240, 420)
		p.poly(flat(0.9).carve(2), x, y-10, x+s.span(80, 240), y-22, x+s.span(120, 260), y+2, x+26, y+8)
	}
	head := pt{1120, 178}
	if s.night || s.pic.Hour == "dawn" {
		s.lightBeam(head)
	}
	s.tower(s.ground(1120, 530, 1))
	s.keepersHouse(s.ground(1330, 552, 1))
	s.breakers(p)
	s.gulls(p, 300, 900, 260, 470)
	s.close()
}

// lightBeam sweeps both ways from the lantern.
func (s *stage) lightBeam(at pt) {
	dy := s.span(-60, 80)
	s.fill(paint{op: lighten, blend: fade(at.x, 0, 2.3, at.x-1200, 0, 0.5)}, points(at.x, at.y-12, at.x, at.y+12, -80, at.y+dy+190, -80, at.y+dy-70))
	s.fill(paint{op: lighten, blend: fade(at.x, 0, 1.8, at.x+700, 0, 0.3)}, points(at.x, at.y-12, at.x, at.y+12, 1700, at.y-dy*0.4+90, 1700, at.y-dy*0.4-60))
}

// tower is a banded lighthouse, 400 high.
func (s *stage) tower(p pen) {
	body := points(-74, -10, 74, -10, 46, 300, -46, 300)
	o := p.all(body)
	a, b := p.at(-60, 0), p.at(70, 0)
	s.fill(paint{hatch: 8, blend: fade(a.x, 0, 2.9, b.x, 0, 0.2)}, o)
	s.clip(o, func() {
		for _, y := range []float64{20, 150} {
			s.fill(paint{hatch: 8, ink: accent, blend: fade(a.x, 0, 2.3, b.x, 0, 0.5)}, p.all(points(-90, y, 90, y, 90, y+66, -90, y+66)))
		}
		for _, y := range []float64{70, 120, 250} {
			p.rect(flat(0), -9, y, 16, 30)
			p.rect(s.windowLight(80), -6, y+3, 10, 22)
		}
	})
	p.rect(flat(0), -66, 296, 132, 14)
	for x := -62.0; x <= 62; x += 15.5 {
		p.rect(flat(0), x-2, 306, 4, 30)
	}
	p.rect(flat(0), -66, 332, 132, 5)
	p.rect(flat(3), -34, 308, 68, 62)
	p.rect(glow(2.9), -20, 316, 40, 46)
	for x := -34.0; x <= 34; x += 17 {
		p.rect(flat(0), x-2, 308, 4, 62)
	}
	p.blob(glow(1.5), -46, 370, 46, 370, 30, 400, 0, 414, -30, 400)
	p.blob(flat(0), 8, 370, 46, 370, 30, 400, 4, 414)
	p.line(flat(0), 4, 0, 408, 0, 446)
	if s.night {
		s.bloom(p.at(0, 340), 170, 1.3)
	}
}

func (s *stage) keepersHouse(p pen) {
	m := s.masonry()
	p.rect(flat(m+1.3), -100, -30, 200, 110)
	p.rect(flat(m+0.3), 50, -30, 50, 110)
	roof := flat(0.1)
	if s.pic.Weather == "snow" {
		roof = flat(3)
	}
	p.poly(roof.carve(4), -120, 76, -80, 136, 84, 136, 120, 76)
	p.rect(flat(0), -70, 130, 30, 46)
	s.mullioned(p, -78, 10, 34, 40, 100)
	s.mullioned(p, 4, 10, 34, 40, 50)
	p.rect(flat(0), -30, -30, 26, 60)
}

// breakers throw spray against the rocks.
func (s *stage) breakers(p pen) {
	for i := range 9 {
		x, y := lerp(700, 930, float64(i)/8)+s.span(-30, 30), lerp(890, 690, float64(i)/8)+s.span(-16, 16)
		r := s.span(24, 52)
		p.blob(flat(2.9), x-r*1.6, y+r*0.3, x-r, y-r*0.4, x-r*0.4, y-r*0.2, x, y-r*1.1, x+r*0.4, y-r*0.3, x+r, y-r*0.7, x+r*1.2, y+r*0.3)
		p.blob(flat(1.8), x-r, y+r*0.3, x-r*0.2, y-r*0.2, x+r*0.8, y+r*0.3)
		for range 7 {
			q := s.span(1.5, 5)
			p.oval(flat(3), x+s.span(-70, 60), y-s.span(20, 110), q, q)
		}
	}
	for i := range 5 {
		y := 800 + float64(i)*26
		p.curve(flat(2.8), 2, 12, 2, s.span(40, 200), y, s.span(260, 420), y-22, s.span(480, 640), y+6)
	}
}

func (s *stage) gulls(p pen, x0, x1, y0, y1 float64) {
	for range 5 {
		x, y, k := s.span(x0, x1), s.span(y0, y1), s.span(12, 26)
		with := flat(3)
		if !s.night {
			with = flat(0)
		}
		p.curve(with, 1, k*0.24, 2, x-k*1.6, y-k*0.5, x-k*0.7, y-k*0.6, x, y)
		p.curve(with, 2, k*0.24, 1, x, y, x+k*0.7, y-k*0.7, x+k*1.6, y-k*0.4)
	}
}
