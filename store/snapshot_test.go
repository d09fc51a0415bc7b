package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestSnapshotWhileWriting takes snapshots while others write: each holds a state
// that the database had.
func TestSnapshotWhileWriting(t *testing.T) {
	db := open(t)
	accounts := Collection[int]{Name: "players", Version: 1}
	folder := filepath.Join(t.TempDir(), "snapshots")
	done := make(chan error)
	ctx, stop := context.WithCancel(t.Context())
	for worker := range 4 {
		go func() {
			var err error
			for n := 0; err == nil && ctx.Err() == nil; n++ {
				err = db.Update(func(tx *Tx) error { // what one has more, the other has less
					return errors.Join(accounts.Put(tx, fmt.Sprintf("a%d", worker), n), accounts.Put(tx, fmt.Sprintf("b%d", worker), -n))
				})
			}
			done <- err
		}()
	}
	var paths []string
	for range 5 {
		path, err := db.Snapshot(folder)
		if err != nil {
			t.Error(err)
		}
		paths = append(paths, path)
	}
	stop()
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := names(t, folder); len(got) != 5 {
		t.Errorf("files: got %q, want five", got)
	}
	for _, path := range paths {
		if sum := sumOf(t, path, accounts); sum != 0 {
			t.Errorf("%s: got a sum of %d, want 0", path, sum)
		}
	}
}

func sumOf(t *testing.T, path string, accounts Collection[int]) (sum int) {
	t.Helper()
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *Tx) error {
		for item, err := range accounts.All(tx, Range{}) {
			if err != nil {
				return err
			}
			sum += item.Value
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	names := []string{}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestPrune(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	db := open(t)
	db.now = func() time.Time { return now }
	folder := t.TempDir()
	want := []string{"before-schema-2-20200101T000000.000000000Z.db", "casebook-by-hand.db"}
	for _, name := range append(want, ".snapshot-1", ".snapshot-2") {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want = append(want, ".snapshot-2") // it may still be being written
	if err := os.Chtimes(filepath.Join(folder, ".snapshot-1"), time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for age := range 30 * 12 { // one in five minutes for thirty hours
		name := snapshotName(now.Add(-time.Duration(age) * 5 * time.Minute))
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if age < 3*12 || age%12 == 0 && age < 24*12 || age == 24*12-1 { // the last: first of its hour within the grace
			want = append(want, name)
		}
	}
	for range 2 { // the second changes nothing
		if err := db.Prune(folder); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, names(t, folder)); diff != "" {
		t.Errorf("what is left (-want +got):\n%s", diff)
	}
}

// TestSnapshotAfterTheClockWasPutBack: the snapshot made last stays, and is the one that
// a recovery takes, whatever the clock says.
func TestSnapshotAfterTheClockWasPutBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "casebook.db")
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	db, err := Open(path, Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(filepath.Dir(path), "snapshots")
	note := func(n int) {
		err := db.Update(func(tx *Tx) error { return numbers().Put(tx, "n", n) })
		if _, snapshotErr := db.Snapshot(folder); errors.Join(err, snapshotErr, db.Prune(folder)) != nil {
			t.Fatal(err, snapshotErr)
		}
	}
	for n := range 2 * snapshotsKept {
		note(n)
		now = now.Add(snapshotEvery)
	}
	now = now.Add(-24 * time.Hour)
	note(1000)
	now = now.Add(snapshotEvery)
	note(1001)
	if err := errors.Join(db.Close(), os.Truncate(path, 100)); err != nil {
		t.Fatal(err)
	}
	if _, err := Recover(path, Verify); err != nil {
		t.Fatal(err)
	}
	if db, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *Tx) error {
		got, err := numbers().Get(tx, "n")
		if err == nil && got != 1001 {
			t.Errorf("recovered: got %d, want the 1001 of the last snapshot", got)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestKeepSnapshots runs in virtual time.
func TestKeepSnapshots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := open(t)
		folder := filepath.Join(t.TempDir(), "snapshots")
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- db.KeepSnapshots(ctx, folder, slog.New(slog.DiscardHandler), func(string, error) {}) }()
		write := func() {
			err := db.Update(func(tx *Tx) error { return numbers().Put(tx, "n", 1) })
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, step := range []struct {
			name string
			do   func()
			want int
		}{
			{"at the start", func() {}, 1},
			{"an hour without changes", func() { time.Sleep(time.Hour) }, 1},
			{"a change", write, 1},
			{"a little later", func() { time.Sleep(snapshotEvery) }, 2},
			{"an hour later", func() { time.Sleep(time.Hour) }, 2},
			{"a change and the end", func() { write(); stop() }, 3},
		} {
			step.do()
			synctest.Wait()
			if got := names(t, folder); len(got) != step.want {
				t.Errorf("%s: got %q, want %d", step.name, got, step.want)
			}
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// TestSnapshotFails shows that what cannot be written leaves nothing behind, and
// that KeepSnapshots goes on.
func TestSnapshotFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := open(t)
		folder := filepath.Join(t.TempDir(), "snapshots")
		if err := os.WriteFile(folder, nil, 0o600); err != nil { // a file in its place
			t.Fatal(err)
		}
		if path, err := db.Snapshot(folder); err == nil || path != "" {
			t.Errorf("snapshot into a file: got %q, %v, want an error", path, err)
		}
		go func() {
			_ = db.KeepSnapshots(t.Context(), folder, slog.New(slog.DiscardHandler), func(string, error) {})
		}()
		synctest.Wait()
		if err := os.Remove(folder); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if got := names(t, folder); len(got) != 1 {
			t.Errorf("after the fault is mended: got %q, want one", got)
		}
	})
}

// TestPruneForLongCopies: what a copy has seen in the folder as it began is there when it
// comes to it, for three hours one of each five minutes, and then of each hour; also if the
// clock was put back meanwhile.
func TestPruneForLongCopies(t *testing.T) {
	for name, back := range map[string]time.Duration{"": 0, "put back a day": 24 * time.Hour, "put back a second": time.Second, "put back ten minutes": 10 * time.Minute} {
		t.Run("the clock "+name, func(t *testing.T) {
			now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
			db := open(t)
			db.now = func() time.Time { return now }
			folder := t.TempDir()
			make := func(since time.Duration) (list []string) {
				t.Helper()
				for range int(since / snapshotEvery) {
					name := nextName(folder, now)
					list = append(list, name)
					err := os.WriteFile(filepath.Join(folder, name), nil, 0o600)
					if err := errors.Join(err, db.Prune(folder)); err != nil {
						t.Fatal(err)
					}
					now = now.Add(snapshotEvery)
				}
				return list
			}
			left := func(seen []string) (count int) {
				there := names(t, folder)
				for _, name := range seen {
					if slices.Contains(there, name) {
						count++
					}
				}
				return count
			}
			make(time.Hour)
			now = now.Add(-back)
			seen := make(2 * time.Hour)
			if !slices.IsSorted(seen) {
				t.Error("the names are not in the order of their making")
			}
			make(time.Hour / 2)
			if got := left(seen); got < 2*12-1 || got > 2*12+1 {
				t.Errorf("half an hour later: got %d left of two hours, want one of each five minutes", got)
			}
			make(4 * time.Hour)
			if got := left(seen); got < 2 || got > 3 {
				t.Errorf("four hours later: got %d left of two hours, want one of each hour", got)
			}
			if got := len(names(t, folder)); got > snapshotsKept+36+24 {
				t.Errorf("got %d in all", got)
			}
		})
	}
}

// TestPruneForRoom has snapshots of a large database: the newest three stay, then one of
// each hour, as long as there is room.
func TestPruneForRoom(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		size int64
		want []string // when they were made
	}{
		{300 << 20, []string{"10:00:00", "11:00:00", "12:00:00", "11:59:20", "11:59:40", "11:55:00"}},
		{3 << 30, []string{"12:00:00", "11:59:40", "11:59:20"}},
	} {
		db := open(t)
		db.now = func() time.Time { return now }
		folder := t.TempDir()
		for at := now.Add(-2 * time.Hour); !at.After(now); at = at.Add(20 * time.Second) {
			path := filepath.Join(folder, snapshotName(at))
			if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, test.size)); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Prune(folder); err != nil {
			t.Error(err)
		}
		var want []string
		for _, at := range test.want {
			made, err := time.Parse("2006-01-02 15:04:05", "2026-11-21 "+at)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, snapshotName(made))
		}
		slices.Sort(want)
		if diff := cmp.Diff(want, names(t, folder)); diff != "" {
			t.Errorf("of %d bytes each (-want +got):\n%s", test.size, diff)
		}
	}
}
