package mystery

import "slices"

func checkFacts(c *Case, breach report) {
	suspects, places := c.SuspectIDs(), c.PlaceIDs()
	sources := slices.Concat([]string{Police}, suspects, c.EvidenceIDs())
	for _, f := range c.World.Facts {
		if !slices.Contains(FactKinds(), f.Kind) {
			breach("fact %s is of the unknown kind %q", f.ID, f.Kind)
		}
		if !slices.Contains(sources, f.Source) {
			breach("fact %s has the unknown source %q", f.ID, f.Source)
		}
		if f.Suspect != "" && !slices.Contains(suspects, f.Suspect) {
			breach("fact %s is about the unknown suspect %q", f.ID, f.Suspect)
		}
		if f.Place != "" && !slices.Contains(places, f.Place) {
			breach("fact %s is about the unknown place %q", f.ID, f.Place)
		}
		if f.From < 0 || f.To < 0 || f.From >= len(c.World.Slots) || f.To >= len(c.World.Slots) {
			breach("fact %s is about slots %d to %d of %d", f.ID, f.From, f.To, len(c.World.Slots))
		}
		if f.Text == "" {
			breach("fact %s has no text", f.ID)
		}
	}
}

func checkPaths(c *Case, breach report) {
	w, places := &c.World, c.PlaceIDs()
	m := newMoves(w.Doors, places)
	for _, id := range c.SuspectIDs() {
		path := w.Truth.Paths[id]
		if len(path) != len(w.Slots) {
			breach("the way of %s has %d slots in place of %d", SlotOf(id), len(path), len(w.Slots))
			continue
		}
		for slot := range path {
			here := slices.Index(places, path[slot])
			if here < 0 {
				breach("the way of %s leads to the unknown place %q", SlotOf(id), path[slot])
				break
			}
			if slot > 0 && m.from(1<<here)&(1<<slices.Index(places, path[slot-1])) == 0 {
				breach("%s cannot come from %s to %s in one slot", SlotOf(id), path[slot-1], path[slot])
			}
		}
		if there := w.at(id, w.Truth.Slot) == w.Truth.Place; there != (id == w.Truth.Culprit) {
			breach("%s and nobody else must be at the deed, but %s: %t", SlotOf(w.Truth.Culprit), SlotOf(id), there)
		}
	}
}

// at returns where a suspect truly was; empty if unknown.
func (w *World) at(suspect string, slot int) string {
	path := w.Truth.Paths[suspect]
	if slot < 0 || slot >= len(path) {
		return ""
	}
	return path[slot]
}

// visited reports whether a suspect truly was in the place at some time.
func (w *World) visited(suspect, place string, from, to int) bool {
	for slot := from; slot <= to; slot++ {
		if w.at(suspect, slot) == place {
			return true
		}
	}
	return false
}

// stayed reports whether a suspect truly was in the place all the time.
func (w *World) stayed(suspect, place string, from, to int) bool {
	for slot := from; slot <= to; slot++ {
		if w.at(suspect, slot) != place {
			return false
		}
	}
	return true
}

// lacks reports whether some fact that is certainly true denies the trait.
func (w *World) lacks(suspect, trait string) bool {
	return slices.ContainsFunc(w.Facts, func(f Fact) bool {
		return f.Kind == FactLacksTrait && f.Suspect == suspect && f.Value == trait && !f.MayBeLie(w.Truth.Culprit)
	})
}

// Holds reports whether a fact is true in the world. Facts of traits, motives and
// means are true by being stated; only their contradictions are found out.
func (w *World) Holds(f Fact) bool {
	t := w.Truth
	switch f.Kind {
	case FactAt, FactNotAt, FactBeen, FactTrace, FactLocked, FactCulpritAt:
		return w.movementHolds(f)
	case FactAlive:
		return t.Slot > f.To
	case FactDead:
		return t.Slot < f.From
	case FactWhen:
		return f.covers(t.Slot)
	case FactKilledIn:
		return t.Place == f.Place
	case FactNotKilledIn:
		return t.Place != f.Place
	case FactManner:
		return f.Value == w.Plot
	case FactCulpritTrait:
		return !w.lacks(t.Culprit, f.Value)
	case FactHasTrait:
		return !w.lacks(f.Suspect, f.Value)
	case FactWeapon:
		return t.Weapon == f.Value
	case FactNotWeapon:
		return t.Weapon != f.Value
	case FactKept:
		return t.Weapon != f.Value || w.visited(t.Culprit, f.Place, f.From, t.Slot)
	case FactNoMeans:
		return f.Suspect != t.Culprit || f.Value != t.Weapon
	case FactNoMotive:
		return f.Suspect != t.Culprit || f.Value != t.Motive
	case FactFound, FactLacksTrait, FactCandidate, FactMeans, FactMotive:
		return true
	default:
		return false
	}
}

// movementHolds is Holds for facts of whereabouts.
func (w *World) movementHolds(f Fact) bool {
	switch f.Kind { //nolint:exhaustive // the others are not of whereabouts
	case FactAt:
		return w.stayed(f.Suspect, f.Place, f.From, f.To)
	case FactNotAt:
		return !w.visited(f.Suspect, f.Place, f.From, f.To)
	case FactBeen:
		return w.visited(f.Suspect, f.Place, f.From, f.To)
	case FactCulpritAt:
		return w.visited(w.Truth.Culprit, f.Place, f.From, f.To)
	case FactTrace:
		for id := range w.Truth.Paths {
			if w.visited(id, f.Place, f.From, f.To) && !w.lacks(id, f.Value) {
				return true
			}
		}
		return false
	case FactLocked:
		for id := range w.Truth.Paths {
			if w.visited(id, f.Place, f.From, f.To) {
				return false
			}
		}
		return w.Truth.Place != f.Place || !f.covers(w.Truth.Slot)
	default:
		return false
	}
}

// checkTruth demands that what the police and the evidence say is so.
func checkTruth(c *Case, breach report) {
	suspects := c.SuspectIDs()
	for _, f := range c.World.Facts {
		if !slices.Contains(suspects, f.Source) && !c.World.Holds(f) {
			breach("fact %s of %s is not so: %s", f.ID, f.Source, f.Text)
		}
	}
	if t := c.World.Truth; t.Slot < 0 || t.Slot >= len(c.World.Slots) || !slices.Contains(c.PlaceIDs(), t.Place) {
		breach("the deed was in slot %d at %q", t.Slot, t.Place)
	}
}

// checkHonesty demands that suspects tell the truth, except the culprit of
// themselves, and that their lines state only facts of their own.
func checkHonesty(c *Case, breach report) {
	suspects, byID := c.SuspectIDs(), map[string]Fact{}
	for _, f := range c.World.Facts {
		byID[f.ID] = f
		if slices.Contains(suspects, f.Source) && !f.MayBeLie(c.World.Truth.Culprit) && !c.World.Holds(f) {
			breach("%s states what is not so: %s", SlotOf(f.Source), f.Text)
		}
	}
	for _, t := range c.Testimony {
		for _, l := range t.Lines {
			for _, id := range l.Facts {
				if f, ok := byID[id]; !ok || f.Source != t.SuspectID && f.Source != Police {
					breach("a line of %s on %s states fact %q, which is not theirs", SlotOf(t.SuspectID), l.Topic, id)
				}
			}
		}
	}
}
