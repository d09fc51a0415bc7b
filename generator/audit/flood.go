package audit

import (
	"time"

	"golang.org/x/time/rate"
)

// Whoever may do little can do it without end: be refused, and change their own account. Of
// such entries each of them leaves burst in a row, and then one each refusedEvery or
// ownEvery, which says how many there were meanwhile; so nobody pushes out what others did.
const (
	burst        = 20
	refusedEvery = 15 * time.Minute
	ownEvery     = time.Hour
	talliesKept  = 1000
)

// tally counts entries that are alike.
type tally struct {
	room   *rate.Limiter
	missed int   // since the last that was kept
	last   Entry // of those
}

// kindOf says which entries are counted together with e, and how often one is kept; all
// are if alike is "". What users do to their own accounts is counted by what it is, so that
// doing one thing often does not hide another.
func kindOf(e *Entry) (alike string, every time.Duration) {
	switch {
	case e.Who == Nobody:
		return Nobody, refusedEvery
	case e.Outcome == Refused || e.Own && e.Outcome == Failed:
		return "refused " + e.Who, refusedEvery
	case e.Own:
		return e.What + " " + e.Who, ownEvery
	default:
		return "", 0
	}
}

// admit returns the entries that are kept now that e has come: those that stand for others
// whose time has come, and e, unless it is one too many.
func (l *Log) admit(e Entry) (kept []Entry) {
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	alike, every := kindOf(&e)
	for key, t := range l.tallies {
		switch {
		case key == alike:
		case t.missed > 0 && t.room.AllowN(now, 1):
			kept = append(kept, t.take(t.last, 1))
		case t.missed == 0 && t.room.TokensAt(now) >= burst:
			delete(l.tallies, key)
		}
	}
	if alike == "" {
		return append(kept, e)
	}
	t := l.tallies[alike]
	if t == nil && len(l.tallies) >= talliesKept {
		return append(kept, e) // there are no so many users and tokens
	}
	if t == nil {
		t = &tally{room: rate.NewLimiter(rate.Every(every), burst)}
		l.tallies[alike] = t
	}
	if !t.room.AllowN(now, 1) {
		t.missed++
		t.last = e
		return kept
	}
	return append(kept, t.take(e, 0))
}

// take returns e as the one that stands for those that were missed, of which it is so many.
func (t *tally) take(e Entry, counted int) Entry {
	e.Missed, t.missed = t.missed-counted, 0
	return e
}
