package painter

import (
	"context"
	"errors"
	"flag"
	"image"
	"math"
	"math/bits"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"casebook/generator/mystery"
)

var seedCount = flag.Int("seeds", 240, "how many seeds to draw")

// small draws a picture at a small size.
func small(t *testing.T, pic mystery.Picture) *image.RGBA {
	t.Helper()
	img, err := New().draw(t.Context(), pic, 0.15)
	if err != nil {
		t.Fatal(err)
	}
	return rgba(t, img)
}

func rgba(t *testing.T, img image.Image) *image.RGBA {
	t.Helper()
	out, ok := img.(*image.RGBA)
	if !ok {
		t.Fatalf("got %T, want *image.RGBA", img)
	}
	return out
}

func everything() []mystery.Picture {
	out := placePictures()
	out = append(out, thingPictures()...)
	out = append(out, formPictures()...)
	out = append(out, outsidePictures()...)
	out = append(out, people(20)...)
	return append(out,
		mystery.Picture{Slot: "loc-1", Kind: mystery.Location, Subject: "submarine", Palette: "puce", Seed: 4},
		mystery.Picture{Slot: "ev-1", Kind: mystery.Object, Subject: "theremin", Seed: 5},
		mystery.Picture{Slot: "establishing", Kind: mystery.Cinematic, Subject: "moon base", Seed: 6},
		mystery.Picture{Slot: "suspect-1", Kind: mystery.Portrait, Seed: 7},
	)
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pic  mystery.Picture
		want image.Point
	}{
		{people(1)[0], image.Pt(1024, 1280)},
		{placePictures()[0], image.Pt(1600, 900)},
		{thingPictures()[0], image.Pt(1024, 1024)},
		{outsidePictures()[0], image.Pt(1600, 900)},
	} {
		img, err := New().Draw(t.Context(), test.pic)
		if err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds().Size(); got != test.want {
			t.Errorf("%s: got size %v, want %v", test.pic.Kind, got, test.want)
		}
	}
}

func TestSamePictureTwice(t *testing.T) {
	t.Parallel()
	for _, pic := range wholeCases(1)[:14] {
		first, second := small(t, pic), small(t, pic)
		if string(first.Pix) != string(second.Pix) {
			t.Errorf("%s %s: two drawings differ", pic.Slot, pic.Subject)
		}
	}
}

// TestNothingBlank holds that every word of the vocabulary has a scene of its
// own with light, shadow and enough inks.
func TestNothingBlank(t *testing.T) {
	t.Parallel()
	p := New()
	for _, pic := range everything() {
		img := small(t, pic)
		spread, darkest, lightest := tones(img)
		if spread < 18 || darkest < 0.005 || darkest > 0.8 || lightest > 0.9 {
			t.Errorf("%s %s: got contrast %.0f, dark %.3f, light %.3f", pic.Kind, pic.Subject, spread, darkest, lightest)
		}
	}
	for _, setting := range settingNames() {
		if p.outside[setting] == nil {
			t.Errorf("%s: got no scene from outside", setting)
		}
		for _, place := range placeNames(setting) {
			if p.places[place] == nil {
				t.Errorf("%s: got no scene", place)
			}
		}
	}
	for _, thing := range thingNames() {
		if p.things[thing] == nil {
			t.Errorf("%s: got no scene", thing)
		}
	}
}

// tones measures a picture: the standard deviation of its brightness, and the
// shares that are very dark and very light.
func tones(img *image.RGBA) (spread, darkest, lightest float64) {
	sum, squares, n := 0.0, 0.0, 0.0
	for i := 0; i < len(img.Pix); i += 4 {
		y := bright(img.Pix[i:])
		sum, squares, n = sum+y, squares+y*y, n+1
		if y < 60 {
			darkest++
		}
		if y > 215 {
			lightest++
		}
	}
	return math.Sqrt(squares/n - sum/n*sum/n), darkest / n, lightest / n
}

func bright(p []uint8) float64 {
	return 0.3*float64(p[0]) + 0.59*float64(p[1]) + 0.11*float64(p[2])
}

// hash is the difference hash of a picture, 16 by 16.
func hash(img *image.RGBA) (h [4]uint64) {
	b := img.Bounds()
	cell := func(x, y int) (sum float64) {
		for py := b.Dy() * y / 16; py < b.Dy()*(y+1)/16; py++ {
			for px := b.Dx() * x / 17; px < b.Dx()*(x+1)/17; px++ {
				sum += bright(img.Pix[img.PixOffset(px, py):])
			}
		}
		return sum
	}
	for i := range 256 {
		if cell(i%16, i/16) < cell(i%16+1, i/16) {
			h[i/64] |= 1 << (i % 64)
		}
	}
	return h
}

func distance(a, b [4]uint64) (n int) {
	for i := range a {
		n += bits.OnesCount64(a[i] ^ b[i])
	}
	return n
}

func TestNoTwoAlike(t *testing.T) {
	t.Parallel()
	pics := append(placePictures(), people(14)...)
	for seed := range uint64(6) { // the same rooms and views on other days
		for _, subject := range words("library", "lamp-room", "compartment") {
			pics = append(pics, mystery.Picture{
				Slot: "loc-2", Kind: mystery.Location, Subject: subject, Hour: hours()[seed%4],
				Weather: weathers()[seed%5], Palette: inkNames()[seed], Seed: 1000 + seed,
			})
		}
	}
	hashes := make([][4]uint64, len(pics))
	for i, pic := range pics {
		hashes[i] = hash(small(t, pic))
		for k := range i {
			if d := distance(hashes[i], hashes[k]); d < 16 {
				t.Errorf("%s %d and %s %d: got distance %d of 256, want 16 or more", pics[k].Subject, pics[k].Seed, pic.Subject, pic.Seed, d)
			}
		}
	}
}

// TestManySeeds draws scenes under seeds, hours and weathers of all kinds
// (-seeds 10000 for the long run).
func TestManySeeds(t *testing.T) {
	t.Parallel()
	p := New()
	all := everything()
	for i := range *seedCount {
		r := rand.New(rand.NewPCG(uint64(i), 3))
		pic := all[r.IntN(len(all))]
		pic.Seed, pic.Hour, pic.Weather = r.Uint64(), hours()[r.IntN(4)], weathers()[r.IntN(5)]
		if pic.Person != nil {
			pic.Person = anyone(r)
		}
		if err := unfit(t, p, pic); err != nil {
			t.Errorf("%s %s, seed %d, %s, %s: %v", pic.Kind, pic.Subject, pic.Seed, pic.Hour, pic.Weather, err)
		}
	}
}

func TestStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	begin := time.Now()
	img, err := New().Draw(ctx, placePictures()[0])
	if !errors.Is(err, context.Canceled) || img != nil {
		t.Errorf("got %v, %v, want no picture and %v", img, err, context.Canceled)
	}
	if took := time.Since(begin); took > time.Second {
		t.Errorf("got %v to stop", took)
	}
}

// TestClockShowsTheTime reads the hands back from the cut block.
func TestClockShowsTheTime(t *testing.T) {
	t.Parallel()
	for _, text := range words("9:40", "1:15", "12:00", "6:05", "11:55", "3:30") {
		s := newStage(t.Context(), mystery.Picture{Kind: mystery.Object}, 1)
		s.rough = 0
		p := pen{canvas: s.canvas, o: pt{512, 512}, k: 1}
		p.face(dialAt(text), 400, false)
		// Beyond the hour hand only the minute hand passes; nearer in, both do.
		long, both := darkAngles(s.canvas, 400*0.55), darkAngles(s.canvas, 400*0.42)
		if len(long) != 1 || len(both) == 0 || len(both) > 2 {
			t.Errorf("%s: got hands at %v and %v", text, long, both)
			continue
		}
		minute, short := math.Mod(math.Round(long[0]/6), 60), both[0]
		if len(both) == 2 && apart(short, long[0]) < apart(both[1], long[0]) {
			short = both[1]
		}
		hour := int(math.Round((short-minute/2)/30)+11)%12 + 1
		got := strconv.Itoa(hour) + ":" + strconv.Itoa(100 + int(minute))[1:]
		if got != text {
			t.Errorf("hands at %v and %v: got %s, want %s", long, both, got, text)
		}
	}
}

// apart is the angle between two directions in degrees.
func apart(a, b float64) float64 { return math.Abs(math.Mod(a-b+540, 360) - 180) }

// darkAngles are the middles of the dark runs on a circle, clockwise from
// twelve in degrees.
func darkAngles(c *canvas, r float64) (out []float64) {
	const steps = 3600
	at := func(i int) bool {
		a := float64(i%steps) * 2 * math.Pi / steps
		x, y := 512+int(math.Round(r*math.Sin(a))), 512-int(math.Round(r*math.Cos(a)))
		return c.tone[y*c.cols+x] < 60
	}
	first := 0
	for at(first) {
		first++
	}
	for i := first; i < first+steps; i++ {
		if !at(i) {
			continue
		}
		from := i
		for at(i) {
			i++
		}
		out = append(out, float64(from+i-1)/2*360/steps)
	}
	return out
}

// TestPersonAsDescribed holds that every word about a person shows.
func TestPersonAsDescribed(t *testing.T) {
	t.Parallel()
	plain := mystery.Person{Sex: "man", Age: "middle", Skin: "olive", Hair: "brown", HairStyle: "short", Build: "medium", Dress: "suit", Expression: "calm"}
	draw := func(change func(*mystery.Person)) *image.RGBA {
		who := plain
		change(&who)
		return small(t, mystery.Picture{Slot: "suspect-1", Kind: mystery.Portrait, Person: &who, Palette: "indigo", Seed: 3})
	}
	base := draw(func(*mystery.Person) {})
	for name, change := range map[string]func(*mystery.Person){
		"woman": func(p *mystery.Person) { p.Sex = "woman" }, "old": func(p *mystery.Person) { p.Age = "old" },
		"young": func(p *mystery.Person) { p.Age = "young" }, "dark": func(p *mystery.Person) { p.Skin = "dark" },
		"fair": func(p *mystery.Person) { p.Skin = "fair" }, "blond": func(p *mystery.Person) { p.Hair = "blond" },
		"bald": func(p *mystery.Person) { p.HairStyle = "bald" }, "long": func(p *mystery.Person) { p.HairStyle = "long" },
		"curly": func(p *mystery.Person) { p.HairStyle = "curly" }, "bun": func(p *mystery.Person) { p.HairStyle = "bun" },
		"bob": func(p *mystery.Person) { p.HairStyle = "bob" }, "full": func(p *mystery.Person) { p.Beard = "full" },
		"moustache": func(p *mystery.Person) { p.Beard = "moustache" }, "round": func(p *mystery.Person) { p.Glasses = "round" },
		"square": func(p *mystery.Person) { p.Glasses = "square" }, "cap": func(p *mystery.Person) { p.Hat = "cap" },
		"fedora": func(p *mystery.Person) { p.Hat = "fedora" }, "headscarf": func(p *mystery.Person) { p.Hat = "headscarf" },
		"beret": func(p *mystery.Person) { p.Hat = "beret" }, "slight": func(p *mystery.Person) { p.Build = "slight" },
		"heavy": func(p *mystery.Person) { p.Build = "heavy" }, "uniform": func(p *mystery.Person) { p.Dress = "uniform" },
		"dress": func(p *mystery.Person) { p.Dress = "dress" }, "coat": func(p *mystery.Person) { p.Dress = "coat" },
		"workwear": func(p *mystery.Person) { p.Dress = "workwear" }, "jumper": func(p *mystery.Person) { p.Dress = "jumper" },
		"galabeya": func(p *mystery.Person) { p.Dress = "galabeya" }, "djellaba": func(p *mystery.Person) { p.Dress = "djellaba" },
		"sari": func(p *mystery.Person) { p.Dress = "sari" }, "poncho": func(p *mystery.Person) { p.Dress = "poncho" },
		"shawl": func(p *mystery.Person) { p.Dress = "shawl" }, "apron": func(p *mystery.Person) { p.Dress = "apron" },
		"tarboosh": func(p *mystery.Person) { p.Hat = "tarboosh" }, "turban": func(p *mystery.Person) { p.Hat = "turban" },
		"bowler": func(p *mystery.Person) { p.Hat = "bowler" }, "cloche": func(p *mystery.Person) { p.Hat = "cloche" },
		"tired": func(p *mystery.Person) { p.Expression = "tired" }, "amused": func(p *mystery.Person) { p.Expression = "amused" },
		"stern": func(p *mystery.Person) { p.Expression = "stern" }, "worried": func(p *mystery.Person) { p.Expression = "worried" },
	} {
		if got := changed(base, draw(change)); got < 0.002 {
			t.Errorf("%s: got %.4f of the picture changed", name, got)
		}
	}
}

// changed is the share of pixels that differ plainly.
func changed(a, b *image.RGBA) (share float64) {
	for i := 0; i < len(a.Pix); i += 4 {
		if math.Abs(bright(a.Pix[i:])-bright(b.Pix[i:])) > 15 {
			share++
		}
	}
	return share * 4 / float64(len(a.Pix))
}

// TestSkinAndHair holds that the inks keep the order of the words.
func TestSkinAndHair(t *testing.T) {
	t.Parallel()
	tone := func(skinWord, hairWord string) (face, head float64) {
		in := palette(mystery.Picture{Palette: "teal", Person: &mystery.Person{Skin: skinWord, Hair: hairWord}})
		grey := func(c rgb) float64 { return bright([]uint8{uint8(c[0]), uint8(c[1]), uint8(c[2])}) }
		return grey(in[skin][2]), grey(in[hair][1])
	}
	last, lastHair := 256.0, 256.0
	for i, skinWord := range words("fair", "olive", "brown", "dark") {
		face, head := tone(skinWord, words("white", "grey", "brown", "black")[i])
		if face >= last-15 || head >= lastHair-15 {
			t.Errorf("%s: got skin %.0f after %.0f, hair %.0f after %.0f", skinWord, face, last, head, lastHair)
		}
		last, lastHair = face, head
	}
}

func BenchmarkCase(b *testing.B) {
	pics, p := wholeCases(1)[:14], New()
	for b.Loop() {
		for _, pic := range pics {
			if _, err := p.Draw(b.Context(), pic); err != nil {
				b.Fatal(err)
			}
		}
	}
}
