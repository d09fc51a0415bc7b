package mystery

// SlotHours returns the bounds of the slots of an English evening, in minutes since
// midnight of its day: one more than there are slots, and beyond 24 hours after
// midnight. It reports false for labels that it cannot read, which those in other
// languages are.
func (w *World) SlotHours() ([]int, bool) {
	c, ok := newClock(w.Slots)
	if !ok || len(c.from) == 0 {
		return nil, false
	}
	last := c.from[0] + halfDay // an evening begins after noon
	bounds := []int{last}
	for _, to := range c.to {
		last += (to - last%halfDay + halfDay) % halfDay
		bounds = append(bounds, last)
	}
	return bounds, true
}
