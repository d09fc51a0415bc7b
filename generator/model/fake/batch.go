package fake

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// What a request about a batch is for; an item is one picture of a batch, asked for
// when the provider comes to it.
const (
	ForBatch  = "batch"
	ForItem   = "picture in a batch"
	ForPoll   = "how a batch stands"
	ForCancel = "cancelling a batch"
	ForSearch = "list of batches"

	ForUpload   = "sending a file" // of OpenAI alone
	ForDownload = "receiving a file"
)

// Faults of batches alone, of the request that creates one, and so not among Faults.
const (
	BatchFailed  Fault = "batch failed"
	BatchExpired Fault = "batch expired" // with half of it done, where the provider says what was done
	BatchEndless Fault = "batch endless"
	BatchLost    Fault = "batch lost"       // it is created, but the answer gets lost
	BatchTardy   Fault = "batch ends tardy" // some minutes after it was cancelled, likewise
)

// batch is a batch that the provider has been sent.
type batch struct {
	id, name  string
	model     string
	created   time.Time
	cancelled time.Time
	fault     Fault
	requests  []json.RawMessage
	answers   []object          // when it is done
	metadata  map[string]string // of OpenAI's
}

// The states of a batch.
const (
	batchRunning = iota
	batchDone
	batchFailed
	batchExpired
	batchCancelling
	batchCancelled
)

// expiry is how long a batch may take, and tardiness how long after it was cancelled
// one ends that is tardy.
const (
	expiry    = 24 * time.Hour
	tardiness = 4 * time.Minute
)

// state is how the batch stands when batches take so long.
func (b *batch) state(takes time.Duration) int {
	age := time.Since(b.created)
	if !b.cancelled.IsZero() {
		if b.fault == BatchTardy && time.Since(b.cancelled) < tardiness {
			return batchCancelling
		}
		return batchCancelled
	}
	switch b.fault {
	case BatchExpired:
		if age >= expiry {
			return batchExpired
		}
	case BatchEndless, BatchTardy:
	case BatchFailed:
		if age >= takes {
			return batchFailed
		}
	default:
		if age >= takes {
			return batchDone
		}
	}
	return batchRunning
}

// addBatch keeps a batch.
func (p *Provider) addBatch(b *batch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b.id, b.created = "batch-"+strconv.Itoa(len(p.batches)+1), time.Now()
	p.batches = append(p.batches, b)
}

// Batches returns how many batches it has taken.
func (p *Provider) Batches() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.batches)
}

// findBatch returns a batch and how it stands. Its answers are made when it has ended,
// by answer, which is given each request and what goes wrong with it: all if it is done,
// the first half if it ended before its time and the provider hands over what it did.
func (p *Provider) findBatch(id string, half bool, answer func(json.RawMessage, Fault) object) (b *batch, state int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := slices.IndexFunc(p.batches, func(b *batch) bool { return b.id == id })
	if at < 0 {
		return nil, 0
	}
	b = p.batches[at]
	state, done := b.state(p.o.Batch), 0
	switch {
	case state == batchDone:
		done = len(b.requests)
	case half && (state == batchExpired || state == batchCancelled && b.fault == BatchTardy):
		done = len(b.requests) / 2
	}
	for len(b.answers) < done {
		p.asked[ForItem]++
		fault := None
		if p.o.Fault != nil {
			fault = p.o.Fault(ForItem, p.asked[ForItem])
		}
		b.answers = append(b.answers, answer(b.requests[len(b.answers)], fault))
	}
	return new(*b), state // a copy: others may ask at the same time
}

// cancel cancels a batch unless it has ended. It is false when there is none.
func (p *Provider) cancel(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, b := range p.batches {
		if b.id != id {
			continue
		}
		if b.state(p.o.Batch) == batchRunning {
			b.cancelled = time.Now()
		}
		return true
	}
	return false
}
