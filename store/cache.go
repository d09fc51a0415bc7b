package store

import (
	"bytes"
	"sync"
)

// Cache keeps the decoded values of large records that are read often. A kept value
// counts only while the record holds the same bytes, so a transaction never sees
// another state than its own. Its methods are safe for concurrent use.
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
	data := b.Get([]byte(key))
	c.mu.Lock()
	kept, ok := c.kept[key]
	c.mu.Unlock()
	if ok && bytes.Equal(data, kept.data) {
		return kept.value, nil
	}
	value, err := c.collection.Get(tx, key)
	if err != nil {
		return nil, err
	}
	c.keep(key, decoded[T]{bytes.Clone(data), &value})
	return &value, nil
}

func (c *Cache[T]) keep(key string, d decoded[T]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for other := range c.kept {
		if len(c.kept) < c.size {
			break
		}
		delete(c.kept, other) // any: those in demand are soon back
	}
	c.kept[key] = d
}
