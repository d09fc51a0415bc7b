package store

import (
	"bytes"
	"sync"
)

// Cache keeps the decoded values of large records that are read often. A kept value
// counts only while the record holds the same bytes, so a transaction never sees
// another state than its own. They are compared only after the collection has changed. Its methods are safe for concurrent use.
type Cache[T any] struct {
	collection Collection[T]
	size       int

	mu   sync.Mutex
	kept map[string]decoded[T]
}

// decoded is a value and the record that it was decoded from.
type decoded[T any] struct {
	data  []byte
	value *T
	seen  int // the last state of the database in which the record held the data
}

// changes tells for each collection which transaction may have changed it last. It is
// noted before that commits, so whoever reads its state knows of it.
type changes struct {
	mu   sync.Mutex
	last map[string]int // by collection, the number of the transaction
}

func (c *changes) note(tx *Tx, collection string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last == nil {
		c.last = map[string]int{}
	}
	c.last[collection] = tx.bolt.ID()
}

// since reports whether a collection may have changed after the state of a number.
func (c *changes) since(state int, collection string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last[collection] > state
}

// NewCache returns a cache that keeps at most size values of a collection.
func NewCache[T any](collection Collection[T], size int) *Cache[T] {
	return &Cache[T]{collection: collection, size: size, kept: map[string]decoded[T]{}}
}

// Get is Collection.Get. The value is shared: nobody may change it.
func (c *Cache[T]) Get(tx *Tx, key string) (*T, error) {
	b, err := c.collection.bucket(tx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	kept, ok := c.kept[key]
	c.mu.Unlock()
	state := tx.bolt.ID()
	if tx.bolt.Writable() {
		state-- // the one that it began with
	}
	if ok && !tx.changes.since(min(kept.seen, state), c.collection.Name) {
		return kept.value, nil
	}
	data := b.Get([]byte(key))
	if !ok || !bytes.Equal(data, kept.data) {
		value, err := c.collection.Get(tx, key)
		if err != nil {
			return nil, err
		}
		kept = decoded[T]{bytes.Clone(data), &value, 0}
	}
	if !tx.bolt.Writable() {
		kept.seen = state // what is not committed is none
	}
	c.keep(key, kept)
	return kept.value, nil
}

func (c *Cache[T]) keep(key string, d decoded[T]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for other := range c.kept {
		if _, again := c.kept[key]; again || len(c.kept) < c.size {
			break
		}
		delete(c.kept, other) // any: those in demand are soon back
	}
	c.kept[key] = d
}
