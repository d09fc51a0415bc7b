package painter

import (
	"flag"
	"image"
	"testing"

	"github.com/disintegration/imaging"

	"casebook/generator/mystery"
)

var caseCount = flag.Int("cases", 12, "how many whole cases to compare")

// closest is the least distance between the hashes of two different pictures,
// whose colours are left out, also when one of them is seen in a mirror.
func closest(t *testing.T, pics []mystery.Picture) (least int, a, b mystery.Picture) {
	t.Helper()
	least = 256
	hashes, flipped := make([][4]uint64, len(pics)), make([][4]uint64, len(pics))
	for i, pic := range pics {
		img := small(t, pic)
		hashes[i], flipped[i] = hash(img), hash(rgba(t, (*image.RGBA)(imaging.FlipH(img))))
		for k := range i {
			if pics[k].Kind != pic.Kind || pics[k].Seed == pic.Seed { // the sheets repeat some
				continue
			}
			if d := min(distance(hashes[i], hashes[k]), distance(flipped[i], hashes[k])); d < least {
				least, a, b = d, pics[k], pic
			}
		}
	}
	return least, a, b
}

// TestNoPictureOfManyCasesTwice compares all pictures of whole cases with each
// other (-cases 100 for the long run).
func TestNoPictureOfManyCasesTwice(t *testing.T) {
	t.Parallel()
	least, a, b := closest(t, wholeCases(*caseCount))
	t.Logf("nearest: %s %s %d and %s %s %d at %d of 256", a.Setting, a.Subject, a.Seed, b.Setting, b.Subject, b.Seed, least)
	if least < 16 {
		t.Errorf("%s %s %d and %s %s %d: got distance %d of 256, want 16 or more", a.Setting, a.Subject, a.Seed, b.Setting, b.Subject, b.Seed, least)
	}
}

// TestSamePlaceOnAnotherDay holds that a place never looks the same again,
// though hour, weather and inks be the same.
func TestSamePlaceOnAnotherDay(t *testing.T) {
	t.Parallel()
	for _, setting := range settingNames() {
		for _, place := range placeNames(setting) {
			var pics []mystery.Picture
			for seed := range uint64(4) {
				pics = append(pics, mystery.Picture{
					Slot: "loc-1", Kind: mystery.Location, Subject: place, Setting: setting,
					Hour: "night", Weather: "clear", Palette: "teal", Seed: 500 + seed,
				})
			}
			if least, a, b := closest(t, pics); least < 20 {
				t.Errorf("%s %s, seeds %d and %d: got distance %d of 256, want 20 or more", setting, place, a.Seed, b.Seed, least)
			}
		}
	}
}
