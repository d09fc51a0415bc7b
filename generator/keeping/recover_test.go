package keeping

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"casebook/store"
)

// TestVerdict: a check that was stopped or never began does not condemn a database.
func TestVerdict(t *testing.T) {
	ended := func(script string) error { return exec.CommandContext(t.Context(), "sh", "-c", script).Run() }
	for _, test := range []struct {
		name, out string
		ended     error
		want      string // "": whole
		unchecked bool
	}{
		{"whole", isWhole, nil, "", false},
		{"a fault", "page 7 is torn", nil, "page 7 is torn", false},
		{"a panic", "", ended("exit 2"), "the check broke off: panic", false},
		{"an error", "", ended("exit 1"), "", true},
		{"a signal", "", ended("kill -TERM $$"), "", true}, // a process in the background may ignore Ctrl-C
		{"killed for want of memory", "", ended("kill -KILL $$"), "", true},
		{"no such program", "", exec.CommandContext(t.Context(), "/no/such/program").Run(), "", true},
	} {
		err := verdict("casebook.db", test.out, "panic\ngoroutine 1", test.ended)
		if errors.Is(err, store.ErrUnchecked) != test.unchecked {
			t.Errorf("%s: got %v, want ErrUnchecked: %t", test.name, err, test.unchecked)
		}
		if !test.unchecked && (err == nil) != (test.want == "") || test.want != "" && err.Error() != test.want {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
	if _, inUse := errors.AsType[*store.InUseError](verdict("casebook.db", isInUse, "", nil)); !inUse {
		t.Error("in use: got something else")
	}
}

// TestRecoverFromCaseFiles: case files without a database are to be taken in, also after a
// kill in between; a directory that has none is new.
func TestRecoverFromCaseFiles(t *testing.T) {
	data := t.TempDir()
	start := func(want bool) store.Recovery {
		t.Helper()
		r, err := Recover(t.Context(), data, false, true, slog.New(slog.DiscardHandler))
		if err != nil || r.Needed() != want {
			t.Errorf("got %+v, %v, want a recovery: %t", r, err, want)
		}
		return r
	}
	start(false)
	if err := errors.Join(os.Mkdir(filepath.Join(data, "cases"), 0o700), os.WriteFile(filepath.Join(data, "cases", "case-2026-11-21.json"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	start(true)
	db, err := store.Open(filepath.Join(data, databaseName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r := start(true)
	if err := r.Finish(); err != nil {
		t.Fatal(err)
	}
	start(false)
}

// TestVerifyPrints: a file that is not there is no fault of a database.
func TestVerifyPrints(t *testing.T) {
	var out bytes.Buffer
	file := filepath.Join(t.TempDir(), "casebook.db")
	if err := Verify(file, &out); !errors.Is(err, os.ErrNotExist) || out.Len() > 0 {
		t.Errorf("no file: got %v and %q, want an error alone", err, &out)
	}
	if err := os.WriteFile(file, []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Verify(file, &out); err != nil || out.String() == isWhole || out.Len() == 0 {
		t.Errorf("no database: got %v and %q, want what is wrong", err, &out)
	}
}
