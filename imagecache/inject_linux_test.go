package imagecache

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"casebook/web/webtest"

	"github.com/google/go-cmp/cmp"
)

// TestPutInjected lets each call in turn by which a picture reaches the disk fail: the
// error comes back, nothing is left behind, and the picture before it stays.
func TestPutInjected(t *testing.T) {
	if dir := os.Getenv("IMAGECACHE_DIR"); dir != "" {
		putOnce(t, dir)
		return
	}
	webtest.Need(t, "strace")
	for _, test := range []struct {
		call   string
		before int // calls that are not Put's
		calls  int // of Put: for a picture with two variants and new folders
	}{
		{"fsync", 0, 6},    // three files, three folders
		{"renameat", 1, 3}, // Open tries one
	} {
		t.Run(test.call, func(t *testing.T) {
			dir := t.TempDir()
			c, err := Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			kept := mustPut(t, c, testKey(), asJPEG(noise(100, 100, 1)))
			before := files(t, dir)
			for n := test.before + 1; n <= test.before+test.calls; n++ {
				said := putWith(t, dir, fmt.Sprintf("%s:error=EIO:when=%d", test.call, n))
				if !strings.Contains(said, "refused: ") || !strings.Contains(said, "input/output error") {
					t.Errorf("%s number %d failed: put said %q, want that error", test.call, n, said)
				}
				if diff := cmp.Diff(before, files(t, dir)); diff != "" {
					t.Errorf("%s number %d failed: files after it (-before +after):\n%s", test.call, n, diff)
				}
				load(t, c, kept.Path)
			}
			if said := putWith(t, dir, fmt.Sprintf("%s:error=EIO:when=%d", test.call, test.before+test.calls+1)); !strings.Contains(said, "kept") {
				t.Errorf("only a later %s would fail: put said %q, want it done", test.call, said)
			}
		})
	}
}

// putWith puts a picture in a process of its own, into whose calls strace injects.
func putWith(t *testing.T, dir, inject string) (said string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "strace", "-f", "-qq", "-o", os.DevNull, "-e", "inject="+inject, os.Args[0], "-test.run=^TestPutInjected$")
	command.Env = append(os.Environ(), "IMAGECACHE_DIR="+dir)
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("strace: %v\n%s", err, out)
	}
	return string(out)
}

// putOnce prints how putting a picture went and ends the process, before anything else
// (the report of coverage, say) makes a call that strace would let fail.
func putOnce(t *testing.T, dir string) {
	runtime.LockOSThread() // strace counts for each thread by itself
	c, err := Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	p, err := put(t.Context(), c, Key{"case-2026-11-22", "evidence", "ev-1"}, asJPEG(noise(700, 50, 2)))
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(0)
	}
	fmt.Println("kept", p.Path)
	os.Exit(0)
}
