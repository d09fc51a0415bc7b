package mystery

import "slices"

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
	for i := range m {
		if set&(1<<i) != 0 {
			to |= m[i]
		}
	}
	return to
}

// visit is a place that somebody was in at some time in a range.
type visit struct {
	place    int
	from, to int
}

// plan is what is known of everybody's whereabouts.
type plan struct {
	*solver
	allowed map[string][]placeSet // by suspect and slot
	visits  map[string][]visit    // by suspect
	traces  []trace
}

// trace is a visit by somebody out of several.
type trace struct {
	visit
	by []string
}

// newPlan gathers what the facts say of whereabouts if culprit did it.
func (s *solver) newPlan(facts []Fact, culprit string) *plan {
	p := &plan{solver: s, allowed: map[string][]placeSet{}, visits: map[string][]visit{}}
	for _, id := range s.suspects {
		free := make([]placeSet, s.slots)
		for i := range free {
			free[i] = 1<<len(s.places) - 1
		}
		p.allowed[id] = free
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
func (p *plan) restrict(f Fact) {
	set := placeSet(0)
	if i := slices.Index(p.places, f.Place); i >= 0 {
		set = 1 << i
	}
	for id, slots := range p.allowed {
		switch f.Kind {
		case FactLocked:
		case FactAlone:
			if f.Suspect == id {
				continue
			}
		default:
			if f.Suspect != id {
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
func (p *plan) require(f Fact, culprit string, facts []Fact) {
	v := visit{slices.Index(p.places, f.Place), f.From, f.To}
	switch f.Kind {
	case FactBeen:
		p.visits[f.Suspect] = append(p.visits[f.Suspect], v)
	case FactCulpritAt:
		p.visits[culprit] = append(p.visits[culprit], v)
	case FactTrace:
		t := trace{visit: v}
		for _, id := range p.suspects {
			lacks := slices.ContainsFunc(facts, func(g Fact) bool {
				return g.Kind == FactLacksTrait && g.Suspect == id && g.Value == f.Value
			})
			if !lacks {
				t.by = append(t.by, id)
			}
		}
		p.traces = append(p.traces, t)
	default: // binds no visit
	}
}

// possible reports whether everybody can have moved so that culprit alone was in
// the place in the slot, having made the further visits.
func (p *plan) possible(culprit string, slot, place int, further []Fact) bool {
	visits := map[string][]visit{}
	for _, id := range p.suspects {
		visits[id] = slices.Clip(p.visits[id])
	}
	for i, f := range further {
		if i < maxVisits {
			visits[culprit] = append(visits[culprit], visit{slices.Index(p.places, f.Place), f.From, f.To})
		}
	}
	can := func(id string) bool { return p.canMove(id, id == culprit, slot, place, visits[id]) }
	for _, id := range p.suspects {
		if !can(id) {
			return false
		}
	}
	return assign(p.traces, visits, can)
}

// assign reports whether each trace can be somebody's.
func assign(traces []trace, visits map[string][]visit, can func(id string) bool) bool {
	if len(traces) == 0 {
		return true
	}
	for _, id := range traces[0].by {
		before := visits[id]
		visits[id] = append(slices.Clip(before), traces[0].visit)
		if can(id) && assign(traces[1:], visits, can) {
			return true
		}
		visits[id] = before
	}
	return false
}

// canMove reports whether there is a way through the evening for one suspect: in
// the place in the slot if they are the culprit, elsewhere if not, making all
// the visits.
func (p *plan) canMove(id string, culprit bool, slot, place int, visits []visit) bool {
	visits = visits[:min(len(visits), maxVisits)]
	// here[made] is where the suspect may be after having made that set of visits.
	here := make([]placeSet, 1<<len(visits))
	for s, allowed := range p.allowed[id] {
		if s == slot && culprit {
			allowed &= 1 << place
		} else if s == slot {
			allowed &^= 1 << place
		}
		next := make([]placeSet, len(here))
		for made, from := range here {
			to := p.moves.from(from)
			if s == 0 && made == 0 {
				to = allowed
			}
			p.enter(next, made, to&allowed, s, visits)
		}
		here = next
	}
	return here[len(here)-1] != 0
}

// enter adds to next that the suspect, having made the visits made, comes to the
// places to in the slot.
func (p *plan) enter(next []placeSet, made int, to placeSet, slot int, visits []visit) {
	if to == 0 {
		return
	}
	for place := range p.places {
		if to&(1<<place) == 0 {
			continue
		}
		after := made
		for i, v := range visits {
			if v.place == place && v.from <= slot && slot <= v.to {
				after |= 1 << i
			}
		}
		next[after] |= 1 << place
	}
}
