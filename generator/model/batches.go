package model

import "context"

// Batches is the port to a provider's batch interface: pictures that may take a day,
// and cost less. Its methods each ask once, return soon after ctx ends, and are safe
// for concurrent use; what goes wrong is an *Error unless ctx has ended.
type Batches interface {
	// Create sends the requests as one batch of that name, all for one model, and
	// returns its id. Whether it was created in spite of an error, Find tells.
	Create(ctx context.Context, name string, q []ImageRequest) (id string, err error)
	// Find returns the id of the newest batch of that name; empty: there is none.
	Find(ctx context.Context, name string) (id string, err error)
	// Get returns how a batch stands.
	Get(ctx context.Context, id string) (Batch, error)
	// Cancel asks for an end. The batch may end otherwise all the same.
	Cancel(ctx context.Context, id string) error
}

// Batch is how a batch stands, and once it has ended what came of it.
type Batch struct {
	Ended  bool
	Reason string // why it ended otherwise than well, by way of Clean
	Items  []BatchItem
}

// BatchItem is what came of one request of a batch.
type BatchItem struct {
	Index  int // of the request
	Answer ImageAnswer
	Err    error // an *Error: there is no answer
}
