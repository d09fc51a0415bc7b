package imagecache

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

func mustOpenFile(t testing.TB, c *Cache, name string) *File {
	t.Helper()
	f, err := c.Open(name)
	if err != nil {
		t.Fatalf("open %s: %v", name, err)
	}
	return f
}

func mustClose(t testing.TB, f *File) {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

func TestOpenFilesAreShared(t *testing.T) {
	c, _ := openCache(t, Options{})
	p := mustPut(t, c, testKey(), asPNG(quarters(9, 9)))
	one, other := mustOpenFile(t, c, p.Path), mustOpenFile(t, c, p.Path)
	if one.shared != other.shared {
		t.Error("the same picture is open twice")
	}
	first, err := io.ReadAll(one)
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, one)
	if second, err := io.ReadAll(other); err != nil || !bytes.Equal(first, second) || len(first) != p.Bytes {
		t.Errorf("got %d bytes and %d, %v, want %d each: the readers share a position or their end", len(first), len(second), err, p.Bytes)
	}
	mustClose(t, other)
}

// TestRemovedIsGone wants that a file which is kept open is not found after it
// was removed, and can be read to its end by those who have it.
func TestRemovedIsGone(t *testing.T) {
	c, _ := openCache(t, Options{})
	p := mustPut(t, c, testKey(), asPNG(quarters(9, 9)))
	reading := mustOpenFile(t, c, p.Path)
	if err := c.Remove(testKey().Case); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Open(p.Path); !errors.Is(err, ErrNotFound) {
		t.Errorf("after remove: got %v, want ErrNotFound", err)
	}
	if data, err := io.ReadAll(reading); err != nil || len(data) != p.Bytes {
		t.Errorf("read on: got %d bytes, %v, want %d", len(data), err, p.Bytes)
	}
	mustClose(t, reading)
	if _, err := reading.shared.disk.Stat(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("after the last has closed it: got %v, want that it is closed", err)
	}
}

// TestMendedIsSeen damages a file that is kept open. What Put mends is served at
// once, what is mended by hand after a minute.
func TestMendedIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, dir := openCache(t, Options{})
		data := asPNG(quarters(9, 9))
		p := mustPut(t, c, testKey(), data)
		name := filepath.Join(dir, "images", filepath.FromSlash(p.Path))
		whole, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		replace := func(with []byte) {
			t.Helper()
			if err := errors.Join(os.WriteFile(name+".new", with, 0o600), os.Rename(name+".new", name)); err != nil {
				t.Fatal(err)
			}
		}
		want := func(when string, want []byte) {
			t.Helper()
			if got, _ := readAll(t, c, p.Path); !bytes.Equal(got, want) {
				t.Errorf("%s: got %d bytes, want %d", when, len(got), len(want))
			}
		}
		replace([]byte("damaged"))
		want("damaged", []byte("damaged"))
		mustPut(t, c, testKey(), data)
		want("put again", whole)
		replace([]byte("damaged"))
		time.Sleep(freshFor + time.Second)
		want("damaged again", []byte("damaged"))
		replace(whole)
		time.Sleep(freshFor + time.Second)
		want("mended by hand", whole)
	})
}

func readAll(t testing.TB, c *Cache, name string) ([]byte, error) {
	t.Helper()
	f := mustOpenFile(t, c, name)
	defer mustClose(t, f)
	return io.ReadAll(f)
}
