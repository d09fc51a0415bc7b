// Package storetest opens databases for tests.
package storetest

import (
	"path/filepath"
	"testing"

	"casebook/store"
)

// Open opens a database of its own, which is closed as the test ends.
func Open(t testing.TB) *store.DB {
	t.Helper()
	db, err := store.Open(filepath.Join(t.TempDir(), "casebook.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
