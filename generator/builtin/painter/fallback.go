package painter

// bareRoom stands for a place that the painter has not seen: a room with a
// table, a chair, a window and a lamp.
func bareRoom(s *stage) {
	s.build(room{w: 5.6, d: 5.4, h: 3.1, wall: 1.6, floor: 0.9, ceiling: 1.9})
	s.boards(1.1, 0.28)
	b := s.back()
	s.panels(b, 0, 5.6, 1.0, 1.1)
	s.window(b, s.span(0.5, 1.0), 1.1, 1.3, 1.5, s.pick("", "town", "sea"))
	s.door(b, 3.9, 0.95, 2.1, 0.8)
	s.painting(s.left(), 3.0, 1.4, 1.0, 0.9)
	s.rug(0, 3.8, 2.8, 1.7)
	x := s.span(-0.4, 0.4)
	s.chair(x-0.9, 4.0, 1.2, 1.1)
	s.legged(x, 4.0, 1.4, 0.8, 0.76, 1.4)
	s.crate(1.9, 0, 4.4, 0.6, 0.2, 1.4)
	s.openBook(vec{x + 0.3, 0.77, 3.9}, 0.45)
	lamp := s.tableLamp(vec{x - 0.35, 0.77, 4.0}, 0.5)
	s.lit(lamp, 860, 600)
	s.tableLamp(vec{x - 0.35, 0.77, 4.0}, 0.5)
	s.corners(0.6)
}
