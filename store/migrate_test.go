package store

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestMigrations opens a copy of a file of every old schema and compares all that
// is in it then.
func TestMigrations(t *testing.T) {
	if *update {
		writeGolden(t)
	}
	for version := range len(migrations()) + 1 {
		t.Run(fmt.Sprintf("v%d", version), func(t *testing.T) {
			path := copyOf(t, golden(version, "db"))
			db, err := Open(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := dump(t, db.bolt)
			if err := db.Close(); err != nil {
				t.Error(err)
			}
			if *update {
				if err := os.WriteFile(golden(version, "want"), []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden(version, "want"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("after the migrations (-want +got):\n%s", diff)
			}
		})
	}
}

func golden(version int, ext string) string {
	return filepath.Join("testdata", fmt.Sprintf("v%d.%s", version, ext))
}

// writeGolden writes the newest schema's file, and that of a bare database. The
// others are what older versions left: they stay.
func writeGolden(t *testing.T) {
	t.Helper()
	newest := len(migrations())
	for _, version := range []int{0, newest} {
		path := golden(version, "db")
		if err := remove(path); err != nil {
			t.Fatal(err)
		}
		b, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: 4096})
		if err != nil {
			t.Fatal(err)
		}
		db := &DB{bolt: b, path: path}
		if version > 0 {
			err = errors.Join(db.migrate(migrations()), db.Update(func(tx *Tx) error {
				return errors.Join(
					Collection[[]string]{Name: "settings", Version: 1}.Put(tx, "colours", []string{"red", "<blue>"}),
					Collection[int]{Name: "players", Version: 1}.Put(tx, Key("case-2026-11-21", "ada"), 7),
				)
			}))
		}
		if err := errors.Join(err, b.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

func copyOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "casebook.db")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// dump renders everything in a database.
func dump(t *testing.T, b *bolt.DB) string {
	t.Helper()
	var out strings.Builder
	err := b.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bolt.Bucket) error {
			fmt.Fprintf(&out, "%s\n", name)
			return bucket.ForEach(func(key, value []byte) error {
				fmt.Fprintf(&out, "  %s = %s\n", key, value)
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// later is what a coming version might have.
func later(second error) []migration {
	return append(migrations(),
		migration{"rename a setting", func(tx *bolt.Tx) error {
			settings := tx.Bucket([]byte("settings"))
			return errors.Join(settings.Put([]byte("hues"), settings.Get([]byte("colours"))), settings.Delete([]byte("colours")))
		}},
		migration{"add a collection", func(tx *bolt.Tx) error {
			_, err := tx.CreateBucket([]byte("novelties"))
			return errors.Join(err, second)
		}})
}

func TestMigrateCopiesFirst(t *testing.T) {
	path := copyOf(t, golden(1, "db"))
	db, err := openWith(path, Options{}, later(nil))
	if err != nil {
		t.Fatal(err)
	}
	migrated := dump(t, db.bolt)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(migrated, "novelties") || !strings.Contains(migrated, "hues") {
		t.Errorf("after two migrations: got\n%s", migrated)
	}
	copies, err := filepath.Glob(filepath.Join(filepath.Dir(path), "snapshots", fmt.Sprintf("before-schema-%d-*.db", len(later(nil)))))
	if err != nil || len(copies) != 1 {
		t.Fatalf("copies before the migration: got %q, %v, want one", copies, err)
	}
	old, err := Open(copies[0], Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	want, err := os.ReadFile(golden(1, "want"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), dump(t, old.bolt)); diff != "" {
		t.Errorf("the copy before the migration (-want +got):\n%s", diff)
	}

	_, err = Open(path, Options{})
	var newer *NewerError
	if !errors.As(err, &newer) || newer.Have != len(later(nil)) || newer.Known != len(migrations()) {
		t.Fatalf("open what a newer program wrote: got %v, want a NewerError", err)
	}
	if want := fmt.Sprintf("schema %d, this one knows %d", len(later(nil)), len(migrations())); !strings.Contains(err.Error(), want) {
		t.Errorf("message: got %q, want %q in it", err, want)
	}
}

func TestMigrateAllOrNothing(t *testing.T) {
	path := copyOf(t, golden(1, "db"))
	broken := errors.New("broken")
	if _, err := openWith(path, Options{}, later(broken)); !errors.Is(err, broken) {
		t.Fatalf("open with a migration that fails: got %v, want %v", err, broken)
	}
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	want, err := os.ReadFile(golden(1, "want"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), dump(t, db.bolt)); diff != "" {
		t.Errorf("after a migration that failed (-want +got):\n%s", diff)
	}
}

func TestOpenRefusesOtherFiles(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(folder, "foreign.db")
	b, err := bolt.Open(foreign, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = b.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("theirs"))
		return err
	})
	if err := errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, foreign, folder} {
		if db, err := Open(path, Options{}); err == nil {
			t.Errorf("open %s: got no error", path)
			db.Close()
		}
	}
}
