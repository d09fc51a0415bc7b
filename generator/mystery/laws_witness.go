package mystery

import "slices"

// sees reports whether a suspect truly could see into the place in the slot, from
// within or from a neighbouring place with a view of it.
func (w *World) sees(suspect, place string, slot int) bool {
	here := w.at(suspect, slot)
	return here == place || slices.Contains(w.Views[here], place)
}

// claims returns where a suspect says they were in a slot; empty if they do not.
func (w *World) claims(suspect string, slot int) string {
	for _, f := range w.Facts {
		if f.Kind == FactAt && f.Source == suspect && f.Suspect == suspect && f.covers(slot) {
			return f.Place
		}
	}
	return ""
}

// denies reports whether a suspect says they were elsewhere than they were.
func (w *World) denies(suspect string, slot int) bool {
	claim := w.claims(suspect, slot)
	return claim != "" && claim != w.at(suspect, slot)
}

// tells reports whether one says that another was in the place in the slot.
func (w *World) tells(by, of, place string, slot int) bool {
	return slices.ContainsFunc(w.Facts, func(f Fact) bool {
		return f.Kind == FactAt && f.Source == by && f.Suspect == of && f.Place == place && f.covers(slot)
	})
}

// eachPair calls with every ordered pair of suspects in every slot.
func (c *Case) eachPair(with func(one, other string, slot int)) {
	for slot := range c.World.Slots {
		for _, one := range c.SuspectIDs() {
			for _, other := range c.SuspectIDs() {
				if one != other {
					with(one, other, slot)
				}
			}
		}
	}
}

// checkCompany demands that people who were in one place at one time are each
// other's witnesses: both say so, but for a culprit who denies having been there.
func checkCompany(c *Case, breach report) {
	w := &c.World
	c.eachPair(func(one, other string, slot int) {
		here := w.at(one, slot)
		if here != "" && here == w.at(other, slot) && !w.denies(one, slot) && !w.tells(one, other, here, slot) {
			breach("%s was in %s with %s in slot %d and does not say so", SlotOf(one), here, SlotOf(other), slot)
		}
	})
}

// checkViews demands that who tells of another could see them, and that who could
// see a lie for what it is says so: the culprit where they deny having been, or
// an empty place where they pretend to have been.
func checkViews(c *Case, breach report) {
	w := &c.World
	for _, f := range w.Facts {
		if f.Kind != FactAt || f.Suspect == f.Source || !slices.Contains(c.SuspectIDs(), f.Source) {
			continue
		}
		for slot := f.From; slot <= f.To; slot++ {
			if !w.sees(f.Source, f.Place, slot) {
				breach("%s cannot see into %s in slot %d, and tells of %s there", SlotOf(f.Source), f.Place, slot, SlotOf(f.Suspect))
			}
		}
	}
	culprit := w.Truth.Culprit
	c.eachPair(func(one, other string, slot int) {
		if other != culprit || !w.denies(culprit, slot) {
			return
		}
		if there := w.at(culprit, slot); w.sees(one, there, slot) && !w.tells(one, culprit, there, slot) {
			breach("%s could see %s in %s in slot %d and does not say so", SlotOf(one), SlotOf(culprit), there, slot)
		}
		if claim := w.claims(culprit, slot); w.sees(one, claim, slot) {
			breach("%s could see in slot %d that %s was not in %s", SlotOf(one), slot, SlotOf(culprit), claim)
		}
	})
}

// checkPassage demands that nobody walks through others unseen: an innocent who
// goes where the culprit comes from, as the culprit goes where the innocent comes
// from, met them in the doorway, so that the culprit cannot deny having been in
// either place.
func checkPassage(c *Case, breach report) {
	w, culprit := &c.World, c.World.Truth.Culprit
	for _, id := range c.SuspectIDs() {
		for slot := 1; slot < len(w.Slots) && id != culprit; slot++ {
			from, to := w.at(id, slot-1), w.at(id, slot)
			met := from != to && from == w.at(culprit, slot) && to == w.at(culprit, slot-1)
			if met && (w.denies(culprit, slot-1) || w.denies(culprit, slot)) {
				breach("%s met %s between %s and %s in slot %d, who denies having been there", SlotOf(id), SlotOf(culprit), to, from, slot)
			}
		}
	}
}

// checkAlarm demands that no innocent comes to where the body lies, or sees it,
// before it is found. What became of a body that was found elsewhere, the world
// does not say.
func checkAlarm(c *Case, breach report) {
	w := &c.World
	stayed := slices.ContainsFunc(w.Facts, func(f Fact) bool { return f.Kind == FactFound && f.Place == w.Truth.Place })
	for _, id := range c.SuspectIDs() {
		for slot := max(w.Truth.Slot, 0); slot < len(w.Slots); slot++ {
			if stayed && id != w.Truth.Culprit && w.sees(id, w.Truth.Place, slot) {
				breach("%s could see the body in %s in slot %d", SlotOf(id), w.Truth.Place, slot)
			}
		}
	}
}
