package people

import (
	"math"
	"sync"
	"time"

	"casebook/generator/fault"
)

// The limits of guessing. After so many wrong passwords in a row everyone who is
// counted together waits, each time twice as long, up to the longest; what is older
// than forgetAfter does not count.
const (
	firstWait     = 10 * time.Second
	forgetAfter   = 24 * time.Hour
	freeTries     = 5 // of a name, or of a browser that is known
	longestWait   = 15 * time.Minute
	freeByNetwork = 20
	longestByNet  = time.Hour
	tallysKept    = 10_000 // twice
)

// counter is what tries are counted by. A zero one counts nothing.
type counter struct {
	key     string
	free    int
	longest time.Duration
}

// byName counts the tries of all strangers who give a name, whether or not there is
// such a user: many addresses are no faster than one.
func byName(key string) counter { return counter{"name " + key, freeTries, longestWait} }

// byDevice counts those of one browser that has signed in before, so that strangers
// who keep the name busy cannot keep its owner out.
func byDevice(id string) counter { return counter{"device " + id, freeTries, longestWait} }

// byNetwork counts those of an address, whatever name they give.
func byNetwork(network string) counter {
	if network == "" {
		return counter{}
	}
	return counter{"network " + network, freeByNetwork, longestByNet}
}

// tally is how many tries there were.
type tally struct {
	tries    int
	previous time.Time // when the one before the last began
	last     time.Time
	until    time.Time // none is allowed before
}

// wait sets until when whoever is counted together waits after the last try.
func (t *tally) wait(c counter) {
	t.until = time.Time{}
	if beyond := t.tries - c.free; beyond >= 0 {
		t.until = t.last.Add(min(c.longest, firstWait<<min(beyond, 20)))
	}
}

// guard slows down guessing. It holds at most twice tallysKept tallies, in memory: a
// restart forgets them.
type guard struct {
	mu            sync.Mutex
	recent, older map[string]*tally
}

func newGuard() *guard { return &guard{recent: map[string]*tally{}, older: map[string]*tally{}} }

// begin counts a try, or returns a fault of kind Busy and counts none. A try counts as
// wrong until succeeded or undo: others at the same time cannot slip through.
func (g *guard) begin(now time.Time, counters ...counter) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range counters {
		if t := g.peek(c.key); t != nil && t.until.After(now) {
			return tooManyTries(t.until.Sub(now))
		}
	}
	for _, c := range counters {
		if c.key == "" {
			continue
		}
		t := g.of(c.key)
		if now.Sub(t.last) > forgetAfter {
			t.tries = 0
		}
		t.tries++
		t.previous, t.last = t.last, now
		t.wait(c)
	}
	return nil
}

// succeeded forgets the wrong tries before this one, except those of its network: who
// has an account could else guess at others' for ever. The try began at a time.
func (g *guard) succeeded(began time.Time, counters ...counter) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range counters {
		if c.longest == longestByNet {
			g.takeBack(began, c)
			continue
		}
		g.forget(c.key)
	}
}

// undo takes back a try that began at a time and of which nothing came.
func (g *guard) undo(began time.Time, counters ...counter) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range counters {
		g.takeBack(began, c)
	}
}

// takeBack takes one try back; the wait that the others have earned stays.
func (g *guard) takeBack(began time.Time, c counter) {
	t := g.peek(c.key)
	if t == nil {
		return
	}
	if t.tries--; t.tries <= 0 {
		g.forget(c.key)
		return
	}
	if t.last.Equal(began) {
		t.last = t.previous
	}
	t.wait(c)
}

func (g *guard) forget(key string) {
	delete(g.recent, key)
	delete(g.older, key)
}

// clear forgets everything.
func (g *guard) clear() {
	g.mu.Lock()
	defer g.mu.Unlock()
	clear(g.recent)
	clear(g.older)
}

// peek returns the tally of a key, nil if it has none.
func (g *guard) peek(key string) *tally {
	if t := g.recent[key]; t != nil {
		return t
	}
	return g.older[key]
}

// of returns the tally of a key, which is an empty one of its own if it has none.
func (g *guard) of(key string) *tally {
	if t := g.recent[key]; t != nil {
		return t
	}
	t := g.older[key]
	if t == nil {
		t = &tally{}
	}
	if len(g.recent) >= tallysKept {
		g.older, g.recent = g.recent, map[string]*tally{}
	}
	g.recent[key] = t
	return t
}

func tooManyTries(wait time.Duration) error {
	text := "a minute"
	switch minutes := int(math.Ceil(wait.Minutes())); {
	case wait <= time.Minute:
		text = "less than a minute"
	case minutes > 1:
		text = "some minutes"
	}
	busy := fault.New(fault.Busy, "Too many wrong passwords. Wait %s and try again. A passkey works at once; so does a link from casebook user reset on the server's machine.", text)
	busy.RetryAfter = wait
	return busy
}
