package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// roleVariable makes the test binary another process in one of the tests.
const roleVariable = "CASEBOOK_TEST_ROLE"

func TestMain(m *testing.M) {
	role := os.Getenv(roleVariable)
	if role == "" {
		os.Exit(m.Run())
	}
	path, err := io.ReadAll(os.Stdin)
	switch {
	case err != nil:
	case role == "verify":
		err = Verify(string(path))
	case role == "open":
		_, err = Open(string(path), Options{LockTimeout: 50 * time.Millisecond})
	default:
		err = writeNumbers(string(path))
	}
	fmt.Print(err)
}

func child(t *testing.T, role, path string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	cmd.Stdin = strings.NewReader(path)
	return cmd
}

// TestInUse opens the same file from a second process.
func TestInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "casebook.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	gone := exec.CommandContext(t.Context(), "true")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, note, want string }{
		{"its own", "", fmt.Sprintf("in use by process %d", os.Getpid())},
		{"of a process that is no more", fmt.Sprintf("%d %s\n", gone.Process.Pid, host), "in use by another process"},
		{"of another machine", fmt.Sprintf("%d elsewhere\n", os.Getpid()), "in use by another process"},
		{"unreadable", "\x00", "in use by another process"},
	} {
		if test.note != "" {
			if err := os.WriteFile(ownerFile(path), []byte(test.note), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		out, err := child(t, "open", path).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := string(out); !strings.Contains(got, test.want) || !strings.Contains(got, "--data") {
			t.Errorf("a note %s: got %q, want %q in it", test.name, got, test.want)
		}
	}
	var inUse *InUseError
	if _, err := Open(path, Options{LockTimeout: time.Millisecond}); !errors.As(err, &inUse) {
		t.Errorf("open twice in one process: got %v, want an InUseError", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := child(t, "open", path).Output()
	if err != nil || string(out) != "<nil>" {
		t.Errorf("open after Close: got %s, %v, want no error", out, err)
	}
}

func numbers() Collection[int] { return Collection[int]{Name: "events", Version: 1} }

// writeNumbers writes one record after another and says so on stdout after each,
// until it is killed.
func writeNumbers(path string) error {
	db, err := Open(path, Options{})
	if err != nil {
		return err
	}
	first := 0
	err = db.View(func(tx *Tx) error {
		first = numbers().Count(tx, "")
		return nil
	})
	for n := first; err == nil; n++ {
		err = db.Update(func(tx *Tx) error { return numbers().Put(tx, Sortable(int64(n)), n) })
		if err == nil {
			_, err = fmt.Println(n)
		}
	}
	return err
}

// TestKill kills a writing process at random moments. What it acknowledged must
// be there, and nothing may be in between.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "casebook.db")
	acknowledged := -1
	for range 10 {
		cmd := child(t, "write", path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(rand.IntN(100))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		for lines := bufio.NewScanner(out); lines.Scan(); {
			n, err := strconv.Atoi(lines.Text())
			if err != nil {
				t.Fatalf("the writer said %q", lines.Text())
			}
			acknowledged = n
		}
		timer.Stop()
		if err := cmd.Wait(); err == nil {
			t.Fatal("the writer ended by itself")
		}
		checkNumbers(t, path, acknowledged)
	}
	if acknowledged < 0 {
		t.Error("no round got far enough to write")
	}
}

func checkNumbers(t *testing.T, path string, acknowledged int) {
	t.Helper()
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *Tx) error {
		want := 0
		for item, err := range numbers().All(tx, Range{}) {
			if err != nil {
				return err
			}
			if item.Value != want || item.Key != Sortable(int64(want)) {
				return fmt.Errorf("record %s: got %d, want %d", item.Key, item.Value, want)
			}
			want++
		}
		if want <= acknowledged {
			return fmt.Errorf("got %d records, want at least %d", want, acknowledged+1)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
