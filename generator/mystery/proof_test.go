package mystery

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestCertify demands that the proof of the sample suffices, that nothing in it
// can be spared, and that it follows the facts.
func TestCertify(t *testing.T) {
	c := sample(t)
	cert := Certify(c)
	if diff := cmp.Diff(c.Certificate, cert); diff != "" {
		t.Errorf("certificate (-stored +found):\n%s", diff)
	}
	checkProof(t, c, cert.Proof)
	var order []Conclusion
	for _, d := range cert.Proof {
		order = append(order, d.Conclusion)
	}
	want := []Conclusion{ConcludeWhen, ConcludeWhere, ConcludeWhat, ConcludeNot, ConcludeNot, ConcludeWhy}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("order of conclusions (-want +got):\n%s", diff)
	}
}

// checkProof demands that the facts of a proof leave the truth alone, and that
// without any one of its clues or facts they do not.
func checkProof(t interface{ Errorf(string, ...any) }, c *Case, proof []Deduction) {
	var ids []string
	for _, d := range proof {
		ids = append(ids, d.Facts...)
	}
	proves := func(keep func(Fact) bool) bool {
		left := c.solve(c.World.factsOf(func(f Fact) bool { return f.Source == Police || slices.Contains(ids, f.ID) && keep(f) }))
		return len(left) == 1 && left[0] == c.truth()
	}
	if !proves(func(Fact) bool { return true }) {
		t.Errorf("the proof proves nothing: %+v", proof)
	}
	for _, spared := range c.World.FactsByID(ids...) {
		if proves(func(f Fact) bool { return f != spared }) {
			t.Errorf("fact %s can be spared", spared.ID)
		}
		if proves(func(f Fact) bool { return f.Source != spared.Source }) {
			t.Errorf("clue %s can be spared", spared.Source)
		}
	}
}

// TestProofOfAnyWorld demands a proof of whatever facts leave one answer, with
// the floor plan where it is needed.
func TestProofOfAnyWorld(t *testing.T) {
	proven := 0
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		if crowded(w) {
			return
		}
		know := func(f Fact) {
			if knowable(w, f) {
				f.ID = string(rune('A' + len(w.Facts)))
				w.Facts = append(w.Facts, f)
			}
		}
		deed := w.Truth
		know(Fact{Kind: FactWhen, Source: "ev-1", From: deed.Slot, To: deed.Slot})
		know(Fact{Kind: FactKilledIn, Source: "ev-1", Place: deed.Place})
		know(Fact{Kind: FactWeapon, Source: "ev-1", Value: deed.Weapon})
		know(Fact{Kind: FactMotive, Source: "ev-1", Suspect: deed.Culprit, Value: deed.Motive})
		for _, id := range people() {
			if near := rapid.IntRange(-1, 1).Draw(t, "near") + deed.Slot; id != deed.Culprit && near >= 0 && near < len(w.Slots) {
				know(Fact{Kind: FactAt, Source: Police, Suspect: id, Place: w.at(id, near), From: near, To: near})
			}
		}
		for range rapid.IntRange(0, 12).Draw(t, "facts") {
			if f := drawFact(t, len(w.Slots)); f.Kind != FactCandidate && f.Kind != FactKept && f.Kind != FactMotive && f.Kind != FactWeapon {
				know(f) // the others open questions as well as answer them
			}
		}
		c := &Case{World: *w}
		for _, id := range people() {
			c.Suspects = append(c.Suspects, Suspect{ID: id})
		}
		for _, id := range places() {
			c.Places = append(c.Places, Place{ID: id})
		}
		if cert := Certify(c); len(cert.Answers) == 1 && cert.Answers[0] == c.truth() {
			proven++
			checkProof(t, c, cert.Proof)
		}
	})
	if proven == 0 {
		t.Error("no world had one answer")
	}
}
