package painter

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"casebook/generator/mystery"
)

// cutBlock cuts a picture's block without printing it.
func cutBlock(t *testing.T, pic mystery.Picture, zoom float64) *stage {
	t.Helper()
	s := newStage(t.Context(), pic, zoom)
	New().scene(pic)(s)
	return s
}

// at is the index of a point that the scene counts in its own units.
func (c *canvas) index(x, y float64) int {
	return min(max(int(y*c.zoom), 0), c.rows-1)*c.cols + min(max(int(c.across(int(x*c.zoom))*c.zoom), 0), c.cols-1)
}

// TestDetailsShow holds that every telling detail that a case gives changes the
// drawing of its thing.
func TestDetailsShow(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ thing, key, value string }{
		{"pocket-watch", "time", "4:50"},
		{"pocket-watch", "state", "broken"},
		{"wall-clock", "time", "4:50"},
		{"wall-clock", "state", "stopped"},
		{"wall-clock", "state", "broken"},
		{"torn-letter", "state", "burnt"},
		{"glove", "colour", "grey"},
		{"glove", "colour", "red"},
		{"handkerchief", "colour", "brown"},
		{"handkerchief", "tag", "initials"},
		{"scarf", "colour", "white"},
		{"lantern", "state", "broken"},
		{"spectacles", "state", "whole"},
		{"will", "seal", "blue"},
		{"wine-glass", "detail", "lipstick"},
		{"wine-glass", "detail", "cracked"},
		{"wine-glass", "detail", "sediment"},
		{"teacup", "detail", "lipstick"},
		{"teacup", "detail", "cracked"},
		{"bottle", "state", "broken"},
		{"knife", "state", "stained"},
		{"bust", "state", "broken"},
	} {
		pic := mystery.Picture{Slot: "ev-1", Kind: mystery.Object, Subject: test.thing, Hour: "night", Palette: "teal", Seed: 5}
		plain := small(t, pic)
		pic.Details = map[string]string{test.key: test.value}
		if got := changed(plain, small(t, pic)); got < 0.001 {
			t.Errorf("%s with %s %q: got %.4f of the picture changed, want 0.001", test.thing, test.key, test.value, got)
		}
	}
}

// TestFormOfAThing holds that a thing is drawn as the one that its alt text
// names, where its word stands for several.
func TestFormOfAThing(t *testing.T) {
	t.Parallel()
	for _, pic := range formPictures() {
		told := small(t, pic)
		pic.Alt = ""
		if got := changed(small(t, pic), told); got < 0.02 && pic.Subject != "footprint" || got == 0 {
			t.Errorf("%s as %q: got %.3f of the picture changed, want 0.02", pic.Subject, pic.Alt, got)
		}
	}
}

// TestColourOfAThing reads the ink of the named colour back from the print.
func TestColourOfAThing(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]func(r, g, b int) bool{
		"red":   func(r, g, b int) bool { return r > g+60 && r > b+60 },
		"blue":  func(r, g, b int) bool { return b > r+30 && b > g+20 },
		"green": func(r, g, b int) bool { return g > r+20 && g > b+20 },
		"brown": func(r, g, b int) bool { return r > g+15 && g > b+10 && r < 190 },
		"grey":  func(r, g, b int) bool { return max(r, g, b)-min(r, g, b) < 60 },
	} {
		for _, tint := range inkNames() {
			if word == "grey" && tint != "slate" {
				continue // grey is printed in the case's own inks
			}
			for _, thing := range []string{"glove", "handkerchief", "scarf"} {
				img := small(t, mystery.Picture{
					Slot: "ev-1", Kind: mystery.Object, Subject: thing, Palette: tint, Seed: 9,
					Details: map[string]string{"colour": word},
				})
				if share := shareOf(img, want); share < 0.05 {
					t.Errorf("%s %s in %s: got %.3f of the picture of that colour", word, thing, tint, share)
				}
			}
		}
	}
}

func shareOf(img *image.RGBA, want func(r, g, b int) bool) float64 {
	n := 0
	for i := 0; i < len(img.Pix); i += 4 {
		if want(int(img.Pix[i]), int(img.Pix[i+1]), int(img.Pix[i+2])) {
			n++
		}
	}
	return float64(n*4) / float64(len(img.Pix))
}

// TestTornEdge reads the edges of a torn letter back from the block: the lower
// is ragged, the upper straight.
func TestTornEdge(t *testing.T) {
	t.Parallel()
	s := cutBlock(t, mystery.Picture{Kind: mystery.Object, Subject: "torn-letter", Details: map[string]string{"state": "torn"}, Seed: 3}, 0.25)
	var upper, lower []float64
	for x := 330.0; x < 680; x += 4 {
		var white []float64
		for y := 60.0; y < 690; y += 2 {
			if s.tone[s.index(x, y)] > 212 {
				white = append(white, y)
			}
		}
		if len(white) < 20 {
			t.Fatalf("got %d points of paper at %v", len(white), x)
		}
		upper, lower = append(upper, white[0]), append(lower, white[len(white)-1])
	}
	if torn, whole := bend(lower), bend(upper); torn < 3*whole || torn < 12 {
		t.Errorf("got an edge that strays %.1f where it is torn and %.1f where it is whole", torn, whole)
	}
}

// bend is how far an edge strays from a straight line at most.
func bend(edge []float64) (most float64) {
	n := len(edge)
	if n < 20 {
		return 0
	}
	for i, y := range edge {
		most = max(most, math.Abs(y-lerp(edge[2], edge[n-3], float64(i-2)/float64(n-5))))
	}
	return most
}

// TestFacesAsDescribed reads a sitter's features back from the inks that were
// laid where the face's own geometry says they are.
func TestFacesAsDescribed(t *testing.T) {
	t.Parallel()
	for i := range 120 {
		who := anyone(rand.New(rand.NewPCG(uint64(i), 31)))
		s := newStage(t.Context(), mystery.Picture{Kind: mystery.Portrait, Person: who, Setting: settingNames()[i%12], Palette: "indigo", Seed: uint64(i)}, 0.5)
		f := newSitter(s)
		f.draw()
		of := func(ink ink, x, y float64) bool {
			q := f.head.at(x, y)
			return s.share[ink-1][s.index(q.x, q.y)] > 127
		}
		chin := f.x(0) + f.turn*0.14
		if got, want := of(hair, chin, 0.9), who.Beard == "full"; got != want && who.Hat != "headscarf" && !f.hidden() {
			t.Errorf("%d: got a full beard %t, want %t: %+v", i, got, want, *who)
		}
		if got, want := of(hair, f.x(0)+f.turn*0.07, 0.5), who.Beard != ""; got != want {
			t.Errorf("%d: got hair on the lip %t, want %t: %+v", i, got, want, *who)
		}
		if who.Hat == "" {
			if got, want := of(hair, 0, -1.0), who.HairStyle != "bald"; got != want {
				t.Errorf("%d: got hair on the crown %t, want %t: %+v", i, got, want, *who)
			}
		}
		if who.Hat == "" || who.Hat == "beret" {
			beside := of(hair, -f.wide*1.12, 0.5) || of(hair, f.wide*1.12, 0.5)
			if want := who.HairStyle == "long" || who.HairStyle == "bob" || who.HairStyle == "curly" && f.woman; beside != want && !f.hidden() {
				t.Errorf("%d: got hair beside the jaw %t, want %t: %+v", i, beside, want, *who)
			}
		}
		if got, want := f.ringed(), who.Glasses != ""; got != want {
			t.Errorf("%d: got glasses %t, want %t: %+v", i, got, want, *who)
		}
	}
}

// hidden is true when a hand may lie on the jaw.
func (f *sitter) hidden() bool { return f.pose.over != nil }

// ringed is true when a dark frame crosses the cheek below each eye.
func (f *sitter) ringed() bool {
	dark := 0
	for _, side := range []float64{-1, 1} {
		for y := 0.1; y < 0.26; y += 0.01 {
			q := f.head.at(f.x(side*0.33), y)
			i := f.index(q.x, q.y)
			if f.tone[i] < 40 && f.share[skin-1][i] < 100 {
				dark++
				break
			}
		}
	}
	return dark == 2
}

// TestSubjectStandsOut measures how far the tones of a thing lie from those of
// the bare table where it lies.
func TestSubjectStandsOut(t *testing.T) {
	t.Parallel()
	pics := thingPictures()
	for seed := range uint64(3) { // cloth of every colour, on several tables
		for _, colour := range words("grey", "white", "black", "brown", "red", "blue") {
			for _, thing := range words("glove", "handkerchief", "scarf") {
				pics = append(pics, mystery.Picture{
					Slot: "ev-1", Kind: mystery.Object, Subject: thing, Hour: "night", Palette: "plum",
					Seed: seed, Details: map[string]string{"colour": colour},
				})
			}
		}
	}
	for _, pic := range pics {
		if pic.Subject == "footprint" || pic.Subject == "wall-clock" {
			continue // these have a ground of their own
		}
		s := cutBlock(t, pic, 0.15)
		best := 0.0
		for _, ground := range []func(*stage) pen{(*stage).tabletop, (*stage).sideboard} {
			bare := newStage(t.Context(), pic, 0.15)
			ground(bare)
			sum, n := 0.0, 0.0
			for i, tone := range s.tone {
				if d := math.Abs(float64(tone) - float64(bare.tone[i])); d > 4 || s.share[0][i] > 100 {
					sum, n = sum+d, n+1
				}
			}
			if share := n / float64(len(s.tone)); share < 0.75 && share > 0.03 {
				best = max(best, sum/n)
			}
		}
		if best < 30 {
			t.Errorf("%s %v, seed %d: got a contrast of %.0f of 255 with the table, want 30 or more", pic.Subject, pic.Details, pic.Seed, best)
		}
	}
}
