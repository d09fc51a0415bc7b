package mystery

import "slices"

// Police is the source of facts that everybody knows from the start.
const Police = "police"

// The kinds of facts. In all of them a slot is a stretch of time: "during From
// to To" means every slot of that range, both ends included.
//
// Facts of the police and of evidence are true. What a suspect states is true
// unless that suspect is the culprit and the fact is about themselves.
const (
	// FactAt: Suspect was in Place during From to To.
	FactAt FactKind = "at"
	// FactNotAt: Suspect was in Place in no slot from From to To.
	FactNotAt FactKind = "not-at"
	// FactBeen: Suspect was in Place in at least one slot from From to To.
	FactBeen FactKind = "been"
	// FactTrace: somebody with the trait Value was in Place in at least one slot
	// from From to To. It need not have been the culprit.
	FactTrace FactKind = "trace"
	// FactAlone: nobody of the suspects but Suspect was in Place during From to To.
	FactAlone FactKind = "alone"
	// FactLocked: none of the suspects was in Place during From to To, and nobody
	// was killed there then.
	FactLocked FactKind = "locked"

	// FactFound: the body was found in Place. It says nothing about where the
	// deed was done.
	FactFound FactKind = "found"
	// FactAlive: the deed was done after slot To.
	FactAlive FactKind = "alive"
	// FactDead: the deed was done before slot From.
	FactDead FactKind = "dead"
	// FactWhen: the deed was done in a slot from From to To.
	FactWhen FactKind = "when"
	// FactKilledIn: the deed was done in Place.
	FactKilledIn FactKind = "killed-in"
	// FactNotKilledIn: the deed was not done in Place.
	FactNotKilledIn FactKind = "not-killed-in"
	// FactManner: how it was done and hidden, Value being the plot. It binds
	// nobody.
	FactManner FactKind = "manner"

	// FactCulpritAt: the culprit was in Place in at least one slot from From to To.
	FactCulpritAt FactKind = "culprit-at"
	// FactCulpritTrait: the culprit has the trait Value.
	FactCulpritTrait FactKind = "culprit-trait"
	// FactHasTrait: Suspect has the trait Value.
	FactHasTrait FactKind = "has-trait"
	// FactLacksTrait: Suspect has not the trait Value.
	FactLacksTrait FactKind = "lacks-trait"

	// FactCandidate: Value may have been the weapon.
	FactCandidate FactKind = "candidate"
	// FactWeapon: Value was the weapon.
	FactWeapon FactKind = "weapon"
	// FactNotWeapon: Value was not the weapon.
	FactNotWeapon FactKind = "not-weapon"
	// FactKept: the weapon Value lay in Place until slot From began: if it was
	// used, the culprit fetched it there in a slot from From to that of the deed.
	FactKept FactKind = "kept"
	// FactMeans: Suspect could lay hands on the weapon Value. It binds nobody.
	FactMeans FactKind = "means"
	// FactNoMeans: Suspect could not have used the weapon Value.
	FactNoMeans FactKind = "no-means"

	// FactMotive: Suspect had the reason Value to kill.
	FactMotive FactKind = "motive"
	// FactNoMotive: Suspect's apparent reason Value was none. Whoever had reasons
	// and has lost all of them this way did not do it.
	FactNoMotive FactKind = "no-motive"
)

// FactKinds returns every kind.
func FactKinds() []FactKind {
	return []FactKind{
		FactAt, FactNotAt, FactBeen, FactTrace, FactAlone, FactLocked,
		FactFound, FactAlive, FactDead, FactWhen, FactKilledIn, FactNotKilledIn, FactManner,
		FactCulpritAt, FactCulpritTrait, FactHasTrait, FactLacksTrait,
		FactCandidate, FactWeapon, FactNotWeapon, FactKept, FactMeans, FactNoMeans,
		FactMotive, FactNoMotive,
	}
}

// MayBeLie reports whether f could be untrue if the culprit were who it says.
func (f Fact) MayBeLie(culprit string) bool {
	return f.Source == culprit && f.Suspect == culprit
}

// covers reports whether slot lies in the fact's range.
func (f Fact) covers(slot int) bool { return f.From <= slot && slot <= f.To }

// PoliceFacts returns what is known before anything is found or asked.
func (w *World) PoliceFacts() []Fact {
	return w.factsOf(func(f Fact) bool { return f.Source == Police })
}

// FactsFrom returns the facts with one of the sources: evidence ids, suspect ids
// or Police.
func (w *World) FactsFrom(sources ...string) []Fact {
	return w.factsOf(func(f Fact) bool { return slices.Contains(sources, f.Source) })
}

// FactsByID returns the facts with the ids.
func (w *World) FactsByID(ids ...string) []Fact {
	return w.factsOf(func(f Fact) bool { return slices.Contains(ids, f.ID) })
}

func (w *World) factsOf(keep func(Fact) bool) []Fact {
	var facts []Fact
	for _, f := range w.Facts {
		if keep(f) {
			facts = append(facts, f)
		}
	}
	return facts
}

// SuspectIDs returns the ids of the suspects in order.
func (c *Case) SuspectIDs() []string {
	ids := make([]string, 0, len(c.Suspects))
	for _, s := range c.Suspects {
		ids = append(ids, s.ID)
	}
	return ids
}

// PlaceIDs returns the ids of the places in order.
func (c *Case) PlaceIDs() []string {
	ids := make([]string, 0, len(c.Places))
	for _, p := range c.Places {
		ids = append(ids, p.ID)
	}
	return ids
}

// EvidenceIDs returns the ids of the evidence in order.
func (c *Case) EvidenceIDs() []string {
	ids := make([]string, 0, len(c.Evidence))
	for _, e := range c.Evidence {
		ids = append(ids, e.ID)
	}
	return ids
}
