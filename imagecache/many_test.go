package imagecache

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// manyPictures fills dir with n names of pictures, links to some files, and returns
// them.
func manyPictures(t *testing.T, dir string, n int) (names []string) {
	t.Helper()
	const perFolder, perFile = 25, 10_000 // file systems bound how many names a file has
	var file, folder string
	for i := range n {
		if i%perFile == 0 {
			file = filepath.Join(t.TempDir(), "picture")
			if err := os.WriteFile(file, asJPEG(quarters(8, 8)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if i%perFolder == 0 {
			number := i / perFolder
			folder = fmt.Sprintf("case-2026-%05d/%s", number/4, [4]string{"suspect", "location", "evidence", "cinematic"}[number%4])
			if err := os.MkdirAll(filepath.Join(dir, folder), 0o750); err != nil {
				t.Fatal(err)
			}
		}
		name := fmt.Sprintf("%s/picture-%d.%016x.jpg", folder, i%perFolder, i)
		if err := os.Link(file, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// allocated returns how many bytes do asked for, and how many more are held after it.
func allocated(do func()) (asked, held int64) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	asked = int64(after.TotalAlloc - before.TotalAlloc)
	runtime.GC()
	runtime.ReadMemStats(&after)
	return asked, int64(after.HeapAlloc) - int64(before.HeapAlloc)
}

// TestManyPictures wants that starting costs the same with 100,000 pictures as with
// none, and that memory does not grow as half of them are read.
func TestManyPictures(t *testing.T) {
	const count, slack = 100_000, 64 << 10
	dir, empty := t.TempDir(), t.TempDir()
	names := manyPictures(t, filepath.Join(dir, "images"), count)
	start := func(dir string) *Cache {
		c, err := Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		return c
	}
	start(empty) // makes the folders, and what is made once
	none, _ := allocated(func() { start(empty) })
	var c *Cache
	all, _ := allocated(func() { c = start(dir) })
	if all > none+slack {
		t.Errorf("start with %d pictures: got %d bytes allocated, want as with none: %d", count, all, none)
	}
	read := func(part []string) {
		for _, name := range part {
			f, err := c.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	read(names[:count/10])
	if _, held := allocated(func() { read(names[count/2:]) }); held > 16*slack {
		t.Errorf("held after %d pictures were read: got %d bytes more than after %d, want no growth", count/2, held, count/10)
	}
	mustPut(t, c, testKey(), asPNG(quarters(9, 9)))
}
