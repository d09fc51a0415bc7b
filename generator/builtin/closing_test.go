package builtin

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"casebook/generator/mystery"
)

// TestClosingSceneFollowsTheProof demands that the closing scene clears each of
// the innocents by what clears them in the chain: the place of the trace or of the
// sighting, and what the trait says, stand in it.
func TestClosingSceneFollowsTheProof(t *testing.T) {
	for _, c := range written(t, 25) {
		places := map[string]string{}
		for _, p := range c.Places {
			places[p.ID] = strings.TrimPrefix(strings.ToLower(p.Name), "the ")
		}
		told := strings.ToLower(c.Solution.Explanation)
		for _, d := range c.Certificate.Proof {
			for _, f := range c.World.FactsByID(d.Facts...) {
				want := ""
				switch {
				case d.Conclusion != mystery.ConcludeNot:
				case f.Kind == mystery.FactTrace, f.Kind == mystery.FactAt && len(d.Facts) == 1:
					want = places[f.Place]
				case f.Kind == mystery.FactCulpritTrait:
					_, want, _ = strings.Cut(strings.TrimSuffix(f.Text, "."), " shows that ")
				}
				if !strings.Contains(told, strings.ToLower(want)) {
					t.Errorf("%s: the chain rests on %q, the closing scene does not: %s", c.ID, want, c.Solution.Explanation)
				}
			}
		}
	}
}

// TestClosingsFitTheirClues demands that what a plot's closing words name of its clues
// is in every clue that they may be told with.
func TestClosingsFitTheirClues(t *testing.T) {
	things := regexp.MustCompile(`\b(steps|rail|cloth|muffler|clasp|spectacles|tape|slip|weight|wax|groove|thread|track|watch|bag|box|button|decanter|funnel|tray|mop|sill)\b`)
	r := repertoireOf(t)
	for _, p := range r.plots {
		tags := map[string][]string{roleTime: p.Time, rolePlace: p.Place}[p.Manner]
		for _, closing := range p.Closing {
			for _, thing := range things.FindAllString(closing, -1) {
				for _, c := range r.cards {
					if c.Role == p.Manner && slices.Contains(tags, c.Tag) && !strings.Contains(strings.Join(c.Text, " ")+c.Name, thing) {
						t.Errorf("%s: %q has no %s, of which it is told: %s", p.ID, c.Name, thing, closing)
					}
				}
			}
		}
	}
}

// TestLossesAreSingular demands that what was lost is one thing: the closing scene says
// "it" of it.
func TestLossesAreSingular(t *testing.T) {
	for _, trait := range repertoireOf(t).traits {
		if left := trait.Spot.Left; regexp.MustCompile(`[^s]s$`).MatchString(left) {
			t.Errorf("%s leaves %q behind, want one thing", trait.ID, left)
		}
	}
}
