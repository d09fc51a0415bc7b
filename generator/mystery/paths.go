package mystery

import (
	"math/bits"
	"slices"
)

// placeSet is a set of places by index.
type placeSet uint64

// moves holds for each place those that can be reached from it in one slot.
type moves []placeSet

// newMoves reads a floor plan. Staying is always possible, and doors open both
// ways.
func newMoves(doors map[string][]string, places []string) moves {
	m := make(moves, len(places))
	for i, from := range places {
		m[i] |= 1 << i
		for _, to := range doors[from] {
			if j := slices.Index(places, to); j >= 0 {
				m[i] |= 1 << j
				m[j] |= 1 << i
			}
		}
	}
	return m
}

// openMoves is a floor plan of n places with doors between all of them.
func openMoves(n int) moves {
	m := make(moves, n)
	for i := range m {
		m[i] = 1<<n - 1
	}
	return m
}

// from returns the places that can be reached from any of the set in one slot.
func (m moves) from(set placeSet) placeSet {
	to := placeSet(0)
	for ; set != 0; set &= set - 1 {
		to |= m[bits.TrailingZeros64(uint64(set))]
	}
	return to
}

// visit is a place that somebody was in at some time in a range.
type visit struct {
	place    int
	from, to int
}

// plan is what is known of everybody's whereabouts, suspects going by their
// index.
type plan struct {
	*solver
	allowed [][]placeSet // by suspect and slot
	visits  [][]visit    // by suspect
	traces  []trace
}

// trace is a visit by somebody out of several.
type trace struct {
	visit
	by []int
}

// newPlan gathers what the facts say of whereabouts if culprit did it.
func (s *solver) newPlan(facts []*Fact, culprit string) *plan {
	p := &plan{solver: s, allowed: make([][]placeSet, len(s.suspects)), visits: make([][]visit, len(s.suspects))}
	free := slices.Repeat([]placeSet{1<<len(s.places) - 1}, s.slots*len(s.suspects))
	for i := range p.allowed {
		p.allowed[i] = free[i*s.slots : (i+1)*s.slots]
	}
	budget := maxVisits
	for _, f := range facts {
		switch f.Kind {
		case FactAt, FactNotAt, FactAlone, FactLocked:
			p.restrict(f)
		case FactBeen, FactCulpritAt, FactTrace:
			if budget > 0 {
				budget--
				p.require(f, culprit, facts)
			}
		default: // says nothing of whereabouts
		}
	}
	return p
}

// restrict applies a fact that binds every slot of its range.
func (p *plan) restrict(f *Fact) {
	set := placeSet(0)
	if i := slices.Index(p.places, f.Place); i >= 0 {
		set = 1 << i
	}
	for i, slots := range p.allowed {
		switch f.Kind {
		case FactLocked:
		case FactAlone:
			if f.Suspect == p.suspects[i] {
				continue
			}
		default:
			if f.Suspect != p.suspects[i] {
				continue
			}
		}
		for slot := max(f.From, 0); slot <= f.To && slot < len(slots); slot++ {
			if f.Kind == FactAt {
				slots[slot] &= set
			} else {
				slots[slot] &^= set
			}
		}
	}
}

// require applies a fact that binds at least one slot of its range.
func (p *plan) require(f *Fact, culprit string, facts []*Fact) {
	v := visit{slices.Index(p.places, f.Place), f.From, f.To}
	if f.Kind == FactTrace {
		t := trace{visit: v}
		for i, id := range p.suspects {
			if !lacksTrait(facts, id, f.Value) {
				t.by = append(t.by, i)
			}
		}
		p.traces = append(p.traces, t)
		return
	}
	who := f.Suspect
	if f.Kind == FactCulpritAt {
		who = culprit
	}
	if i := slices.Index(p.suspects, who); i >= 0 {
		p.visits[i] = append(p.visits[i], v)
	}
}

// lacksTrait reports whether a fact says that the suspect lacks the trait.
func lacksTrait(facts []*Fact, suspect, trait string) bool {
	return slices.ContainsFunc(facts, func(f *Fact) bool {
		return f.Kind == FactLacksTrait && f.Suspect == suspect && f.Value == trait
	})
}

// possible reports whether everybody can have moved so that culprit alone was in
// the place in the slot, having made the further visits.
func (p *plan) possible(culprit string, slot, place int, further []visit) bool {
	visits := slices.Clone(p.visits)
	can := func(i int) bool { return p.canMove(i, p.suspects[i] == culprit, slot, place, visits[i]) }
	for i, id := range p.suspects {
		if id == culprit {
			visits[i] = slices.Concat(visits[i], further[:min(len(further), maxVisits)])
		}
		if !can(i) {
			return false
		}
	}
	return assign(p.traces, visits, can)
}

// assign reports whether each trace can be somebody's.
func assign(traces []trace, visits [][]visit, can func(suspect int) bool) bool {
	if len(traces) == 0 {
		return true
	}
	for _, i := range traces[0].by {
		before := visits[i]
		visits[i] = append(slices.Clip(before), traces[0].visit)
		if can(i) && assign(traces[1:], visits, can) {
			return true
		}
		visits[i] = before
	}
	return false
}

// canMove reports whether there is a way through the evening for one suspect: in
// the place in the slot if they are the culprit, elsewhere if not, making all
// the visits.
func (p *plan) canMove(suspect int, culprit bool, slot, place int, visits []visit) bool {
	visits = visits[:min(len(visits), maxVisits)]
	// here[made] is where the suspect may be after having made that set of visits.
	here, next := p.scratch(1 << len(visits))
	for s, allowed := range p.allowed[suspect] {
		if s == slot && culprit {
			allowed &= 1 << place
		} else if s == slot {
			allowed &^= 1 << place
		}
		clear(next)
		for made, from := range here {
			to := p.moves.from(from)
			if s == 0 && made == 0 {
				to = allowed
			}
			enter(next, made, to&allowed, s, visits)
		}
		here, next = next, here
	}
	return here[len(here)-1] != 0
}

// scratch returns two empty lists of n sets, which hold until it is called again.
func (s *solver) scratch(n int) (a, b []placeSet) {
	s.room = slices.Grow(s.room[:0], 2*n)[:2*n]
	clear(s.room)
	return s.room[:n], s.room[n:]
}

// enter adds to next that the suspect, having made the visits made, comes to the
// places to in the slot.
func enter(next []placeSet, made int, to placeSet, slot int, visits []visit) {
	for ; to != 0; to &= to - 1 {
		place, after := bits.TrailingZeros64(uint64(to)), made
		for i, v := range visits {
			if v.place == place && v.from <= slot && slot <= v.to {
				after |= 1 << i
			}
		}
		next[after] |= 1 << place
	}
}
