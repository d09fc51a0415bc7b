package keeping_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"casebook/generator/keeping"
	"casebook/web/webtest"
)

// whole is a check of databases that finds all of them whole.
func whole(string) error { return nil }

// quiet is progress that nobody looks at.
func quiet(int64, int64) {}

// aHouse is a data directory with a drawn case and something played, also by somebody who
// calls himself a rehearsal, a backup that a server made of it while it drew another, and what comes of that backup.
func aHouse(t *testing.T) (data, backup, restored string) {
	t.Helper()
	folder := t.TempDir()
	data, backup, restored = filepath.Join(folder, "data"), filepath.Join(folder, "backup.zip"), filepath.Join(folder, "restored")
	command(t, 0, "generate", "--date", today, "--data", data, "--clock", today+"T12:00:00Z")
	s := webtest.Start(t, data, "--ahead", "1", "--log-level", "warn", "--clock", today+"T12:00:00Z")
	s.JSON(t, http.MethodPut, "/api/notebook/"+today+"/ann", map[string]any{"notes": "kept", "grid": map[string]any{}, "timeline": []any{}, "pins": []any{}, "revision": 0}, http.StatusOK, nil)
	wrong := map[string]string{"who": "x", "what": "", "where": "", "when": "", "why": "", "how": ""}
	s.JSON(t, http.MethodPost, "/api/submit", map[string]any{"caseId": "case-" + today, "userId": "rehearsal", "answers": wrong}, http.StatusOK, nil)
	if out := command(t, 0, "backup", backup, "--data", data); !strings.Contains(out, "verified") {
		t.Fatalf("back up while it runs: got %s", out)
	}
	if out := command(t, 0, "check", "--data", data); !strings.Contains(out, "all is well") {
		t.Fatalf("check while it runs: got %s", out)
	}
	s.Interrupt(t)
	command(t, 0, "restore", backup, "--data", restored)
	return data, backup, restored
}

// command runs a command, which must end with a status, and returns what it printed. It
// may take its time: others use this machine.
func command(t *testing.T, status int, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), webtest.Binary(t), args...).CombinedOutput()
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got, err = exit.ExitCode(), nil
	}
	if err != nil || got != status {
		t.Fatalf("casebook %s: got status %d, %v, want %d\n%s", strings.Join(args, " "), got, err, status, out)
	}
	return string(out)
}

// listing is every file below a folder with its content.
func listing(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files[strings.TrimPrefix(path, folder)] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

// wantSameFiles compares all below a folder of two data directories.
func wantSameFiles(t *testing.T, name, a, b string) {
	t.Helper()
	want, got := listing(t, filepath.Join(a, name)), listing(t, filepath.Join(b, name))
	for path, data := range want {
		if got[path] != data {
			t.Errorf("%s%s: got %d bytes that differ, want the %d", name, path, len(got[path]), len(data))
		}
	}
	if len(got) != len(want) || len(want) == 0 {
		t.Errorf("%s: got %d files, want the same %d, and some", name, len(got), len(want))
	}
}

// TestKeeping backs up a running server, restores, and does to both what may happen.
func TestKeeping(t *testing.T) {
	data, backup, original := aHouse(t)
	t.Run("restored, it plays", func(t *testing.T) { playRestored(t, backup, original) })
	t.Run("bytes change", func(t *testing.T) { flipBytes(t, backup, original) })
	t.Run("cut short", func(t *testing.T) { cutShort(t, backup) })
	t.Run("the disk is full", func(t *testing.T) { fillDisk(t, copied(t, data), backup) })
	t.Run("no room", func(t *testing.T) { noRoom(t, original) })
	t.Run("rehearsed", func(t *testing.T) { rehearse(t, backup, original) })
	t.Run("only read", func(t *testing.T) { onlyRead(t, original) })
	t.Run("other versions", func(t *testing.T) { otherVersions(t, original) })
	t.Run("killed", func(t *testing.T) { killOften(t, copied(t, data), backup, original) })
	t.Run("repaired", func(t *testing.T) { repairAll(t, data) })
	t.Run("case files alone", func(t *testing.T) { caseFilesAlone(t, original) })
	t.Run("rebuilt", func(t *testing.T) { rebuild(t, original) })
	t.Run("recovery killed", func(t *testing.T) { killRecovery(t, data) })
}

// playRestored goes on where the backup was made; nothing is overwritten.
func playRestored(t *testing.T, backup, original string) {
	command(t, 0, "check", "--data", original)
	data := copied(t, original)
	s := webtest.Start(t, data, "--ahead", "1", "--log-level", "warn", "--clock", today+"T12:00:00Z")
	wantPictures(t, s, readCase(t, s, today).urls())
	wantNotes(t, s)
	s.Interrupt(t)
	if out := command(t, 1, "restore", backup, "--data", data); !strings.Contains(out, "is not empty") {
		t.Errorf("restore over it: got %s, want a refusal", out)
	}
	if out := command(t, 1, "backup", backup, "--data", data); !strings.Contains(out, "overwrites nothing") {
		t.Errorf("back up over the backup: got %s, want a refusal", out)
	}
}

// wantNotes looks for what was played before the backup.
func wantNotes(t *testing.T, s *webtest.Server) {
	t.Helper()
	var book struct {
		Notes string `json:"notes"`
	}
	if s.JSON(t, http.MethodGet, "/api/notebook/"+today+"/ann", nil, http.StatusOK, &book); book.Notes != "kept" {
		t.Errorf("got the notes %q, want those that were kept", book.Notes)
	}
}

// copied is a copy of a data directory that nobody has open, nor was killed over: a copy
// of one that was is not trusted.
func copied(t *testing.T, data string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(to, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	return to
}

// flipBytes restores a backup in which one bit is another, again and again: it is
// refused, or the bit was of no importance.
func flipBytes(t *testing.T, backup, original string) {
	good, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	folder, want := t.TempDir(), listing(t, original)
	random, refused := rand.New(rand.NewPCG(1, 2)), 0
	for n := range 60 {
		at := random.IntN(len(good))
		if n%3 == 0 { // near the end, where the names are
			at = len(good) - 1 - random.IntN(min(len(good), 16<<10))
		}
		bad := bytes.Clone(good)
		bad[at] ^= 1 << random.IntN(8)
		file, data := filepath.Join(folder, "bad.zip"), filepath.Join(folder, fmt.Sprint("data", n))
		if err := os.WriteFile(file, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := keeping.Restore(t.Context(), file, data, whole, quiet)
		got := listing(t, data)
		switch {
		case err != nil && len(got) > 0:
			t.Errorf("byte %d: refused, but %d files were written", at, len(got))
		case err != nil:
			refused++
		case len(got) != len(want):
			t.Errorf("byte %d: got %d files, want %d", at, len(got), len(want))
		}
		for path := range got {
			if got[path] != want[path] {
				t.Errorf("byte %d: %s was restored as something else", at, path)
			}
		}
		if err := os.RemoveAll(data); err != nil {
			t.Fatal(err)
		}
	}
	if refused < 40 {
		t.Errorf("got %d of 60 refused, want at least those 40 that are in files", refused)
	}
}

// cutShort restores what a download that broke off leaves.
func cutShort(t *testing.T, backup string) {
	good, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 1, len(good) / 2, len(good) - 30, len(good) - 1} {
		file, data := filepath.Join(t.TempDir(), "short.zip"), filepath.Join(t.TempDir(), "data")
		if err := os.WriteFile(file, good[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := keeping.Restore(t.Context(), file, data, whole, quiet); err == nil {
			t.Errorf("%d bytes of %d: got no error", size, len(good))
		}
		if _, err := os.Stat(data); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%d bytes of %d: got a data directory, %v, want none", size, len(good), err)
		}
	}
}

// fillDisk backs up and restores where no file may become larger than 256 KiB.
func fillDisk(t *testing.T, data, backup string) {
	shell := webtest.Need(t, "bash")
	limited := func(args ...string) (string, error) {
		script := `ulimit -f 256; exec "$0" "$@"`
		out, err := exec.CommandContext(t.Context(), shell, append([]string{"-c", script, webtest.Binary(t)}, args...)...).CombinedOutput()
		return string(out), err
	}
	folder := t.TempDir()
	if out, err := limited("restore", backup, "--data", filepath.Join(folder, "data")); err == nil || !strings.Contains(out, "file too large") {
		t.Errorf("restore: got %v, %s, want that a file is too large", err, out)
	}
	if out, err := limited("backup", filepath.Join(folder, "backup.zip"), "--data", data); err == nil || !strings.Contains(out, "file too large") {
		t.Errorf("back up: got %v, %s, want that a file is too large", err, out)
	}
	if left := listing(t, folder); len(left) != 0 {
		t.Errorf("got %d files, want nothing half done", len(left))
	}
	if out, err := exec.CommandContext(t.Context(), shell, "-c", `"$0" backup - --data "$1" >/dev/full`, webtest.Binary(t), data).CombinedOutput(); err == nil {
		t.Errorf("to a full device: got success, %s", out)
	}
}

// kills is how many processes the test kills: few, or as many as the environment says.
func kills() int {
	n, err := strconv.Atoi(os.Getenv("CASEBOOK_TEST_KILLS"))
	if err != nil {
		return 4
	}
	return n
}

// killAfter runs a command and kills it after a while. It reports whether the command
// had come to its end.
func killAfter(t *testing.T, d time.Duration, args ...string) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	return exec.CommandContext(ctx, webtest.Binary(t), args...).Run() == nil
}

// killOften kills backups and restores at any moment: a backup that is there is whole,
// and a directory that is not restored to the end is refused until it is.
func killOften(t *testing.T, data, backup, original string) {
	began := time.Now()
	command(t, 0, "restore", backup, "--data", filepath.Join(t.TempDir(), "data"))
	longest := time.Since(began)
	for n := range kills() {
		after := longest * time.Duration(n+1) / time.Duration(kills())
		made := filepath.Join(t.TempDir(), "made.zip")
		ended := killAfter(t, after, "backup", made, "--data", data)
		if _, err := os.Stat(made); err != nil && ended {
			t.Errorf("got no backup, %v, want one, since the command ended well", err)
		} else if err == nil {
			if _, err := keeping.Restore(t.Context(), made, filepath.Join(t.TempDir(), "data"), whole, quiet); err != nil {
				t.Errorf("killed after %s: got a backup with %v", after, err)
			}
		}
		restored := filepath.Join(t.TempDir(), "data")
		if !killAfter(t, after, "restore", backup, "--data", restored) {
			_, err := os.Stat(filepath.Join(restored, "casebook.db"))
			if unfinished := keeping.Unfinished(restored); unfinished == nil && err == nil {
				t.Logf("killed after %s, when all was done", after)
			} else {
				command(t, 0, "restore", backup, "--data", restored)
			}
		}
		wantSameFiles(t, "images", original, restored)
		if err := keeping.Unfinished(restored); err != nil {
			t.Errorf("in the end: got %v", err)
		}
	}
}

// TestUnfinished starts over a directory that is not restored to the end.
func TestUnfinished(t *testing.T) {
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "restore-unfinished"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if out := command(t, 1, "generate", "--data", data); !strings.Contains(out, "run casebook restore again") {
		t.Errorf("got %s, want a refusal", out)
	}
	if got := listing(t, data); len(got) != 1 {
		t.Errorf("got %d files, want that alone", len(got))
	}
}
