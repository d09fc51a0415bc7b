package mystery

import "slices"

func checkFacts(c *Case, breach report) {
	suspects, places := c.SuspectIDs(), c.PlaceIDs()
	sources := slices.Concat([]string{Police}, suspects, c.EvidenceIDs())
	known := func(list []string, id string) bool { return id == "" || slices.Contains(list, id) }
	slot := func(n int) bool { return n >= 0 && n < len(c.World.Slots) }
	for _, f := range c.World.Facts {
		if !slices.Contains(FactKinds(), f.Kind) {
			breach("fact %s is of the unknown kind %q", f.ID, f.Kind)
		}
		if f.Source == "" || !known(sources, f.Source) {
			breach("fact %s has the unknown source %q", f.ID, f.Source)
		}
		if !known(suspects, f.Suspect) || !known(places, f.Place) {
			breach("fact %s is about the unknown %q or %q", f.ID, f.Suspect, f.Place)
		}
		if !slot(f.From) || !slot(f.To) {
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

// Holds reports whether a fact is true in the world. That somebody has a trait or
// a motive, or could have had the means, is true by being stated; only
// contradictions are found out.
func (w *World) Holds(f Fact) bool {
	return slices.Contains(FactKinds(), f.Kind) && w.whereaboutsHold(f) && w.deedHolds(f) && w.personHolds(f)
}

// whereaboutsHold is Holds for facts of whereabouts, and true for others.
func (w *World) whereaboutsHold(f Fact) bool {
	switch f.Kind {
	case FactAt:
		return w.stayed(f.Suspect, f.Place, f.From, f.To)
	case FactNotAt:
		return !w.visited(f.Suspect, f.Place, f.From, f.To)
	case FactBeen:
		return w.visited(f.Suspect, f.Place, f.From, f.To)
	case FactCulpritAt:
		return w.visited(w.Truth.Culprit, f.Place, f.From, f.To)
	case FactTrace:
		return w.anybody(func(id string) bool { return w.visited(id, f.Place, f.From, f.To) && !w.lacks(id, f.Value) })
	case FactAlone:
		return !w.anybody(func(id string) bool { return id != f.Suspect && w.visited(id, f.Place, f.From, f.To) })
	case FactLocked:
		return !w.anybody(func(id string) bool { return w.visited(id, f.Place, f.From, f.To) })
	default:
		return true
	}
}

// anybody reports whether something is so of any suspect.
func (w *World) anybody(is func(id string) bool) bool {
	for id := range w.Truth.Paths {
		if is(id) {
			return true
		}
	}
	return false
}

// deedHolds is Holds for facts of the deed, and true for others.
func (w *World) deedHolds(f Fact) bool {
	t := w.Truth
	switch f.Kind {
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
	case FactWeapon:
		return t.Weapon == f.Value
	case FactNotWeapon:
		return t.Weapon != f.Value
	default:
		return true
	}
}

// personHolds is Holds for facts of traits, means and motives, and true for
// others.
func (w *World) personHolds(f Fact) bool {
	t := w.Truth
	switch f.Kind {
	case FactCulpritTrait:
		return !w.lacks(t.Culprit, f.Value)
	case FactHasTrait:
		return !w.lacks(f.Suspect, f.Value)
	case FactKept:
		return t.Weapon != f.Value || w.visited(t.Culprit, f.Place, f.From, t.Slot)
	case FactNoMeans:
		return f.Suspect != t.Culprit || f.Value != t.Weapon
	case FactNoMotive:
		return f.Suspect != t.Culprit || f.Value != t.Motive
	default:
		return true
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
