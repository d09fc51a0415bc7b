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
	known := func(list []string, id, where string) {
		if !slices.Contains(list, id) {
			breach("%s names the unknown %q", where, id)
		}
	}
	known(places, c.Scene.PlaceID, "the scene")
	known(suspects, c.Solution.Culprit, "the solution")
	for _, e := range c.Evidence {
		known(places, e.PlaceID, e.ID)
	}
	for i, card := range c.Intro.Suspects.Cards {
		if i < len(c.Suspects) && (card.SuspectID != c.Suspects[i].ID || card.Name != c.Suspects[i].Name) {
			breach("card %d is not of suspect %d", i+1, i+1)
		}
	}
	for i, t := range c.Testimony {
		if i < len(suspects) && t.SuspectID != suspects[i] {
			breach("testimony %d is not of suspect %d", i+1, i+1)
		}
	}
	for i, step := range c.Solution.Reasoning {
		for _, id := range step.Clues {
			known(slices.Concat(suspects, evidence), id, fmt.Sprintf("step %d", i+1))
		}
	}
	for from, doors := range c.World.Doors {
		known(places, from, "the floor plan")
		for _, to := range doors {
			known(places, to, "the floor plan")
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
		if kind, ok := KindOf(p.Slot); !ok || p.Kind != kind {
			breach("%s is a picture of kind %q", p.Slot, p.Kind)
		}
		if p.Subject == "" || p.Setting == "" || p.Alt == "" || p.Prompt == "" {
			breach("%s lacks subject, setting, alternative text or prompt", p.Slot)
		}
		if (p.Person != nil) != (p.Kind == Portrait) {
			breach("%s: a person belongs in portraits only", p.Slot)
		}
		if len(c.Pictures) > 0 && p.Palette != c.Pictures[0].Palette {
			breach("%s: palette %q is not that of the others", p.Slot, p.Palette)
		}
	}
}
