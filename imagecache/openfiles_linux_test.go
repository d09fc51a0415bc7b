package imagecache

import (
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

// openBelow counts the files below dir that this process has open.
func openBelow(t *testing.T, dir string) (n int) {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		target, err := os.Readlink(filepath.Join("/proc/self/fd", entry.Name()))
		if err == nil && strings.HasPrefix(target, dir) && strings.Contains(target, ".jpg") {
			n++
		}
	}
	return n
}

// TestOpenFilesAreBounded reads many more pictures than may stay open, from many
// sides, while their cases are removed and put back.
func TestOpenFilesAreBounded(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	const limit, cases, readers = 8, 4, 16
	c, dir := openCache(t, Options{OpenFiles: limit})
	data := asPNG(quarters(9, 9))
	var names []string
	key := func(n int) Key {
		return Key{"case-2026-11-2" + string(rune('0'+n%cases)), "evidence", "ev-" + string(rune('a'+n))}
	}
	for n := range 20 {
		names = append(names, mustPut(t, c, key(n), data).Path)
	}
	var reading, removing sync.WaitGroup
	stop := make(chan struct{})
	removing.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			if err := c.Remove(key(n).Case); err != nil {
				t.Error(err)
			}
			for i := n % cases; i < len(names); i += cases {
				if _, err := put(t.Context(), c, key(i), data); err != nil {
					t.Error(err)
				}
			}
		}
	})
	for range readers {
		reading.Go(func() {
			for range 300 {
				f, err := c.Open(names[rand.IntN(len(names))])
				if errors.Is(err, ErrNotFound) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				if got, err := io.ReadAll(f); err != nil || int64(len(got)) != f.Size() {
					t.Errorf("got %d bytes, %v, want %d", len(got), err, f.Size())
				}
				mustClose(t, f)
			}
		})
	}
	reading.Wait()
	close(stop)
	removing.Wait()
	for _, name := range names {
		mustClose(t, mustOpenFile(t, c, name))
	}
	if n := openBelow(t, dir); n != limit {
		t.Errorf("after all was read: got %d open files, want %d", n, limit)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if n := openBelow(t, dir); n != 0 {
		t.Errorf("after closing: got %d open files, want none", n)
	}
}
