package painter

import (
	"fmt"
	"image"
	"testing"

	"casebook/generator/mystery"
)

// plainly draws a person with nothing before the face, and returns the sitter
// on the cut block.
func plainly(t *testing.T, seed uint64, change func(*mystery.Person)) *sitter {
	t.Helper()
	who := mystery.Person{Sex: "man", Age: "middle", Skin: "fair", Hair: "brown", HairStyle: "short", Build: "medium", Dress: "suit", Expression: "calm"}
	change(&who)
	s := newStage(t.Context(), mystery.Picture{Slot: "suspect-1", Kind: mystery.Portrait, Person: &who, Setting: "manor", Palette: "indigo", Seed: seed}, 0.5)
	s.rough = 0
	f := newSitter(s)
	f.turn, f.head.turn, f.pose = 0.1, 0, pose{}
	f.draw()
	return f
}

// seen is the tone and the share of skin at a point of the face.
func (f *sitter) seen(x, y float64) (tone, share int) {
	q := f.head.at(x, y)
	i := f.index(q.x, q.y)
	return int(f.tone[i]), int(f.share[skin-1][i])
}

// darkest is the height at which a column of the face is darkest between two heights.
func (f *sitter) darkest(x, from, to float64) float64 {
	best, at := 256, from
	for y := from; y < to; y += 0.004 {
		if tone, _ := f.seen(x, y); tone < best {
			best, at = tone, y
		}
	}
	return at
}

// TestBuildShows measures the shoulders and the neck on the block, against the
// height of the head.
func TestBuildShows(t *testing.T) {
	t.Parallel()
	across := func(f *sitter) float64 {
		o := f.body.all(f.shoulders())
		left, _, right, _ := bounds(o)
		return (right - left) / f.head.k
	}
	for _, sex := range words("man", "woman") {
		for seed := range uint64(4) {
			last := 0.0
			for _, build := range words("slight", "medium", "heavy") {
				f := plainly(t, seed, func(p *mystery.Person) { p.Sex, p.Build = sex, build })
				if got := across(f); got < last*1.2 {
					t.Errorf("%s %s: got shoulders %.2f heads across, want 1.2 times %.2f", build, sex, got/2, last/2)
				} else {
					last = got
				}
				n := f.neck * 0.5
				if _, share := f.seen(n, 1.02); build == "heavy" && share < 128 {
					t.Errorf("heavy %s: got no neck at %.2f", sex, n)
				}
			}
		}
	}
}

// TestAgeShows counts the cuts in the skin of the brow and the cheeks.
func TestAgeShows(t *testing.T) {
	t.Parallel()
	for _, sex := range words("man", "woman") {
		for seed := range uint64(4) {
			last := -1
			for _, age := range words("young", "middle", "old") {
				f := plainly(t, seed, func(p *mystery.Person) { p.Sex, p.Age = sex, age })
				cuts := 0
				for x := -0.5; x < 0.16; x += 0.01 {
					for _, band := range [][2]float64{{-0.68, -0.42}, {0.1, 0.56}} {
						for y := band[0]; y < band[1]; y += 0.01 {
							if tone, share := f.seen(f.x(x), y); tone < 85 && share > 200 {
								cuts++
							}
						}
					}
				}
				if cuts <= last {
					t.Errorf("%s %s, seed %d: got %d points of wrinkles, want more than %d", age, sex, seed, cuts, last)
				}
				last = cuts
			}
		}
	}
}

// TestExpressionShows reads the mouth, the lids and the brows.
func TestExpressionShows(t *testing.T) {
	t.Parallel()
	for _, sex := range words("man", "woman") {
		for seed := range uint64(3) {
			type face struct{ corner, open, slant float64 }
			got := map[string]face{}
			for _, mood := range words("calm", "tired", "amused", "stern", "worried") {
				f := plainly(t, seed, func(p *mystery.Person) { p.Sex, p.Expression = sex, mood })
				c := f.x(0) + f.turn*0.07
				open := 0.0
				for y := -0.2; y < 0.1; y += 0.004 {
					if tone, share := f.seen(f.x(-0.4), y); tone > 170 && share < 60 {
						open++
					}
				}
				got[mood] = face{
					corner: f.darkest(c, 0.5, 0.68) - f.darkest(c-0.19, 0.46, 0.7),
					open:   open,
					slant:  f.darkest(f.x(-0.47), -0.46, -0.16) - f.darkest(f.x(-0.17), -0.46, -0.16),
				}
			}
			for _, check := range []struct {
				what string
				ok   bool
			}{
				{"an amused mouth turns up more than a calm one", got["amused"].corner > got["calm"].corner+0.01},
				{"a worried mouth turns down", got["worried"].corner < got["calm"].corner-0.01},
				{"tired eyes are half closed", got["tired"].open < got["calm"].open*0.7},
				{"worried eyes are wide", got["worried"].open > got["tired"].open},
				{"stern brows fall towards the nose", got["stern"].slant < got["calm"].slant-0.02},
				{"worried brows rise towards the nose", got["worried"].slant > got["calm"].slant+0.02},
			} {
				if !check.ok {
					t.Errorf("%s, seed %d: want that %s; got %+v", sex, seed, check.what, got)
				}
			}
		}
	}
}

// portraitOf is a small print of a person in one of the three places of a case.
func portraitOf(t *testing.T, slot int, change func(*mystery.Person)) *image.RGBA {
	t.Helper()
	who := mystery.Person{Sex: "woman", Age: "middle", Skin: "fair", Hair: "brown", HairStyle: "short", Build: "medium", Dress: "suit", Expression: "calm"}
	change(&who)
	return small(t, mystery.Picture{Slot: fmt.Sprintf("suspect-%d", slot), Kind: mystery.Portrait, Person: &who, Setting: "manor", Palette: "indigo", Mood: "uneasy", Weather: "rain", Seed: 11})
}

// part is the share of a band of a picture, from one height to another, that
// differs plainly.
func part(a, b *image.RGBA, from, to float64) float64 {
	h := a.Bounds().Dy()
	cutOut := func(m *image.RGBA) *image.RGBA {
		return &image.RGBA{Pix: m.Pix[int(float64(h)*from)*m.Stride : int(float64(h)*to)*m.Stride]}
	}
	return changed(cutOut(a), cutOut(b))
}

// TestGarmentsDiffer holds that each word for dress is another garment, and
// that the three of a case do not wear the same one though the word be the same.
func TestGarmentsDiffer(t *testing.T) {
	t.Parallel()
	dresses := words("suit", "uniform", "dress", "coat", "workwear", "jumper", "shawl", "apron", "sari", "galabeya", "djellaba", "poncho")
	prints := make([]*image.RGBA, len(dresses))
	for i, dress := range dresses {
		prints[i] = portraitOf(t, 1, func(p *mystery.Person) { p.Dress = dress })
		for k := range i {
			if got := part(prints[k], prints[i], 0.6, 1); got < 0.1 {
				t.Errorf("%s and %s: got %.3f of the body different, want 0.1", dresses[k], dress, got)
			}
		}
	}
	for _, dress := range words("suit", "dress", "coat", "workwear", "jumper") {
		var three []*image.RGBA
		for slot := range 3 {
			three = append(three, portraitOf(t, slot+1, func(p *mystery.Person) { p.Dress = dress }))
		}
		for i := range 3 {
			if got := part(three[i], three[(i+1)%3], 0.6, 1); got < 0.2 {
				t.Errorf("%s %d and %d of a case: got %.3f of the body different, want 0.2", dress, i, (i+1)%3, got)
			}
		}
	}
}

// TestHatsDiffer holds the same of what is worn on the head.
func TestHatsDiffer(t *testing.T) {
	t.Parallel()
	hats := words("", "cap", "fedora", "headscarf", "beret", "tarboosh", "turban", "bowler", "cloche")
	prints := make([]*image.RGBA, len(hats))
	for i, hat := range hats {
		prints[i] = portraitOf(t, 1, func(p *mystery.Person) { p.Hat = hat })
		for k := range i {
			if got := part(prints[k], prints[i], 0.04, 0.4); got < 0.025 {
				t.Errorf("hats %q and %q: got %.3f of the head different, want 0.025", hats[k], hat, got)
			}
		}
	}
}
