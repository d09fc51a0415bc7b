package watch

// Ready says in a word each how the disk is ("ok", "low" or "unknown") and whether there
// is a case for today ("ok" or "missing").
func (w *Watch) Ready() (disk, today string) {
	disk, today = "ok", "ok"
	space, err := w.o.Keeper.Space()
	switch {
	case err != nil:
		disk = "unknown"
	case space.FreePercent() < lowDisk:
		disk = "low"
	}
	if !w.o.Cases.HasToday() {
		today = "missing"
	}
	return disk, today
}
