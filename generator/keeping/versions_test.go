package keeping_test

import (
	"bytes"
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
