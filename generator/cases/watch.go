package cases

import "sync"

// hub tells watchers of a case that something about it changed.
type hub struct {
	mu       sync.Mutex
	watchers map[string]map[chan struct{}]bool
}

// Watch returns a channel that receives after each change of the case or its
// pictures, and a function that ends it. Several changes may arrive as one, so a
// slow watcher holds up nobody. It says that something changed, not what.
func (s *Service) Watch(caseID string) (changes <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	if s.hub.watchers == nil {
		s.hub.watchers = map[string]map[chan struct{}]bool{}
	}
	if s.hub.watchers[caseID] == nil {
		s.hub.watchers[caseID] = map[chan struct{}]bool{}
	}
	s.hub.watchers[caseID][c] = true
	return c, func() { s.hub.leave(caseID, c) }
}

func (h *hub) leave(caseID string, c chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.watchers[caseID], c)
	if len(h.watchers[caseID]) == 0 {
		delete(h.watchers, caseID)
	}
}

func (h *hub) tell(caseID string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.watchers[caseID] {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}
