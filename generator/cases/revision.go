package cases

import (
	"sync"

	"casebook/store"
)

// revision counts the changes of all cases, so that answers can be kept for as
// long as none changes.
type revision struct {
	mu       sync.Mutex
	changing int    // transactions under way
	number   uint64 // one more with each that begins and each that ends
}

// Revision returns a number that differs from every earlier one when what players
// may see of any case may have changed. It is not settled while a change is under
// way, which may be visible already or not yet.
func (s *Service) Revision() (number uint64, settled bool) {
	s.revision.mu.Lock()
	defer s.revision.mu.Unlock()
	return s.revision.number, s.revision.changing == 0
}

func (r *revision) add(changing int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.changing += changing
	r.number++
}

// change is the only way in which this package writes: within it, and ever after,
// earlier revisions do not count.
func (s *Service) change(fn func(tx *store.Tx) error) error {
	s.revision.add(1)
	defer s.revision.add(-1)
	return s.db.Update(fn)
}
