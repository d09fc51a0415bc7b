package builtin

const hourMinutes = 60

// boundary returns the minute at which a slot begins, or at which the evening
// ends for slotCount.
func (d *draft) boundary(slot int) int { return d.start + slot*d.step }

// ends returns the words for the times at which a span begins and ends: {t1} and
// {t2}.
func (d *draft) ends(s span) vars {
	return vars{"t1": timeWords(d.boundary(s.from)), "t2": timeWords(d.boundary(s.to + 1))}
}

// label names a span of slots: "between nine and half past nine".
func (d *draft) label(s span) string {
	return d.fixed("spans", "between", d.ends(s))
}

// fromTo names a span of slots the other way: "from nine until half past nine".
func (d *draft) fromTo(s span) string {
	return d.fixed("spans", "from", d.ends(s))
}

// minuteIn returns a round minute within a slot, neither its first nor its last.
func (d *draft) minuteIn(slot int) int {
	fifths := d.step/5 - 1
	return d.boundary(slot) + 5*(1+d.rng.IntN(fifths))
}
