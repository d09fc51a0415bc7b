package painter

import (
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/disintegration/imaging"

	"casebook/generator/mystery"
)

var (
	gallery = flag.String("gallery", "", "folder to write pictures to")
	only    = flag.String("only", "", "subjects to draw, by commas; all when empty")
	full    = flag.Bool("full", false, "write each picture at its full size, too")
	shift   = flag.Uint64("shift", 0, "seed of the gallery")
)

// TestGallery writes contact sheets to look at.
func TestGallery(t *testing.T) {
	if *gallery == "" {
		t.Skip("no -gallery")
	}
	if err := os.MkdirAll(*gallery, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, g := range []struct {
		name string
		pics []mystery.Picture
	}{
		{"things", thingPictures()},
		{"forms", formPictures()},
		{"outside", outsidePictures()},
		{"people", people(60)},
		{"cases", wholeCases(10)},
		{"places-by-day", placesAt("day", "dawn")},
		{"places-by-night", placesAt("night", "dusk")},
	} {
		sheetOf(t, g.name, g.pics)
	}
}

// placesAt are all places at one of two hours.
func placesAt(hours ...string) []mystery.Picture {
	pics := placePictures()
	for i := range pics {
		pics[i].Hour = hours[i%len(hours)]
		pics[i].Seed += uint64(len(hours[0]))
	}
	return pics
}

func sheetOf(t *testing.T, name string, pics []mystery.Picture) {
	t.Helper()
	var cells []image.Image
	begin := time.Now()
	for _, pic := range pics {
		if *only != "" && !strings.Contains(","+*only+",", ","+pic.Subject+",") && *only != name {
			continue
		}
		pic.Seed += *shift
		img, err := New().Draw(t.Context(), pic)
		if err != nil {
			t.Fatal(err)
		}
		if *full {
			save(t, filepath.Join(*gallery, "full-"+pic.Subject+"-"+pic.Hour+".png"), img)
		}
		cells = append(cells, imaging.Fit(img, 400, 320, imaging.Box))
	}
	if len(cells) == 0 {
		return
	}
	t.Logf("%s: %d pictures, %v each", name, len(cells), time.Since(begin)/time.Duration(len(cells)))
	const perRow, perSheet = 4, 16
	for n := 0; n*perSheet < len(cells); n++ {
		part := cells[n*perSheet : min(len(cells), (n+1)*perSheet)]
		cw, ch := part[0].Bounds().Dx()+6, part[0].Bounds().Dy()+6
		if name == "cases" {
			cw, ch = 406, 326
		}
		out := imaging.New(perRow*cw, (len(part)+perRow-1)/perRow*ch, image.White)
		for i, c := range part {
			out = imaging.Paste(out, c, image.Pt(i%perRow*cw, i/perRow*ch))
		}
		save(t, filepath.Join(*gallery, name+"-"+string(rune('a'+n))+".png"), out)
	}
}

func save(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
