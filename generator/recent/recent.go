// Package recent keeps what is costly to make and was asked for lately.
package recent

import (
	"container/list"
	"sync"
)

// Cache keeps the values of the keys that were asked for last, at most size of them. A
// value is made from nothing but its key, so that it never grows stale; a key that holds
// a pointer keeps what that points to, and nobody may change that. A Cache is safe for
// concurrent use, and its values are shared.
type Cache[K comparable, V any] struct {
	size int

	mu    sync.Mutex
	order *list.List // of *entry[K, V], the one asked for last in front
	kept  map[K]*list.Element
}

type entry[K comparable, V any] struct {
	key   K
	value func() V // makes the value once, and waits where another is making it
}

// New returns a cache of at most size values.
func New[K comparable, V any](size int) *Cache[K, V] {
	return &Cache[K, V]{size: size, order: list.New(), kept: map[K]*list.Element{}}
}

// Get returns the value of a key, and makes it if it is not kept. Whoever asks for it
// meanwhile waits for the one who makes it.
func (c *Cache[K, V]) Get(key K, makeValue func() V) V {
	return c.entry(key, makeValue).value()
}

func (c *Cache[K, V]) entry(key K, makeValue func() V) *entry[K, V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at, ok := c.kept[key]; ok {
		c.order.MoveToFront(at)
		return at.Value.(*entry[K, V]) //nolint:forcetypeassert // the list holds nothing else
	}
	e := &entry[K, V]{key, sync.OnceValue(makeValue)}
	c.kept[key] = c.order.PushFront(e)
	if c.order.Len() > c.size {
		oldest := c.order.Remove(c.order.Back()).(*entry[K, V]) //nolint:forcetypeassert // the list holds nothing else
		delete(c.kept, oldest.key)
	}
	return e
}
