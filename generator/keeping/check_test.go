package keeping_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/store"
	"casebook/web/webtest"
)

// checked runs check, which must end with a status, and returns its report.
func checked(t *testing.T, status int, data string, args ...string) (r keeping.Checked) {
	t.Helper()
	out := command(t, status, append([]string{"check", "--json", "--data", data, "--ahead", "1", "--clock", today + "T12:00:00Z"}, args...)...)
	line, _, _ := strings.Cut(out, "\n")
	for rest := out; !strings.HasPrefix(line, `{"cases"`) && rest != ""; { // lines of the log come before
		line, rest, _ = strings.Cut(rest, "\n")
	}
	if err := json.Unmarshal([]byte(line), &r); err != nil {
		t.Fatalf("got %v, want a report in %s", err, out)
	}
	return r
}

// aPicture is the file of a picture, the n-th by name.
func aPicture(t *testing.T, data string, n int) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(data, "images", "case-"+today, "*", "*.jpg"))
	if err != nil || len(names) <= n {
		t.Fatalf("got %d pictures, %v", len(names), err)
	}
	return names[n]
}

// spoil changes a byte in the middle of a file.
func spoil(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err == nil {
		data[len(data)/2] ^= 0x40
		err = os.WriteFile(name, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// repairAll damages a data directory in every way that there is, looks whether check
// says so, and repairs it.
func repairAll(t *testing.T, house string) {
	file := func(data string) string { return filepath.Join(data, "cases", "case-"+today+".json") }
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, data string) error
		kind   string // of the problem; empty: there is none
		done   string // what repair says
	}{
		{"nothing", func(*testing.T, string) error { return nil }, "", ""},
		{"a foreign file", func(_ *testing.T, data string) error {
			return os.WriteFile(filepath.Join(data, "images", "notes.txt"), nil, 0o600)
		}, "", ""},
		{"a damaged picture", func(t *testing.T, data string) error { spoil(t, aPicture(t, data, 3)); return nil }, "picture", "is drawn again"},
		{"a missing picture", func(t *testing.T, data string) error { return os.Remove(aPicture(t, data, 7)) }, "picture", "is drawn again"},
		{"a missing case file", func(_ *testing.T, data string) error { return os.Remove(file(data)) }, "case file", "made anew"},
		{"a damaged case file", func(_ *testing.T, data string) error { return os.Truncate(file(data), 4000) }, "case file", "made anew"},
		{"another title", func(_ *testing.T, data string) error {
			text, err := os.ReadFile(file(data))
			return errors.Join(err, os.WriteFile(file(data), []byte(strings.Replace(string(text), `"title": "`, `"title": "X`, 1)), 0o600))
		}, "case file", "made anew"},
		{"a record of no case", func(t *testing.T, data string) error {
			return change(t, data, func(tx *store.Tx) error {
				return store.Collection[string]{Name: "players", Version: 1}.Put(tx, "case-1999-01-01/ann", "")
			})
		}, "record", "removed the record players case-1999-01-01/ann"},
		{"a case in no list", func(t *testing.T, data string) error {
			return change(t, data, func(tx *store.Tx) error {
				return store.Collection[string]{Name: "summaries", Version: 1}.Delete(tx, "case-"+today)
			})
		}, "case", "made anew"},
		{"a case that is gone", func(t *testing.T, data string) error {
			return change(t, data, func(tx *store.Tx) error {
				return store.Collection[string]{Name: "cases", Version: 1}.Delete(tx, "case-"+today)
			})
		}, "case file", "from its file"},
		{"a damaged database", func(_ *testing.T, data string) error {
			return os.Truncate(filepath.Join(data, "casebook.db"), 9000)
		}, "database", "the database was replaced"},
		{"half a recovery", func(_ *testing.T, data string) error {
			return os.WriteFile(filepath.Join(data, "casebook.db.recovery"), []byte(`{"why":"it was torn"}`), 0o600)
		}, "database", "was not finished"},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := copied(t, house)
			if err := test.damage(t, data); err != nil {
				t.Fatal(err)
			}
			if test.kind == "" {
				if r := checked(t, 0, data); r.Cases < 1 || r.Files < 14 || len(r.Problems) > 0 {
					t.Errorf("got %+v, want no problem", r)
				}
				return
			}
			before := listing(t, data)
			r := checked(t, 3, data)
			if len(r.Problems) == 0 || string(r.Problems[0].Kind) != test.kind {
				t.Errorf("got %+v, want the problem of a %s", r.Problems, test.kind)
			}
			if after := listing(t, data); len(after) != len(before) || after["/casebook.db"] != before["/casebook.db"] {
				t.Error("a check without --repair changed something")
			}
			r = checked(t, 0, data, "--repair")
			if !slices.ContainsFunc(r.Repaired, func(line string) bool { return strings.Contains(line, test.done) }) {
				t.Errorf("got repaired %q, want %q among it", r.Repaired, test.done)
			}
			if r := checked(t, 0, data); len(r.Problems) > 0 {
				t.Errorf("afterwards: got %+v", r.Problems)
			}
		})
	}
	t.Run("from a backup", func(t *testing.T) { repairFromBackup(t, house) })
}

// change changes the database of a data directory that nobody has open.
func change(t *testing.T, data string, fn func(*store.Tx) error) error {
	t.Helper()
	db, err := store.Open(filepath.Join(data, "casebook.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return errors.Join(db.Update(fn), db.Close())
}

// repairFromBackup brings back a picture as it was, though it could be drawn again.
func repairFromBackup(t *testing.T, house string) {
	data, backups := copied(t, house), t.TempDir()
	command(t, 0, "backup", filepath.Join(backups, "casebook-20261121T110000Z.zip"), "--data", data)
	lost := aPicture(t, data, 5)
	want, err := os.ReadFile(lost)
	if err != nil {
		t.Fatal(err)
	}
	spoil(t, lost)
	r := checked(t, 0, data, "--repair", "--backup-folder", backups)
	if len(r.Repaired) != 1 || !strings.Contains(r.Repaired[0], "from the backup casebook-20261121T110000Z.zip") {
		t.Errorf("got %q, want one file of the backup", r.Repaired)
	}
	asItWas := func() {
		t.Helper()
		if got, err := os.ReadFile(lost); err != nil || string(got) != string(want) {
			t.Errorf("got %d bytes, %v, want the file as it was", len(got), err)
		}
	}
	asItWas()
	spoil(t, lost) // as the weekly scrub finds it
	k := keeping.New(keeping.Options{Queue: jobs.New(nil, jobs.Options{}), Data: data, Folder: backups, Log: slog.New(slog.DiscardHandler)})
	path := filepath.ToSlash(strings.TrimPrefix(lost, filepath.Join(data, "images")+string(filepath.Separator)))
	if back, err := k.BringBack(t.Context(), []string{"case-" + today + "/evidence/no.0123456789abcdef.jpg", path}); err != nil || !slices.Equal(back, []string{path}) {
		t.Errorf("got %q, %v, want %q back", back, err, path)
	}
	asItWas()
}

// caseFilesAlone starts over case files and pictures alone: no case is written anew.
func caseFilesAlone(t *testing.T, house string) {
	data := copied(t, house)
	if err := errors.Join(os.Remove(filepath.Join(data, "casebook.db")), os.RemoveAll(filepath.Join(data, "snapshots"))); err != nil {
		t.Fatal(err)
	}
	if out := command(t, 0, "generate", "--date", today, "--data", data, "--clock", today+"T12:00:00Z"); !strings.Contains(out, "but there are case files") {
		t.Errorf("got %s, want that it is said", out)
	}
	name := "/cases/case-" + today + ".json"
	if got, want := listing(t, data)[name], listing(t, house)[name]; got != want || want == "" {
		t.Errorf("%s: got %d bytes that differ, want the %d of before", name, len(got), len(want))
	}
}

// rebuild makes the database from case files and pictures alone, and kills that.
func rebuild(t *testing.T, house string) {
	data := copied(t, house)
	if err := errors.Join(os.Remove(filepath.Join(data, "casebook.db")), os.RemoveAll(filepath.Join(data, "snapshots")), os.Remove(aPicture(t, data, 0))); err != nil {
		t.Fatal(err)
	}
	if out := command(t, 0, "rebuild", "--data", data); !strings.Contains(out, "drawn again at the next start: case-"+today) {
		t.Errorf("got %s, want the missing picture named", out)
	}
	checked(t, 0, data, "--repair")
	s := webtest.Start(t, data, "--ahead", "1", "--log-level", "warn", "--clock", today+"T12:00:00Z")
	c := readCase(t, s, today)
	if wantPictures(t, s, c.urls()); len(c.Images) < 14 {
		t.Errorf("got %d pictures, want 14", len(c.Images))
	}
	if out := command(t, 1, "rebuild", "--data", data); !strings.Contains(out, "in use") {
		t.Errorf("while it runs: got %s, want a refusal", out)
	}
	s.Interrupt(t)
	for n := range kills() {
		killAfter(t, time.Duration(n+1)*300*time.Millisecond/time.Duration(kills()), "rebuild", "--data", data)
		command(t, 0, "check", "--repair", "--data", data)
	}
	if err := os.RemoveAll(filepath.Join(data, "cases")); err != nil {
		t.Fatal(err)
	}
	if out := command(t, 1, "rebuild", "--data", data); !strings.Contains(out, "no case file") {
		t.Errorf("without case files: got %s, want a refusal", out)
	}
	images := filepath.Join(data, "images")
	if err := os.RemoveAll(images); err != nil {
		t.Fatal(err)
	}
	if out := command(t, 3, "check", "--data", data); !strings.Contains(out, ".jpg is missing") {
		t.Errorf("without pictures: got %s, want that they are missing", out)
	}
	if _, err := os.Stat(images); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got a folder of pictures, %v, want that a check makes none", err)
	}
}

// killRecovery kills the recovery of a damaged database at any moment, and starts again.
func killRecovery(t *testing.T, house string) {
	for n := range kills() {
		data := copied(t, house)
		if err := os.Truncate(filepath.Join(data, "casebook.db"), 9000); err != nil {
			t.Fatal(err)
		}
		after := time.Duration(n+1) * 400 * time.Millisecond / time.Duration(kills())
		killAfter(t, after, "generate", "--date", today, "--data", data, "--clock", today+"T12:00:00Z")
		s := webtest.Start(t, data, "--ahead", "1", "--log-level", "warn", "--clock", today+"T12:00:00Z")
		wantPictures(t, s, readCase(t, s, today).urls())
		wantNotes(t, s)
		s.Kill(t)
		aside, err := filepath.Glob(filepath.Join(data, "casebook.db.damaged-*"))
		if err != nil || len(aside) == 0 {
			t.Errorf("killed after %s: got %q, %v, want the damaged database set aside", after, aside, err)
		}
		if left := listing(t, data); left["/casebook.db.recovery"] != "" {
			t.Errorf("killed after %s: the recovery is not finished", after)
		}
	}
}
