package mystery

import (
	"cmp"
	"slices"
)

// prover looks for the shortest proof.
type prover struct {
	*solver
	truth  Hypothesis
	public []*Fact // of the police
	told   []*Fact // all others
}

// prove returns a proof of the truth in which no fact can be spared: the facts
// of the deed, then for each innocent the fewest that clear them. It looks for a
// proof that takes no notice of the floor plan, and drops from it only what the
// floor plan makes superfluous.
func (c *Case) prove() []Deduction {
	p := c.newProver()
	deed := p.lessen(p.told, p.answered)
	cleared := map[string][]*Fact{}
	used := slices.Clone(deed)
	var innocents []string
	for _, id := range p.suspects {
		if id != p.truth.Culprit {
			cleared[id] = p.clear(id, deed)
			used = append(used, cleared[id]...)
			innocents = append(innocents, id)
		}
	}
	slices.SortStableFunc(innocents, func(a, b string) int { return len(cleared[a]) - len(cleared[b]) })
	p.moves = newMoves(c.World.Doors, p.places)
	needed := p.lessen(once(used), p.proven)

	var proof []Deduction
	add := func(conclusion Conclusion, suspect string, facts []*Fact) {
		d := Deduction{Conclusion: conclusion, Suspect: suspect}
		for _, f := range facts {
			if slices.Contains(needed, f) {
				d.Facts = append(d.Facts, f.ID)
			}
		}
		if len(d.Facts) > 0 {
			proof = append(proof, d)
		}
	}
	of := func(conclusion Conclusion) []*Fact {
		return slices.DeleteFunc(slices.Clone(deed), func(f *Fact) bool { return concluding(f.Kind) != conclusion })
	}
	for _, conclusion := range []Conclusion{ConcludeWhen, ConcludeWhere, ConcludeWhat} {
		add(conclusion, "", of(conclusion))
	}
	for _, id := range innocents {
		add(ConcludeNot, id, cleared[id])
	}
	add(ConcludeWhy, p.truth.Culprit, of(ConcludeWhy))
	return proof
}

// newProver returns a prover that takes every door for open, unless the floor
// plan is needed.
func (c *Case) newProver() *prover {
	places := c.PlaceIDs()
	p := &prover{solver: newSolver(&c.World, c.SuspectIDs(), places), truth: c.truth()}
	facts := refs(c.World.Facts)
	p.public = factsThat(facts, func(f *Fact) bool { return f.Source == Police })
	p.told = factsThat(facts, func(f *Fact) bool { return f.Source != Police })
	p.moves = openMoves(len(places))
	if !p.proven(p.told) {
		p.moves = newMoves(c.World.Doors, places)
	}
	return p
}

// concluding returns what a fact of the deed serves to conclude.
func concluding(kind FactKind) Conclusion {
	switch kind {
	case FactAlive, FactDead, FactWhen:
		return ConcludeWhen
	case FactKilledIn, FactNotKilledIn, FactLocked, FactCulpritAt, FactBeen, FactAt, FactNotAt, FactAlone:
		return ConcludeWhere
	case FactCandidate, FactWeapon, FactNotWeapon, FactKept, FactNoMeans:
		return ConcludeWhat
	default:
		return ConcludeWhy
	}
}

// proven reports whether the facts, with those of the police, leave the truth
// alone.
func (p *prover) proven(facts []*Fact) bool {
	left := p.solve(slices.Concat(p.public, facts), 2)
	return len(left) == 1 && left[0] == p.truth
}

// answered reports whether they leave the truth alone if the culprit is known.
func (p *prover) answered(facts []*Fact) bool {
	left := p.against(p.truth.Culprit, slices.Concat(p.public, facts), 2)
	return len(left) == 1 && left[0] == p.truth
}

// lessen drops facts, the roundabout ones first, as long as what is left
// suffices. Of what it returns nothing can be spared.
func (p *prover) lessen(facts []*Fact, suffices func([]*Fact) bool) []*Fact {
	left := slices.Clone(facts)
	slices.SortStableFunc(left, func(a, b *Fact) int { return cmp.Compare(directness(a.Kind), directness(b.Kind)) })
	for i := 0; i < len(left); {
		if fewer := slices.Delete(slices.Clone(left), i, i+1); suffices(fewer) {
			left = fewer
		} else {
			i++
		}
	}
	return left
}

// directness says how plainly a kind of fact speaks of the deed.
func directness(kind FactKind) int {
	switch kind {
	case FactWhen, FactKilledIn, FactWeapon, FactMotive:
		return 2
	case FactAlive, FactDead, FactNotKilledIn, FactNotWeapon, FactNoMotive:
		return 1
	default:
		return 0
	}
}

// maxPairs bounds the search for two facts that clear somebody.
const maxPairs = 2000

// clear returns the fewest facts that clear a suspect if those of the deed are
// known: the very fewest up to two, and beyond that some of which none can be
// spared.
func (p *prover) clear(suspect string, deed []*Fact) []*Fact {
	known := slices.Concat(p.public, deed)
	clears := func(more []*Fact) bool { return !p.mayBe(suspect, append(known, more...)) }
	told := factsThat(p.told, func(f *Fact) bool {
		return !f.MayBeLie(suspect) && f.Kind != FactMotive && f.Kind != FactManner && f.Kind != FactMeans
	})
	if clears(nil) {
		return nil
	}
	for _, f := range told {
		if clears([]*Fact{f}) {
			return []*Fact{f}
		}
	}
	pairs := 0
	for i, f := range told {
		for _, g := range told[:i] {
			if pairs++; pairs <= maxPairs && clears([]*Fact{g, f}) {
				return []*Fact{g, f}
			}
		}
	}
	return p.lessen(told, clears)
}

// once returns the facts without repetitions.
func once(facts []*Fact) []*Fact {
	var list []*Fact
	for _, f := range facts {
		if !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	return list
}
