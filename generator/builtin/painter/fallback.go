package painter

func outside() map[string]scene { return map[string]scene{} }

func lonelyHouse(s *stage) { s.heavens(600, pt{400, 200}); s.sea(600, 900, 400) }
func bareRoom(s *stage) {
	s.build(room{w: 6, d: 6, h: 3, wall: 2, floor: 1, ceiling: 2.4})
	s.boards(1.2, 0.3)
	s.rug(0, 4, 2, 2)
	s.block(vec{1, 0, 4}, 1, 1, 1, 0.4, 1.5)
	s.drum(vec{-1.4, 0, 4}, 0.4, 1, 1.5)
}
