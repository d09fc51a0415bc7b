package imagecache

import (
	"bytes"
	"compress/zlib"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"
)

// withProfile puts a profile into a PNG.
func withProfile(data, profile []byte) []byte {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, err := w.Write(profile)
	must(err)
	must(w.Close())
	return withChunks(data, pngChunk("iCCP", append([]byte("a name\x00\x00"), packed.Bytes()...)))
}

// profilePart is an APP2 segment with one part of several.
func profilePart(data, part []byte, number, of byte) []byte {
	return withSegment(data, 0xe2, append(append([]byte("ICC_PROFILE\x00"), number, of), part...))
}

// TestPutProfiles has pictures with a profile in which red is green and green red.
func TestPutProfiles(t *testing.T) {
	swapped := testdata(t, "swapped.icc")
	q := quarters(48, 32)
	asIs := quarterColours()
	converted := asIs
	for i, c := range asIs {
		converted[i] = color.NRGBA{c.G, c.R, c.B, c.A}
	}
	seeThrough := quarters(48, 32)
	for y := range 32 {
		for x := range 48 {
			if x >= 24 && y >= 16 {
				seeThrough.Pix[seeThrough.PixOffset(x, y)+3] = 0
			}
		}
	}
	linear := testdata(t, "grey-linear.icc")
	grey := image.NewGray(q.Rect)
	draw.Draw(grey, grey.Rect, image.NewUniform(color.Gray{90}), image.Point{}, draw.Src)
	plainly := func(v uint8) [4]color.NRGBA {
		c := color.NRGBA{v, v, v, 255}
		return [4]color.NRGBA{c, c, c, c}
	}
	pngData, jpg, webp := asPNG(q), asJPEG(q), testdata(t, "lossy.webp")
	third := len(swapped) / 3
	parts := [3][]byte{swapped[:third], swapped[third : 2*third], swapped[2*third:]}
	feature := make([]byte, 10)
	feature[0], feature[4], feature[7] = 0x20, 47, 31
	extended := func(profile []byte) []byte {
		return riffFile(riffChunk("VP8X", feature), riffChunk("ICCP", profile), webp[12:])
	}
	damaged := bytes.Clone(swapped)
	copy(damaged[36:], "ASCP")
	for _, test := range []struct {
		name string
		data []byte
		want [4]color.NRGBA
	}{
		{"PNG", withProfile(pngData, swapped), converted},
		{"PNG, transparent: white stays white", withProfile(asPNG(seeThrough), swapped), [4]color.NRGBA{converted[0], converted[1], converted[2], {255, 255, 255, 255}}},
		{"PNG, damaged profile", withProfile(pngData, damaged), asIs},
		{"PNG, profile not packed", withChunks(pngData, pngChunk("iCCP", append([]byte("a\x00\x00"), swapped...))), asIs},
		{"PNG, profile without end of its name", withChunks(pngData, pngChunk("iCCP", []byte("name"))), asIs},
		{"PNG, more than a profile has", withProfile(pngData, append(bytes.Clone(swapped), make([]byte, maxProfile)...)), asIs},
		{"JPEG", profilePart(jpg, swapped, 1, 1), converted},
		{"JPEG, three parts", profilePart(profilePart(profilePart(jpg, parts[2], 3, 3), parts[1], 2, 3), parts[0], 1, 3), converted},
		{"JPEG, three parts in disorder", profilePart(profilePart(profilePart(jpg, parts[1], 2, 3), parts[0], 1, 3), parts[2], 3, 3), converted},
		{"JPEG, behind other segments", withAPP1(withSegment(profilePart(jpg, swapped, 1, 1), 0xe2, []byte("MPF\x00")), exif(1)), converted},
		{"JPEG, behind filling", slices.Concat(jpg[:2], []byte{0xff, 0xff}, profilePart(jpg, swapped, 1, 1)[2:]), converted},
		{"JPEG, a part missing", profilePart(profilePart(jpg, parts[2], 3, 3), parts[0], 1, 3), asIs},
		{"JPEG, part 0", profilePart(jpg, swapped, 0, 1), asIs},
		{"JPEG, part 4 of 3", profilePart(jpg, swapped, 4, 3), asIs},
		{"JPEG, parts that disagree", profilePart(profilePart(jpg, parts[1], 2, 2), parts[0], 1, 3), asIs},
		{"JPEG, empty profile", profilePart(jpg, nil, 1, 1), asIs},
		{"WebP", extended(swapped), converted},
		{"WebP, damaged profile", extended(damaged), asIs},
		{"PNG, grey", withProfile(asPNG(grey), linear), plainly(161)},
		{"JPEG, grey", profilePart(asJPEG(grey), linear, 1, 1), plainly(161)},
		{"PNG in colour, profile of grey", withProfile(pngData, linear), asIs},
		{"GIF has none", asGIF(48, 32, q), asIs},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, _ := openCache(t, Options{})
			p := mustPut(t, c, testKey(), test.data)
			data, img := load(t, c, p.Path)
			wantQuarters(t, img, test.want)
			if bytes.Contains(data, []byte("ICC_PROFILE")) || bytes.Contains(data, []byte("acsp")) {
				t.Error("got a profile in the file, want none: it is sRGB")
			}
		})
	}
}
