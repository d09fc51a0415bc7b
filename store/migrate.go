package store

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// metaBucket holds what the database says about itself.
const metaBucket = "meta"

// schemaKey is where metaBucket has the number of the last migration.
const schemaKey = "schema"

// migration brings the database from one schema to the next.
type migration struct {
	name string
	run  func(*bolt.Tx) error
}

// migrations are all there ever were, in order. The first has number 1. They are
// never changed once released: a golden file of each old schema tests them.
func migrations() []migration {
	return []migration{
		{"make the collections", makeCollections},
	}
}

// makeCollections is migration 1.
func makeCollections(tx *bolt.Tx) error {
	for _, name := range []string{
		"cases", "summaries", "images", "status", "metrics", "jobs", "jobs_due", "players", "conversations",
		"submissions", "rankings", "events", "settings", "users", "tokens", "sessions",
	} {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// NewerError says that a newer program wrote the database.
type NewerError struct {
	Path        string
	Have, Known int // schema numbers
}

// Error implements error.
func (e *NewerError) Error() string {
	return fmt.Sprintf("%s was written by a newer version of Casebook (schema %d, this one knows %d). Use that version, or restore a backup from before the upgrade", e.Path, e.Have, e.Known)
}

// migrate runs the migrations that the database lacks, all in one transaction.
func (db *DB) migrate() error {
	all := migrations()
	return db.bolt.Update(func(tx *bolt.Tx) error {
		meta, err := tx.CreateBucketIfNotExists([]byte(metaBucket))
		if err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		have := 0
		if data := meta.Get([]byte(schemaKey)); data != nil {
			have = int(binary.BigEndian.Uint32(data))
		}
		if have > len(all) {
			return &NewerError{Path: db.path, Have: have, Known: len(all)}
		}
		for i, m := range all[have:] {
			if err := m.run(tx); err != nil {
				return fmt.Errorf("migration %d (%s): %w", have+i+1, m.name, err)
			}
		}
		return meta.Put([]byte(schemaKey), binary.BigEndian.AppendUint32(nil, uint32(len(all)))) //nolint:gosec // a short list
	})
}
