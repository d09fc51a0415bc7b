package store

import (
	"slices"
	"sync"
)

// Watcher hears which collections change. End it with Stop.
type Watcher struct {
	C <-chan struct{} // receives after commits; several may arrive as one

	wake     chan struct{}
	watchers *watchers
	changed  []string // guarded by the watchers' mu
}

// watchers are those who want to hear of changes.
type watchers struct {
	mu   sync.Mutex
	open map[*Watcher]bool
}

// Watch returns a watcher that hears of each commit from now on. A slow one holds up
// nobody.
func (db *DB) Watch() *Watcher {
	wake := make(chan struct{}, 1)
	w := &Watcher{C: wake, wake: wake, watchers: &db.watchers}
	db.watchers.mu.Lock()
	defer db.watchers.mu.Unlock()
	if db.watchers.open == nil {
		db.watchers.open = map[*Watcher]bool{}
	}
	db.watchers.open[w] = true
	return w
}

// Take returns the collections that may have changed since it was last called.
func (w *Watcher) Take() (collections []string) {
	w.watchers.mu.Lock()
	defer w.watchers.mu.Unlock()
	collections, w.changed = w.changed, nil
	return collections
}

// Stop ends the watching.
func (w *Watcher) Stop() {
	w.watchers.mu.Lock()
	defer w.watchers.mu.Unlock()
	delete(w.watchers.open, w)
}

// tell tells all watchers what a commit has changed.
func (ws *watchers) tell(collections []string) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	for w := range ws.open {
		for _, name := range collections {
			if !slices.Contains(w.changed, name) {
				w.changed = append(w.changed, name)
			}
		}
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
}
