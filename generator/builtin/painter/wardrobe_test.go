package painter

import (
	"math"
	"testing"

	"casebook/generator/mystery"
)

// laid is a sitter of whom only a part was cut, on a ground of one ink, so that
// what covers the ground is that part.
func laid(t *testing.T, slot string, seed uint64, on ink, who mystery.Person, cut func(*sitter)) *sitter {
	t.Helper()
	s := newStage(t.Context(), mystery.Picture{Slot: slot, Kind: mystery.Portrait, Person: &who, Setting: "manor", Palette: "indigo", Seed: seed}, 0.25)
	s.rough = 0
	f := newSitter(s)
	f.turn, f.head.turn, f.body.turn, f.pose = 0.1, 0, 0, pose{}
	f.body.o, f.body.k, f.head.o, f.head.k = pt{512, 440}, 205, pt{512, 440}, 205
	s.everywhere(flat(3).in(on))
	cut(f)
	return f
}

// row is what covers the ground at a height, by a pen's units: from where to
// where, and the share of it in the accent ink.
func (f *sitter) row(p pen, on ink, y float64) (left, right, glowing float64) {
	left, right = math.Inf(1), math.Inf(-1)
	n := 0.0
	for x := -2.4; x < 2.4; x += 0.02 {
		q := p.at(x, y)
		i := f.index(q.x, q.y)
		if f.share[on-1][i] > 127 {
			continue
		}
		left, right, n = min(left, x), max(right, x), n+1
		if f.share[accent-1][i] > 127 {
			glowing++
		}
	}
	return left, right, glowing / max(n, 1)
}

// hatRead names the hat from its outline and ink alone.
func (f *sitter) hatRead() string {
	across := func(y float64) float64 {
		l, r, _ := f.row(f.head, skin, y)
		return max(r-l, 0) / f.wide
	}
	widest, brim, glowing, rows := 0.0, 0.0, 0.0, 0.0
	for y := -1.7; y < -0.4; y += 0.04 {
		width := across(y)
		if width == 0 {
			continue
		}
		_, _, share := f.row(f.head, skin, y)
		widest, glowing, rows = max(widest, width), glowing+share, rows+1
		if y > -0.84 {
			brim = max(brim, width)
		}
	}
	l, r, _ := f.row(f.head, skin, -1.1)
	switch ratio := brim / across(-1.1); {
	case rows == 0:
		return ""
	case across(0.8) > 0:
		return "headscarf"
	case glowing/rows > 0.5 && across(-0.2) > 1.8:
		return "cloche"
	case glowing/rows > 0.5 && widest < 2.1:
		return "tarboosh"
	case glowing/rows > 0.5 && math.Abs(l+r) > 0.2*f.wide:
		return "beret"
	case glowing/rows > 0.5:
		return "turban"
	case ratio < 1.25 || widest < 2.75:
		return "cap"
	case brim > 3.25:
		return "fedora"
	}
	return "bowler"
}

// TestHatsReadBack names every hat from the block, on heads of all builds.
func TestHatsReadBack(t *testing.T) {
	t.Parallel()
	for _, hat := range words("", "cap", "fedora", "headscarf", "beret", "tarboosh", "turban", "bowler", "cloche") {
		for _, sex := range words("man", "woman") {
			for i, build := range words("slight", "medium", "heavy") {
				for _, dress := range words("suit", "uniform") {
					who := mystery.Person{Sex: sex, Age: "middle", Build: build, Hat: hat, Dress: dress}
					f := laid(t, "suspect-1", uint64(i), skin, who, (*sitter).hat)
					if got := f.hatRead(); got != hat {
						t.Errorf("%s %s in %s: got hat %q, want %q", build, sex, dress, got, hat)
					}
				}
			}
		}
	}
}

// bodyAt is what lies at a point of the body: its tone, and whether it is in the
// accent or in the ink of skin.
func (f *sitter) bodyAt(x, y float64) (tone int, glowing, bare bool) {
	q := f.body.at(x, y)
	i := f.index(q.x, q.y)
	return int(f.tone[i]), f.share[accent-1][i] > 127, f.share[skin-1][i] > 127
}

// tailored tells suits, coats and jumpers apart, whichever of their cuts it is: a
// suit has a white handkerchief in its pocket, a jumper is knitted all over, a
// coat is buttoned or opens on a scarf.
func (f *sitter) tailored() string {
	b := f.broad
	stitches := 0
	for y := 2.94; y < 3.28; y += 0.03 {
		changes, last := 0, -1
		for x := -b * 0.85; x < -0.3; x += 0.02 {
			tone, _, _ := f.bodyAt(x, y)
			if last >= 0 && max(tone-last, last-tone) > 25 {
				changes++
			}
			last = tone
		}
		stitches = max(stitches, changes)
	}
	glows := func(x, y float64) bool { _, is, _ := f.bodyAt(x, y); return is }
	buttons := 0
	for i := range 3 {
		rim := 255
		for x := -0.29; x < -0.24; x += 0.005 {
			tone, _, _ := f.bodyAt(x, 2.62+float64(i)*0.42)
			rim = min(rim, tone)
		}
		if cloth, _, _ := f.bodyAt(-0.36, 2.62+float64(i)*0.42); rim < 60 && cloth > 140 {
			buttons++
		}
	}
	pocket, accented, _ := f.bodyAt(-b*0.5, 2.44)
	switch {
	case pocket > 230 && !accented:
		return "suit"
	case stitches >= 6:
		return "jumper"
	case glows(0.02, 3.2) && !glows(-b*0.5, 3.2), glows(0.31, 3.34) && !glows(-0.31, 3.34), buttons == 3:
		return "coat"
	}
	return "cloth"
}

// dressRead names the garment from marks on the block.
func (f *sitter) dressRead() string {
	n, b := f.neck, f.broad
	glows := func(x, y float64) bool { _, is, _ := f.bodyAt(x, y); return is }
	bare := func(x, y float64) bool { _, _, is := f.bodyAt(x, y); return is }
	pale := func(x, y float64) bool { tone, is, _ := f.bodyAt(x, y); return tone > 185 && !is }
	both := func(is func(x, y float64) bool, x, y float64) bool { return is(x, y) && is(-x, y) }
	// along counts how often a row of the chest changes between the two.
	along := func(is func(x, y float64) bool, y, to float64) (changes int) {
		for x := -to; x < to; x += 0.02 {
			if is(x, y) != is(x+0.02, y) {
				changes++
			}
		}
		return changes
	}
	wrapped := 0
	for x := 0.5; x < 0.85; x += 0.05 {
		if both(glows, b*x, 2.05) {
			wrapped++
		}
	}
	bib, _, _ := f.bodyAt(b*0.3, 2.55)
	switch {
	case glows(b*0.7, 2.3) && !glows(-b*0.75, 1.9) && bare(-n*0.6, 1.6):
		return "sari"
	case glows(0, 2.3) && pale(-b*0.3, 2.8) && !pale(-b*0.9, 2.8):
		return "apron"
	case both(glows, b*0.46, 2.45) && bib < 110 && wrapped < 5:
		return "workwear"
	case along(bare, 2.12, 0.1) > 0 || bare(0, 2.12) || bare(0, 1.78) && glows(0, 1.96):
		return "dress"
	case wrapped > 4 && along(pale, 2.61, b*0.5) > 5:
		return "poncho"
	case wrapped > 4:
		return "shawl"
	case along(glows, 3.2, b*0.9) > 12 && both(glows, 0.14, 2.85):
		return "djellaba"
	case both(glows, 0.26, 1.95) && both(glows, 0.26, 2.37):
		return "uniform"
	case both(glows, 0.14, 2.85) && pale(-0.24, 2.7):
		return "galabeya"
	case glows(0, 1.9) && both(pale, n*1.4, 1.75):
		return "dress"
	}
	return f.tailored()
}

// TestDressReadBack names what is worn from the block, for all builds and in
// each of the three places of a case.
func TestDressReadBack(t *testing.T) {
	t.Parallel()
	for _, dress := range words("suit", "coat", "jumper", "uniform", "dress", "workwear", "shawl", "apron", "sari", "galabeya", "djellaba", "poncho") {
		for _, slot := range words("suspect-1", "suspect-2", "suspect-3") {
			for i, build := range words("slight", "medium", "heavy") {
				sexes := words("man")
				switch dress {
				case "dress", "sari", "shawl":
					sexes = words("woman")
				case "suit", "coat", "jumper":
					sexes = words("man", "woman")
				}
				for _, sex := range sexes {
					who := mystery.Person{Sex: sex, Age: "middle", Build: build, Dress: dress}
					f := laid(t, slot, uint64(i), hair, who, func(f *sitter) { f.torso(); f.throat(); f.dress() })
					if got := f.dressRead(); got != dress {
						t.Errorf("%s in %s, a %s %s: got %q, want %q", slot, build, sex, dress, got, dress)
					}
				}
			}
		}
	}
}
