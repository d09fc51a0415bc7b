package imagecache

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"casebook/web/webtest"

	"github.com/google/go-cmp/cmp"
)

// TestPutUndoes has a folder stand where the picture itself must go, so that its
// variants are in place when it fails.
func TestPutUndoes(t *testing.T) {
	c, dir := openCache(t, Options{})
	images := filepath.Join(dir, "images")
	data := asJPEG(quarters(650, 100))
	p := mustPut(t, c, testKey(), data)
	if err := c.Remove(testKey().Case); err != nil {
		t.Fatal(err)
	}
	blocked := filepath.Join(images, filepath.FromSlash(p.Path))
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o750); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	if _, err := put(t.Context(), c, testKey(), data); err == nil {
		t.Error("put: got no error, want one")
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("files after it (-before +after):\n%s", diff)
	}
	if _, err := c.Open(p.Path); !errors.Is(err, ErrNotFound) {
		t.Errorf("open a folder: got %v, want ErrNotFound", err)
	}
	if err := os.RemoveAll(filepath.Join(images, "case-2026-11-21")); err != nil {
		t.Fatal(err)
	}
	mustPut(t, c, testKey(), data)
}

// TestPutUndoesFolders has a file stand where a folder must go.
func TestPutUndoesFolders(t *testing.T) {
	c, dir := openCache(t, Options{})
	blocked := filepath.Join(dir, "images", "case-2026-11-21")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := put(t.Context(), c, testKey(), asPNG(quarters(9, 9))); err == nil {
		t.Error("put: got no error, want one")
	}
	if diff := cmp.Diff([]string{"images/", "images/case-2026-11-21", "tmp/"}, files(t, dir)); diff != "" {
		t.Errorf("files after it (-want +got):\n%s", diff)
	}
}

// TestDiscard removes one file of a picture, also one that is open, and nothing else.
func TestDiscard(t *testing.T) {
	c, dir := openCache(t, Options{})
	p := mustPut(t, c, testKey(), asJPEG(quarters(650, 100)))
	file, err := c.Open(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	for range 2 {
		if err := c.Discard(p.Path); err != nil {
			t.Error(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	if _, err := c.Open(p.Path); !errors.Is(err, ErrNotFound) {
		t.Errorf("open it: got %v, want ErrNotFound", err)
	}
	if got := files(t, dir); len(got) != len(before)-1 {
		t.Errorf("got the files %q, want all of %q but one", got, before)
	}
	for _, name := range []string{"../casebook.db", "case-2026-11-21", ""} {
		if err := c.Discard(name); err == nil {
			t.Errorf("%q: got no error", name)
		}
	}
}

func TestRemove(t *testing.T) {
	c, dir := openCache(t, Options{})
	data := asJPEG(quarters(400, 300))
	gone := mustPut(t, c, testKey(), data)
	stays := mustPut(t, c, Key{"case-2026-11-22", "evidence", "ev-1"}, data)
	reader, err := c.Open(gone.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for range 2 { // the second time there is nothing to remove
		if err := c.Remove("case-2026-11-21"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Open(gone.Path); !errors.Is(err, ErrNotFound) {
		t.Errorf("open a removed picture: got %v, want ErrNotFound", err)
	}
	if _, err := reader.Read(make([]byte, 10)); err != nil {
		t.Errorf("read what was open: got %v, want its bytes", err)
	}
	load(t, c, stays.Path)
	for _, id := range []string{"", ".", "..", "../images", "case-2026-11-22/evidence", ".tmp", "/"} {
		wantInput(t, c.Remove(id), BadName)
	}
	load(t, c, stays.Path)
	if left := files(t, filepath.Join(dir, "tmp")); len(left) > 0 {
		t.Errorf("left in tmp: got %v, want nothing", left)
	}
}

func TestOpenSweeps(t *testing.T) {
	dir := t.TempDir()
	tmp := filepath.Join(dir, "tmp")
	if err := os.MkdirAll(filepath.Join(tmp, stagePrefix+"removed", "suspect"), 0o750); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{stagePrefix + "half-written", "other.db"} {
		if err := os.WriteFile(filepath.Join(tmp, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Open(filepath.Join(dir, "images"), tmp, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if diff := cmp.Diff([]string{"images/", "tmp/", "tmp/other.db"}, files(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestOpenOnAnotherFileSystem(t *testing.T) {
	dir, tmp := t.TempDir(), filepath.Join("/dev/shm", "casebook-"+filepath.Base(t.TempDir()))
	if err := os.Mkdir(tmp, 0o700); err != nil {
		webtest.Skip(t, "no other file system here: "+err.Error())
	}
	defer os.RemoveAll(tmp)
	c, err := Open(dir, tmp, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	p := mustPut(t, c, testKey(), asPNG(quarters(400, 300)))
	load(t, c, p.Path)
	report, err := c.Scrub(t.Context(), paths(p), silent)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Report{Files: 2, Bytes: int64(p.Bytes + p.Variants[0].Bytes)}, report); diff != "" {
		t.Errorf("scrub (-want +got):\n%s", diff)
	}
	if err := c.Remove(testKey().Case); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{hiddenStage + "/"}, files(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestOpenThroughSymlink(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	if err := os.Symlink(elsewhere, filepath.Join(dir, "images")); err != nil {
		webtest.Skip(t, "no symlinks here: "+err.Error())
	}
	c, err := Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	load(t, c, mustPut(t, c, testKey(), asPNG(quarters(9, 9))).Path)
}

func TestOpenFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dirs := range [][2]string{{file, t.TempDir()}, {t.TempDir(), file}} {
		if c, err := Open(dirs[0], dirs[1], Options{}); err == nil {
			t.Errorf("open %v: got a cache, want an error", dirs)
			_ = c.Close()
		}
	}
}

// TestOpenTellsNothingOutside looks for what lies beside the pictures.
func TestOpenTellsNothingOutside(t *testing.T) {
	c, dir := openCache(t, Options{})
	p := mustPut(t, c, testKey(), asPNG(quarters(9, 9)))
	if err := os.WriteFile(filepath.Join(dir, "casebook.db"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "images", "secret.jpg"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := "case-2026-11-21/suspect/x.0123456789abcdef.jpg"
	if runtime.GOOS != "windows" {
		if err := os.Symlink("../../../casebook.db", filepath.Join(dir, "images", link)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{
		"", ".", "/", "..", "secret.jpg", "../casebook.db", "case-2026-11-21", "case-2026-11-21/suspect", link,
		"/" + p.Path, "./" + p.Path, p.Path + "/", strings.ReplaceAll(p.Path, "/", "//"), "x/../" + p.Path, strings.ReplaceAll(p.Path, "/", `\`),
		p.Path + "\x00", strings.ToUpper(p.Path), strings.Replace(p.Path, ".jpg", ".w321.jpg", 1), strings.Replace(p.Path, ".jpg", ".w640.jpg", 1),
	} {
		f, err := c.Open(name)
		if err == nil {
			t.Errorf("open %q: got a file, want an error", name)
			_ = f.Close()
		} else if name != link && !errors.Is(err, ErrNotFound) {
			t.Errorf("open %q: got %v, want ErrNotFound", name, err)
		}
	}
	f, err := c.Open(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Size() != int64(p.Bytes) || f.ETag != `"`+p.Hash[:16]+`"` || f.ContentType != "image/jpeg" || f.ModTime.IsZero() {
		t.Errorf("file: got %+v, want what %+v says", f, p)
	}
}
