package keeping_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"casebook/web/webtest"
)

// schemas changes the number of the schema in a database by that of fn, and returns all
// its bytes then.
func schemas(t *testing.T, database string, fn func(digit byte) byte) []byte {
	t.Helper()
	data, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	places := regexp.MustCompile(`schema\d`).FindAllIndex(data, -1)
	for _, place := range places { // old pages may have it, too
		data[place[1]-1] = fn(data[place[1]-1])
	}
	if len(places) == 0 {
		t.Fatal("the database does not say its schema")
	}
	if err := os.WriteFile(database, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return data
}

// otherVersions starts over the directory of an older version, of which a copy is kept,
// and of a newer, which is refused and left as it is.
func otherVersions(t *testing.T, original string) {
	data := copied(t, original)
	database := filepath.Join(data, "casebook.db")
	newer := schemas(t, database, func(byte) byte { return '9' })
	for _, name := range []string{"serve", "check", "backup"} {
		args := []string{name, "--data", data}
		if name == "backup" {
			args = append(args, filepath.Join(t.TempDir(), "backup.zip"))
		}
		if out := command(t, 1, args...); !strings.Contains(out, "was written by a newer version of Casebook (schema 9") || strings.Count(out, "\n") > 1 {
			t.Errorf("%s over a newer directory: got %s, want one line that says so", name, out)
		}
	}
	if now, err := os.ReadFile(database); err != nil || !bytes.Equal(now, newer) {
		t.Errorf("the newer database was changed: %v", err)
	}
	schemas(t, database, func(byte) byte { return '3' })
	s := webtest.Start(t, data, "--ahead", "1", "--log-level", "warn", "--clock", today+"T12:00:00Z")
	wantPictures(t, s, readCase(t, s, today).urls())
	wantNotes(t, s)
	s.Interrupt(t)
	if copies, err := filepath.Glob(filepath.Join(data, "snapshots", "before-schema-*.db")); err != nil || len(copies) != 1 {
		t.Errorf("got the copies %q, %v, want one of before the upgrade", copies, err)
	}
}

// TestUpgrades has the binary open the directory of each schema that there was, of which
// it keeps a copy unless it is the newest.
func TestUpgrades(t *testing.T) {
	old, err := filepath.Glob("../../store/testdata/v*.db")
	if err != nil || len(old) < 8 {
		t.Fatalf("got the databases %q, %v, want one of each schema", old, err)
	}
	upgraded := 0
	for _, name := range old {
		bytes, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		data := t.TempDir()
		if err := os.WriteFile(filepath.Join(data, "casebook.db"), bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		if out := command(t, 0, "backup", filepath.Join(t.TempDir(), "backup.zip"), "--data", data); !strings.Contains(out, "verified") {
			t.Errorf("%s: got %s, want a backup of it", name, out)
		}
		copies, err := filepath.Glob(filepath.Join(data, "snapshots", "before-schema-*.db"))
		if err != nil || len(copies) > 1 {
			t.Errorf("%s: got the copies %q, %v", name, copies, err)
		}
		for _, before := range copies {
			upgraded++
			if kept, err := os.ReadFile(before); err != nil || len(kept) == 0 {
				t.Errorf("%s: got %d bytes, %v, want the database of before", name, len(kept), err)
			}
		}
	}
	if upgraded != len(old)-2 { // the first holds nothing
		t.Errorf("got copies of %d of %d, want of all but the newest and the first", upgraded, len(old))
	}
}

// rehearse has the running server restore a backup and play in it: a good one passes, one
// that is cut short does not, and nothing of either is left.
func rehearse(t *testing.T, backup, original string) {
	data, folder := copied(t, original), t.TempDir()
	s := webtest.Start(t, data, "--ahead", "1", "--log-level", "error", "--clock", today+"T12:00:00Z", "--backup-folder", folder)
	operator := http.Header{"Authorization": {"Bearer " + s.Token}}
	play := func(bytes []byte, name, state, says string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		webtest.Eventually(t, "a rehearsal begins", func() error { // once the one before has ended
			status, body, err := s.Do(http.MethodPost, "/api/admin/rehearsal", operator, nil)
			if err != nil || status != http.StatusOK {
				return fmt.Errorf("got %d %s, %w", status, body, err)
			}
			return nil
		})
		webtest.Eventually(t, name+" is rehearsed", func() error {
			_, body, err := s.Do(http.MethodGet, "/api/admin/upkeep", operator, nil)
			if text := string(body); err != nil || !strings.Contains(text, name) {
				return fmt.Errorf("got %s, %w", text, err)
			}
			for _, want := range []string{`"state":"` + state + `"`, says} {
				if !strings.Contains(string(body), want) {
					t.Errorf("%s: got %s, want %s", name, body, want)
				}
			}
			return nil
		})
	}
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "casebook-20991121T230000Z.zip"), nil, 0o600); err != nil { // as of a clock that was ahead
		t.Fatal(err)
	}
	play(whole, "casebook-20261121T122000Z.zip", "passed", `"pictures":14`)
	play(whole[:len(whole)/2], "casebook-20261121T124000Z.zip", "failed", "restore")
	s.Interrupt(t)
	if left, err := filepath.Glob(filepath.Join(data, "tmp", "rehearsal-*")); err != nil || len(left) > 0 {
		t.Errorf("got %q, %v left, want nothing", left, err)
	}
}
