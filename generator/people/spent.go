package people

import (
	"sync"
	"time"
)

// spent holds the challenges that were answered rightly, until they are too old anyway,
// so that an answer is good once. Only users can put something in.
type spent struct {
	mu    sync.Mutex
	until map[string]time.Time
}

// spend reports whether the challenge was still good, which it then is no more.
func (s *spent) spend(challenge string, now, until time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for old, end := range s.until {
		if !now.Before(end) {
			delete(s.until, old)
		}
	}
	if _, again := s.until[challenge]; again {
		return false
	}
	s.until[challenge] = until
	return true
}
