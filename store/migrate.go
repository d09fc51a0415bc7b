package store

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"

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

// migrations are all there ever were, in order; the first has number 1. They are
// never changed once released: a golden file of each old schema tests them.
// Adding one: append it here, then go test ./store -update.
func migrations() []migration {
	return []migration{
		{"make the collections", makeCollections},
		{"list players by person", listPersons},
		{"keep account of costs", func(tx *bolt.Tx) error {
			_, err := tx.CreateBucketIfNotExists([]byte("costs"))
			return err
		}},
		{"keep account of webhooks", func(tx *bolt.Tx) error {
			_, err := tx.CreateBucketIfNotExists([]byte("deliveries"))
			return err
		}},
		{"keep account of batches", func(tx *bolt.Tx) error {
			_, err := tx.CreateBucketIfNotExists([]byte("batches"))
			if err == nil {
				_, err = tx.CreateBucketIfNotExists([]byte("costs_held"))
			}
			return err
		}},
		{"keep one-time codes", func(tx *bolt.Tx) error {
			_, err := tx.CreateBucketIfNotExists([]byte("codes"))
			return err
		}},
		{"keep a summary of each day", func(tx *bolt.Tx) error {
			_, err := tx.CreateBucketIfNotExists([]byte("days"))
			if err == nil {
				_, err = tx.CreateBucketIfNotExists([]byte("players_of_day"))
			}
			return err
		}},
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

// listPersons is migration 2: the collections notebooks, transfers and persons,
// the last with the players there are, who are kept under "<case>/<user>".
func listPersons(tx *bolt.Tx) error {
	for _, name := range []string{"notebooks", "transfers", "persons"} {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	persons := tx.Bucket([]byte("persons"))
	return tx.Bucket([]byte("players")).ForEach(func(key, _ []byte) error {
		caseID, userID, ok := bytes.Cut(key, []byte("/"))
		if !ok {
			return nil
		}
		return persons.Put(slices.Concat(userID, []byte("/"), caseID), []byte(`{"v":1,"value":{}}`))
	})
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

// migrate runs those of the known migrations that the database lacks, all in one
// transaction. A database of an older schema is copied to snapshots beside it
// before.
func (db *DB) migrate(known []migration) error {
	have, err := db.known(len(known))
	if err != nil || have == len(known) {
		return err
	}
	if have > 0 {
		name := fmt.Sprintf("before-schema-%d-%s.db", len(known), db.now().UTC().Format(snapshotTime))
		if _, err := db.copyTo(filepath.Join(filepath.Dir(db.path), "snapshots"), name); err != nil {
			return fmt.Errorf("copy the database before it is migrated: %w", err)
		}
	}
	return db.bolt.Update(func(tx *bolt.Tx) error {
		for i, m := range known[have:] {
			if err := m.run(tx); err != nil {
				return fmt.Errorf("migration %d (%s): %w", have+i+1, m.name, err)
			}
		}
		meta, err := tx.CreateBucketIfNotExists([]byte(metaBucket))
		if err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		return meta.Put([]byte(schemaKey), []byte(strconv.Itoa(len(known))))
	})
}

// upToDate returns an error unless the database has had all migrations.
func (db *DB) upToDate(known []migration) error {
	have, err := db.known(len(known))
	if err == nil && have < len(known) {
		err = fmt.Errorf("%s was written by an older version of Casebook: start this one over it first", db.path)
	}
	return err
}

// known returns the schema of the database, if it is at most the newest.
func (db *DB) known(newest int) (have int, err error) {
	have, err = db.schema()
	if err == nil && have > newest {
		err = &NewerError{Path: db.path, Have: have, Known: newest}
	}
	return have, err
}

// schema returns the number of the last migration that the database has had, 0
// when there is nothing in it yet.
func (db *DB) schema() (have int, err error) {
	err = db.bolt.View(func(tx *bolt.Tx) error {
		if first, _ := tx.Cursor().First(); first == nil {
			return nil
		}
		if meta := tx.Bucket([]byte(metaBucket)); meta != nil {
			have, err = strconv.Atoi(string(meta.Get([]byte(schemaKey))))
			if err == nil && have > 0 {
				return nil
			}
		}
		return fmt.Errorf("%s is not a database of Casebook", db.path)
	})
	return have, err
}
