package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Errors of collections.
var (
	ErrNotFound     = errors.New("record not found")
	ErrNewerRecord  = errors.New("record written by a newer version of Casebook")
	ErrNoCollection = errors.New("no such collection")
)

// Collection is a sorted map from keys to JSON values of type T. It is a value
// without state: areas make it where they need it. Version is that of T's shape;
// a record with a higher one is not read.
type Collection[T any] struct {
	Name    string
	Version int
}

// Item is one entry of a collection.
type Item[T any] struct {
	Key   string
	Value T
}

// Range says which entries All gives: those whose key begins with Prefix,
// upwards, or downwards if Reverse, beginning beyond After ("" for the start).
type Range struct {
	Prefix  string
	After   string
	Reverse bool
}

// envelope is how a value is kept.
type envelope[T any] struct {
	Version int `json:"v"`
	Value   T   `json:"value"`
}

func (c Collection[T]) bucket(tx *Tx) (*bolt.Bucket, error) {
	b := tx.bolt.Bucket([]byte(c.Name))
	if b == nil {
		return nil, fmt.Errorf("%w: %s", ErrNoCollection, c.Name)
	}
	return b, nil
}

// Get returns the value under key, or ErrNotFound. The value is the caller's: it
// shares no memory with the database. A value of an older version is decoded as
// it is, so members it lacked are zero.
func (c Collection[T]) Get(tx *Tx, key string) (value T, err error) {
	b, err := c.bucket(tx)
	if err != nil {
		return value, err
	}
	data := b.Get([]byte(key))
	if data == nil {
		return value, fmt.Errorf("%s %q: %w", c.Name, key, ErrNotFound)
	}
	return c.decode(key, data)
}

func (c Collection[T]) decode(key string, data []byte) (T, error) {
	var e envelope[T]
	err := json.Unmarshal(data, &e)
	switch {
	case e.Version > c.Version: // its shape may be another one, so this goes before err
		err = ErrNewerRecord
	case err == nil && e.Version < 1:
		err = errors.New("not a record")
	}
	if err != nil {
		var none T
		return none, fmt.Errorf("decode %s %q: %w", c.Name, key, err)
	}
	return e.Value, nil
}

// Has reports whether there is a value under key.
func (c Collection[T]) Has(tx *Tx, key string) bool {
	b, err := c.bucket(tx)
	return err == nil && b.Get([]byte(key)) != nil
}

// Put sets the value under key.
func (c Collection[T]) Put(tx *Tx, key string, value T) error {
	b, err := c.bucket(tx)
	if err != nil {
		return err
	}
	data, err := json.Marshal(envelope[T]{c.Version, value})
	if err != nil {
		return fmt.Errorf("encode %s %q: %w", c.Name, key, err)
	}
	tx.touch(c.Name)
	if err := b.Put([]byte(key), data); err != nil {
		return fmt.Errorf("put %s %q: %w", c.Name, key, err)
	}
	return nil
}

// Delete removes the value under key; none is fine.
func (c Collection[T]) Delete(tx *Tx, key string) error {
	b, err := c.bucket(tx)
	if err != nil {
		return err
	}
	tx.touch(c.Name)
	if err := b.Delete([]byte(key)); err != nil {
		return fmt.Errorf("delete %s %q: %w", c.Name, key, err)
	}
	return nil
}

// Count returns how many keys begin with prefix. It reads them all.
func (c Collection[T]) Count(tx *Tx, prefix string) int {
	b, err := c.bucket(tx)
	if err != nil {
		return 0
	}
	n := 0
	cursor := b.Cursor()
	for key, _ := cursor.Seek([]byte(prefix)); key != nil && bytes.HasPrefix(key, []byte(prefix)); key, _ = cursor.Next() {
		n++
	}
	return n
}

// Keys gives the keys of a range in order, without reading the values.
func (c Collection[T]) Keys(tx *Tx, r Range) iter.Seq[string] {
	return func(yield func(string) bool) {
		b, err := c.bucket(tx)
		if err != nil {
			return
		}
		cursor := b.Cursor()
		for key, _ := r.first(cursor); key != nil && strings.HasPrefix(string(key), r.Prefix); key, _ = r.next(cursor, key) {
			name := string(key)
			if !yield(name) {
				return
			}
			key = []byte(name)
		}
	}
}

// All gives the entries of a range in order of their keys. It ends with the
// first error. The loop may change the collection: each step looks for its
// neighbour anew.
func (c Collection[T]) All(tx *Tx, r Range) iter.Seq2[Item[T], error] {
	return func(yield func(Item[T], error) bool) {
		b, err := c.bucket(tx)
		if err != nil {
			yield(Item[T]{}, err)
			return
		}
		cursor := b.Cursor()
		for key, data := r.first(cursor); key != nil && strings.HasPrefix(string(key), r.Prefix); key, data = r.next(cursor, key) {
			item := Item[T]{Key: string(key)}
			item.Value, err = c.decode(item.Key, data)
			if !yield(item, err) || err != nil {
				return
			}
			key = []byte(item.Key)
		}
	}
}

// first moves the cursor to the first entry of the range.
func (r Range) first(cursor *bolt.Cursor) (key, data []byte) {
	if !r.Reverse {
		if r.After >= r.Prefix && r.After != "" {
			return r.next(cursor, []byte(r.After))
		}
		return cursor.Seek([]byte(r.Prefix))
	}
	end, bounded := successor(r.Prefix)
	if r.After != "" && (!bounded || r.After < end) {
		end, bounded = r.After, true
	}
	if !bounded {
		return last(cursor)
	}
	return r.next(cursor, []byte(end))
}

// next moves the cursor to the entry beyond key, which need not be there.
func (r Range) next(cursor *bolt.Cursor, key []byte) (nextKey, data []byte) {
	if r.Reverse {
		return before(cursor, key)
	}
	nextKey, data = cursor.Seek(key)
	if bytes.Equal(nextKey, key) {
		return cursor.Next()
	}
	return nextKey, data
}

// last moves the cursor to the last entry. bbolt's Last does not end when the
// transaction has emptied all pages.
func last(cursor *bolt.Cursor) (key, data []byte) {
	if first, _ := cursor.First(); first == nil {
		return nil, nil
	}
	return cursor.Last()
}

// before moves the cursor to the last entry below key. bbolt's Prev gives nothing
// both at the beginning and at each page that the transaction has emptied.
func before(cursor *bolt.Cursor, key []byte) (previous, data []byte) {
	first, _ := cursor.First()
	if first == nil || bytes.Compare(first, key) >= 0 {
		return nil, nil
	}
	if found, _ := cursor.Seek(key); found == nil {
		return cursor.Last()
	}
	for previous == nil {
		previous, data = cursor.Prev()
	}
	return previous, data
}

// successor is the least string above all that begin with prefix; there is none
// above nothing but 0xff.
func successor(prefix string) (string, bool) {
	end := []byte(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return string(end[:i+1]), true
		}
	}
	return "", false
}

// Key joins parts that hold no slash to a key; "a/b/" is the prefix of all keys
// below a and b.
func Key(parts ...string) string { return strings.Join(parts, "/") }

// Sortable renders n so that keys sort as the numbers do.
func Sortable(n int64) string {
	if n < 0 {
		return fmt.Sprintf("-%019d", n-math.MinInt64)
	}
	return fmt.Sprintf("%019d", n)
}

// SortableTime renders t, of the years 0 to 9999, to the nanosecond so that keys
// sort as the times do.
func SortableTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000000Z") }
