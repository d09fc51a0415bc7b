package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// verifyLock is how long Verify waits for a process that has the file.
const verifyLock = time.Second

// Verify returns what is wrong with the database in a file: its pages, its schema or
// its records. A file that another process has open is an *InUseError. A torn file can
// make it hang, or end the whole process: call it in a process of its own.
func Verify(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	b, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: verifyLock})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return &InUseError{Path: path, PID: owner(path)}
	}
	if err != nil {
		return fmt.Errorf("verify %s: %w", path, err)
	}
	err = b.View(func(tx *bolt.Tx) error {
		if tx.Size() > info.Size() {
			return fmt.Errorf("%d bytes are missing at its end", tx.Size()-info.Size())
		}
		if err := checkPages(tx); err != nil {
			return err
		}
		return tx.ForEach(checkBucket)
	})
	if err := errors.Join(err, b.Close()); err != nil {
		return fmt.Errorf("verify %s: %w", path, err)
	}
	return nil
}

// checkPages returns the first fault of many, and how many there are.
func checkPages(tx *bolt.Tx) error {
	var first error
	count := 0
	for fault := range tx.Check() { // to the end: it goes on reading until then
		if first == nil {
			first = fault
		}
		count++
	}
	if first != nil {
		return fmt.Errorf("%d faults in its pages, the first: %w", count, first)
	}
	return nil
}

// checkBucket checks that what a collection holds are records.
func checkBucket(name []byte, b *bolt.Bucket) error {
	if string(name) == metaBucket {
		if _, err := strconv.Atoi(string(b.Get([]byte(schemaKey)))); err != nil {
			return fmt.Errorf("its schema: %w", err)
		}
		return nil
	}
	return b.ForEach(func(key, data []byte) error {
		var e envelope[json.RawMessage]
		if err := json.Unmarshal(data, &e); err != nil {
			return fmt.Errorf("record %s %q: %w", name, key, err)
		}
		if e.Version < 1 {
			return fmt.Errorf("record %s %q is none", name, key)
		}
		return nil
	})
}
