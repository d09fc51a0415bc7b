package mystery

import (
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// maxID is the longest an id may be: it stands in URLs.
const maxID = 64

func checkCounts(c *Case, breach report) {
	for _, n := range []struct {
		what      string
		got, want int
	}{
		{"suspects", len(c.Suspects), SuspectCount},
		{"places", len(c.Places), PlaceCount},
		{"pieces of evidence", len(c.Evidence), EvidenceCount},
		{"testimonies", len(c.Testimony), SuspectCount},
		{"suspect cards", len(c.Intro.Suspects.Cards), SuspectCount},
	} {
		if n.got != n.want {
			breach("%d %s in place of %d", n.got, n.what, n.want)
		}
	}
	if n := len(c.World.Slots); n < 4 || n > 12 {
		breach("%d time slots in place of 4 to 12", n)
	}
}

func checkIDs(c *Case, breach report) {
	if !regexp.MustCompile(`^case-\d{4}-\d{2}-\d{2}(-[a-z0-9]+)*$`).MatchString(c.ID) || len(c.ID) > maxID-len("-suspect-0") {
		breach("case id %q", c.ID)
	}
	for i, s := range c.Suspects {
		if want := fmt.Sprintf("%s-suspect-%d", c.ID, i+1); s.ID != want {
			breach("suspect id %q in place of %q", s.ID, want)
		}
	}
	for i, p := range c.Places {
		if want := fmt.Sprintf("loc-%d", i+1); p.ID != want {
			breach("place id %q in place of %q", p.ID, want)
		}
	}
	for i, e := range c.Evidence {
		if want := fmt.Sprintf("ev-%d", i+1); e.ID != want {
			breach("evidence id %q in place of %q", e.ID, want)
		}
	}
	seen := map[string]bool{}
	for _, f := range c.World.Facts {
		if f.ID == "" || seen[f.ID] {
			breach("fact id %q is empty or not unique", f.ID)
		}
		seen[f.ID] = true
	}
}

func checkReferences(c *Case, breach report) {
	suspects, places, evidence := c.SuspectIDs(), c.PlaceIDs(), c.EvidenceIDs()
	known := func(list []string, where string, ids ...string) {
		for _, id := range ids {
			if !slices.Contains(list, id) {
				breach("%s names the unknown %q", where, id)
			}
		}
	}
	known(places, "the scene", c.Scene.PlaceID)
	known(suspects, "the solution", c.Solution.Culprit)
	for _, e := range c.Evidence {
		known(places, e.ID, e.PlaceID)
	}
	for i, step := range c.Solution.Reasoning {
		known(slices.Concat(suspects, evidence), fmt.Sprintf("step %d", i+1), step.Clues...)
	}
	for from, doors := range c.World.Doors {
		known(places, "the floor plan", append(slices.Clip(doors), from)...)
	}
	checkOrder(c, breach)
}

// checkOrder demands that cards and testimonies are in the suspects' order.
func checkOrder(c *Case, breach report) {
	for i, s := range c.Suspects {
		if i < len(c.Intro.Suspects.Cards) {
			if card := c.Intro.Suspects.Cards[i]; card.SuspectID != s.ID || card.Name != s.Name {
				breach("card %d is not of suspect %d", i+1, i+1)
			}
		}
		if i < len(c.Testimony) && c.Testimony[i].SuspectID != s.ID {
			breach("testimony %d is not of suspect %d", i+1, i+1)
		}
	}
}

func checkDates(c *Case, breach report) {
	if _, err := time.Parse(time.DateOnly, c.Date); err != nil || !strings.HasPrefix(c.ID, "case-"+c.Date) {
		breach("date %q of %q", c.Date, c.ID)
	}
	if c.Language == "" {
		breach("no language")
	}
	if !slices.Contains([]Difficulty{Easy, Medium, Hard}, c.Difficulty) {
		breach("difficulty %q", c.Difficulty)
	}
}

func checkSalt(c *Case, breach report) {
	if salt, err := hex.DecodeString(c.Salt); err != nil || len(salt) != 32 {
		breach("not 32 bytes in hex")
	}
}

func checkPictures(c *Case, breach report) {
	slots := Slots()
	if len(c.Pictures) != len(slots) {
		breach("%d in place of %d", len(c.Pictures), len(slots))
	}
	for i, p := range c.Pictures {
		if i < len(slots) && p.Slot != slots[i] {
			breach("picture %d is of %q in place of %q", i+1, p.Slot, slots[i])
		}
		if p.Palette != c.Pictures[0].Palette {
			breach("%s: palette %q is not that of the others", p.Slot, p.Palette)
		}
		checkPicture(p, breach)
	}
}

func checkPicture(p Picture, breach report) {
	if kind, ok := KindOf(p.Slot); !ok || p.Kind != kind {
		breach("%s is a picture of kind %q", p.Slot, p.Kind)
	}
	if slices.Contains([]string{p.Subject, p.Setting, p.Alt, p.Prompt}, "") {
		breach("%s lacks subject, setting, alternative text or prompt", p.Slot)
	}
	if (p.Person != nil) != (p.Kind == Portrait) {
		breach("%s: a person belongs in portraits only", p.Slot)
	}
}
