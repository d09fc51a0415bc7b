package keeping_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebook/generator/keeping"
)

// TestNothingThere: where there is no Casebook, none is made to be backed up or mended.
func TestNothingThere(t *testing.T) {
	folder := t.TempDir()
	missing, empty := filepath.Join(folder, "missing"), filepath.Join(folder, "empty")
	if err := os.Mkdir(empty, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, data := range []string{missing, empty} {
		for _, args := range [][]string{{"backup", filepath.Join(folder, "backup.zip")}, {"check", "--repair"}} {
			if out := command(t, 1, append(args, "--data", data)...); !strings.Contains(out, "no Casebook in "+data) {
				t.Errorf("%s of %s: got %s, want a refusal", args[0], data, out)
			}
		}
	}
	if left := listing(t, folder); len(left) > 0 {
		t.Errorf("got %d files, want none", len(left))
	}
	if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got a data directory, %v, want none", err)
	}
	for _, name := range []string{"casebook.db", "snapshots/casebook-1.db", "cases/case-2026-11-21.json"} {
		data := filepath.Join(t.TempDir(), "[data]")
		file := filepath.Join(data, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, nil, 0o600), keeping.Present(data)); err != nil {
			t.Errorf("%s alone: got %v", name, err)
		}
	}
}
