package people

import (
	"sync"

	"casebook/store"
)

// live holds what ends with a session or a token, such as streams of events.
type live struct {
	mu   sync.Mutex
	next int
	ends map[string]map[int]func() // by the key of the record
}

// Watch has end called once the actor may do nothing any more: the session or token is
// deleted, perhaps already. The caller calls stop when it is done.
func (s *Service) Watch(actor *Actor, end func()) (stop func()) {
	if actor.key == "" {
		return func() {}
	}
	stop = s.live.add(actor.key, end)
	lasts := true
	err := s.db.View(func(tx *store.Tx) error {
		lasts = sessionRecords().Has(tx, actor.key) || tokens().Has(tx, actor.key)
		return nil
	})
	if err != nil || !lasts {
		end()
	}
	return stop
}

func (l *live) add(key string, end func()) (stop func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.next++
	id := l.next
	if l.ends[key] == nil {
		l.ends[key] = map[int]func(){}
	}
	l.ends[key][id] = end
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if delete(l.ends[key], id); len(l.ends[key]) == 0 {
			delete(l.ends, key)
		}
	}
}

// end ends what hangs on a key.
func (l *live) end(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, end := range l.ends[key] {
		end()
	}
}
