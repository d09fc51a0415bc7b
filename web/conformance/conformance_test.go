package conformance

import "testing"

// sentence is a sentence of the agreement, and what holds the binary to it.
type sentence struct {
	says  string
	check func(t *testing.T, s *site)
}

// TestEverySentence checks the sentences that can share one case with its pictures.
func TestEverySentence(t *testing.T) {
	s := begin(t)
	for _, day := range []string{"2026-11-19", "2026-11-20"} {
		if err := wantOK(s.send(t, "POST", "/api/admin/cases", s.operator(), with{"date": day})); err != nil {
			t.Fatal(err)
		}
	}
	s.drawn(t, caseID)
	for area, table := range map[string][]sentence{
		"rules": rules(), "case": theCase(), "pictures": pictures(), "playing": playing(), "points": points(), "accusation": accusation(),
		"operator": operator(),
	} {
		for _, row := range table {
			t.Run(area+"/"+row.says, func(t *testing.T) {
				t.Parallel()
				row.check(t, s)
			})
		}
	}
}
