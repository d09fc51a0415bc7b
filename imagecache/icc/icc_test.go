package icc

import (
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

// element is one tagged element of a profile.
type element struct {
	name string
	data []byte
}

// profile is a profile of those elements.
func profile(space, connection string, elements ...element) []byte {
	p := make([]byte, tableAt)
	copy(p[8:], "\x04\x00\x00\x00mntr"+space+connection)
	copy(p[signatureAt:], "acsp")
	p = binary.BigEndian.AppendUint32(p, uint32(len(elements)))
	at := len(p) + tagSize*len(elements)
	var body []byte
	for _, e := range elements {
		p = append(p, e.name...)
		p = binary.BigEndian.AppendUint32(p, uint32(at+len(body)))
		p = binary.BigEndian.AppendUint32(p, uint32(len(e.data)))
		body = append(body, e.data...)
	}
	p = append(p, body...)
	binary.BigEndian.PutUint32(p, uint32(len(p)))
	return p
}

func fixeds(head string, values ...float64) []byte {
	data := []byte(head)
	for _, v := range values {
		data = binary.BigEndian.AppendUint32(data, uint32(int32(math.Round(v*(1<<16)))))
	}
	return data
}

func xyz(x, y, z float64) []byte { return fixeds("XYZ \x00\x00\x00\x00", x, y, z) }

func formula(kind byte, values ...float64) []byte {
	return fixeds("para\x00\x00\x00\x00\x00"+string(rune(kind))+"\x00\x00", values...)
}

func samples(values ...uint16) []byte {
	data := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), uint32(len(values)))
	for _, v := range values {
		data = binary.BigEndian.AppendUint16(data, v)
	}
	return data
}

// rgb is a profile with the same curve for all channels.
func rgb(matrix [9]float64, curve []byte) []byte {
	m := matrix
	return profile("RGB ", "XYZ ",
		element{"rXYZ", xyz(m[0], m[3], m[6])}, element{"gXYZ", xyz(m[1], m[4], m[7])}, element{"bXYZ", xyz(m[2], m[5], m[8])},
		element{"rTRC", curve}, element{"gTRC", curve}, element{"bTRC", curve})
}

// srgbCurve is the tone curve of sRGB as a formula.
func srgbCurve() []byte { return formula(3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045) }

// The primaries of well-known spaces, adapted to D50.
func srgb() [9]float64 {
	return [9]float64{0.43607, 0.38515, 0.14307, 0.22249, 0.71687, 0.06061, 0.01392, 0.09708, 0.71410}
}

func displayP3() [9]float64 {
	return [9]float64{0.51512, 0.29198, 0.15710, 0.24120, 0.69225, 0.06657, -0.00105, 0.04189, 0.78407}
}

func adobe() [9]float64 {
	return [9]float64{0.60974, 0.20528, 0.14919, 0.31111, 0.62567, 0.06322, 0.01947, 0.06087, 0.74457}
}

func proPhoto() [9]float64 {
	return [9]float64{0.79767, 0.13519, 0.03135, 0.28804, 0.71187, 0.00009, 0, 0, 0.82491}
}

// TestApply holds the results against those of lcms2 2.14: transicc -i profile -t1
// -n -s, to the nearest step.
func TestApply(t *testing.T) {
	colours := []color.NRGBA{{200, 100, 50, 255}, {30, 160, 90, 255}, {128, 128, 128, 255}, {10, 20, 230, 77}, {255, 0, 0, 0}, {255, 255, 255, 255}, {0, 0, 0, 255}, {20, 12, 5, 255}}
	for _, test := range []struct {
		name    string
		profile []byte
		want    [8][3]uint8
	}{
		{"Display P3", rgb(displayP3(), srgbCurve()), [8][3]uint8{{215, 93, 31}, {0, 163, 82}, {128, 128, 128}, {7, 20, 240}, {255, 0, 0}, {255, 255, 255}, {0, 0, 0}, {21, 12, 4}}},
		{"Adobe RGB, an exponent", rgb(adobe(), samples(0x0233)), [8][3]uint8{{227, 100, 42}, {0, 161, 85}, {129, 129, 129}, {0, 12, 235}, {255, 0, 0}, {255, 255, 255}, {0, 0, 0}, {15, 4, 0}}},
		{"ProPhoto, a formula", rgb(proPhoto(), formula(3, 1.8, 1, 0, 1./16, 0.03125)), [8][3]uint8{{255, 80, 47}, {0, 192, 94}, {146, 146, 146}, {0, 25, 251}, {255, 0, 0}, {255, 255, 255}, {0, 0, 0}, {36, 9, 2}}},
		{"sRGB's primaries, samples", rgb(srgb(), samples(0, 2000, 12000, 32000, 65535)), [8][3]uint8{{197, 96, 43}, {32, 157, 86}, {119, 119, 119}, {15, 25, 231}, {255, 0, 0}, {255, 255, 255}, {0, 0, 0}, {25, 17, 8}}},
		{"sRGB's primaries, linear", rgb(srgb(), samples()), [8][3]uint8{{229, 168, 122}, {96, 208, 160}, {188, 188, 188}, {56, 79, 244}, {255, 0, 0}, {255, 255, 255}, {0, 0, 0}, {79, 61, 38}}},
		{"grey", profile("GRAY", "XYZ ", element{"kTRC", formula(0, 1.8)}), [8][3]uint8{{210, 210, 210}, {40, 40, 40}, {146, 146, 146}, {10, 10, 10}, {255, 255, 255}, {255, 255, 255}, {0, 0, 0}, {26, 26, 26}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			transform, err := New(test.profile)
			if err != nil {
				t.Fatal(err)
			}
			for i, c := range colours {
				if transform.gray {
					c.G, c.B = c.R, c.R
				}
				img := image.NewNRGBA(image.Rect(0, 0, 1, 1))
				img.SetNRGBA(0, 0, c)
				transform.Apply(img)
				want := color.NRGBA{test.want[i][0], test.want[i][1], test.want[i][2], c.A}
				if got := img.NRGBAAt(0, 0); got != want {
					t.Errorf("%v: got %v, want %v", c, got, want)
				}
			}
		})
	}
}

// TestGrayStaysGray puts greys through every matrix.
func TestGrayStaysGray(t *testing.T) {
	for _, matrix := range [][9]float64{srgb(), displayP3(), adobe(), proPhoto()} {
		transform, err := New(rgb(matrix, samples(0x01cd)))
		if err != nil {
			t.Fatal(err)
		}
		for v := range 256 {
			p := [3]uint8{uint8(v), uint8(v), uint8(v)}
			transform.convert(&p)
			if p[0] != p[1] || p[1] != p[2] {
				t.Errorf("grey of %d: got %v, want a grey", v, p)
			}
		}
	}
}

func noise(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = uint8(r.Uint32())
	}
	return img
}

func TestApplyLeavesAlone(t *testing.T) {
	for name, data := range map[string][]byte{
		"a profile of sRGB":             rgb(srgb(), srgbCurve()),
		"grey, but a picture in colour": profile("GRAY", "XYZ ", element{"kTRC", formula(0, 1.8)}),
	} {
		transform, err := New(data)
		if err != nil {
			t.Fatal(err)
		}
		img, want := noise(30, 20), noise(30, 20)
		transform.Apply(img)
		if string(img.Pix) != string(want.Pix) {
			t.Errorf("%s: got a changed picture, want it as it was", name)
		}
	}
}

// TestApplyPart converts a part of a picture only.
func TestApplyPart(t *testing.T) {
	transform, err := New(rgb(displayP3(), srgbCurve()))
	if err != nil {
		t.Fatal(err)
	}
	img, all, was := noise(30, 20), noise(30, 20), noise(30, 20)
	transform.Apply(all)
	part := image.Rect(3, 4, 20, 15)
	sub, ok := img.SubImage(part).(*image.NRGBA)
	if !ok {
		t.Fatal("no part")
	}
	transform.Apply(sub)
	for y := range 20 {
		for x := range 30 {
			want := was.NRGBAAt(x, y)
			if image.Pt(x, y).In(part) {
				want = all.NRGBAAt(x, y)
			}
			if got := img.NRGBAAt(x, y); got != want {
				t.Fatalf("pixel %d, %d: got %v, want %v", x, y, got, want)
			}
		}
	}
}

func TestNewRefuses(t *testing.T) {
	good := rgb(srgb(), samples())
	curve := element{"kTRC", samples()}
	column := func(name string, data []byte) element { return element{name, data} }
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, ErrInvalid},
		{"half a header", good[:100], ErrInvalid},
		{"no signature", append(make([]byte, 128), good[128:]...), ErrInvalid},
		{"CMYK", profile("CMYK", "Lab "), ErrUnsupported},
		{"grey through L*", profile("GRAY", "Lab ", curve), ErrUnsupported},
		{"tables only", profile("RGB ", "XYZ ", element{"A2B0", make([]byte, 100)}), ErrUnsupported},
		{"no matrix", profile("RGB ", "XYZ ", column("rTRC", samples()), column("gTRC", samples()), column("bTRC", samples())), ErrUnsupported},
		{"a column of another type", profile("RGB ", "XYZ ", column("rTRC", samples()), column("rXYZ", samples(1, 2, 3, 4))), ErrInvalid},
		{"a short column", profile("RGB ", "XYZ ", column("rTRC", samples()), column("rXYZ", xyz(1, 1, 1)[:19])), ErrInvalid},
		{"a curve of another type", profile("GRAY", "XYZ ", element{"kTRC", xyz(1, 1, 1)}), ErrInvalid},
		{"a short curve", profile("GRAY", "XYZ ", element{"kTRC", samples(1, 2, 3)[:17]}), ErrInvalid},
		{"a curve of four thousand million", profile("GRAY", "XYZ ", element{"kTRC", append([]byte("curv\x00\x00\x00\x00"), 0xff, 0xff, 0xff, 0xff, 0, 0)}), ErrInvalid},
		{"an unknown formula", profile("GRAY", "XYZ ", element{"kTRC", formula(5, 1, 1, 1, 1, 1, 1, 1)}), ErrInvalid},
		{"a short formula", profile("GRAY", "XYZ ", element{"kTRC", formula(4, 1, 1, 1, 1, 1, 1)}), ErrInvalid},
		{"a formula without slope", profile("GRAY", "XYZ ", element{"kTRC", formula(1, 2.2, 0, 1)}), ErrInvalid},
		{"a formula without value", profile("GRAY", "XYZ ", element{"kTRC", formula(3, 2.2, 1, -2, 1, 0)}), ErrInvalid},
		{"cut off", good[:len(good)-1], ErrUnsupported}, // the last curve lies outside
		{"a table of tags that is cut off", good[:tableAt+4+3*tagSize+5], ErrUnsupported},
	} {
		if _, err := New(test.data); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
		}
	}
}

// TestFormulas holds the five formulas against the words of the standard.
func TestFormulas(t *testing.T) {
	for _, test := range []struct {
		kind byte
		p    []float64
		want func(x float64) float64
	}{
		{0, []float64{2}, func(x float64) float64 { return x * x }},
		{1, []float64{2, 1.25, -0.25}, func(x float64) float64 { return square(max(0, 1.25*x-0.25)) }},
		{2, []float64{2, 1.125, -0.25, 0.125}, func(x float64) float64 { return square(max(0, 1.125*x-0.25)) + 0.125 }},
		{3, []float64{2, 1, 0, 0.5, 0.5}, func(x float64) float64 {
			if x >= 0.5 {
				return square(x)
			}
			return x / 2
		}},
		{4, []float64{2, 0.5, 0.25, 0.25, 0.5, 0.25, 0.125}, func(x float64) float64 {
			if x >= 0.5 {
				return square(x/2+0.25) + 0.25
			}
			return x/4 + 0.125
		}},
	} {
		table, err := tags{"kTRC": formula(test.kind, test.p...)}.curve("kTRC")
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range table {
			if want := test.want(float64(i)/255) * 65535; math.Abs(float64(got)-want) > 0.51 {
				t.Errorf("formula %d at %d: got %d, want %.2f", test.kind, i, got, want)
			}
		}
	}
}

func square(x float64) float64 { return x * x }

// FuzzNew wants of any bytes a transform that converts, or an error.
func FuzzNew(f *testing.F) {
	for _, seed := range [][]byte{
		rgb(displayP3(), srgbCurve()), rgb(adobe(), samples(0x0233)), rgb(srgb(), samples(0, 100, 65535)), rgb(srgb(), samples()),
		profile("GRAY", "XYZ ", element{"kTRC", formula(4, 2, 0.5, 0.25, 0.25, 0.5, 0.25, 0.125)}), profile("CMYK", "Lab "), nil,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		transform, err := New(data)
		if err != nil {
			if !errors.Is(err, ErrInvalid) && !errors.Is(err, ErrUnsupported) {
				t.Errorf("got %v, want one of the errors of New", err)
			}
			return
		}
		img := noise(4, 4)
		transform.Apply(img)
		for i, want := range noise(4, 4).Pix {
			if i%4 == 3 && img.Pix[i] != want {
				t.Errorf("alpha: got %d, want %d", img.Pix[i], want)
			}
		}
	})
}

func BenchmarkApply(b *testing.B) {
	transform, err := New(rgb(displayP3(), srgbCurve()))
	if err != nil {
		b.Fatal(err)
	}
	img := noise(1024, 1024)
	b.SetBytes(1 << 20)
	for b.Loop() {
		transform.Apply(img)
	}
}
