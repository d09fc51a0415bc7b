package imagecache

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"casebook/web/webtest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"
)

// large is a picture of about 150 kB with a variant of about 60.
func large() []byte { return asJPEG(noise(500, 400, 1)) }

func TestPutDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=150k"); err != nil {
		webtest.Skip(t, "no small file system can be mounted: "+err.Error())
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	c, err := Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	kept := mustPut(t, c, testKey(), asJPEG(noise(100, 100, 1)))
	before := files(t, dir)
	if _, err := put(t.Context(), c, testKey(), large()); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("put on a full disk: got %v, want ENOSPC", err)
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("files after it (-before +after):\n%s", diff)
	}
	load(t, c, kept.Path)
	mustPut(t, c, testKey(), asJPEG(noise(100, 100, 2)))
}

// inChild runs the test of this name again in a process of its own, which may harm
// itself; it reports whether this is that process.
func inChild(t *testing.T) bool {
	t.Helper()
	if os.Getenv("IMAGECACHE_CHILD") == t.Name() {
		return true
	}
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	command.Env = append(os.Environ(), "IMAGECACHE_CHILD="+t.Name())
	out, err := command.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("child: %v\n%s", err, out)
	}
	return false
}

func TestPutShortWrite(t *testing.T) {
	if !inChild(t) {
		return
	}
	c, dir := openCache(t, Options{})
	signal.Ignore(syscall.SIGXFSZ)
	// The variants can be written, the picture itself cannot.
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 100_000, Max: 100_000}); err != nil {
		t.Fatal(err)
	}
	_, err := put(t.Context(), c, testKey(), large())
	if !errors.Is(err, syscall.EFBIG) {
		t.Errorf("put: got %v, want EFBIG", err)
	}
	if diff := cmp.Diff([]string{"images/", "tmp/"}, files(t, dir)); diff != "" {
		t.Errorf("files after it:\n%s", diff)
	}
	mustPut(t, c, testKey(), asJPEG(noise(100, 100, 2)))
}

// bindRoot makes permissions bind this goroutine even if it is root's.
func bindRoot(t *testing.T) {
	t.Helper()
	runtime.LockOSThread() // capabilities are a thread's; it ends with its goroutine
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(&header, &data[0]); err != nil {
		t.Fatal(err)
	}
	data[0].Effective &^= 1<<unix.CAP_DAC_OVERRIDE | 1<<unix.CAP_DAC_READ_SEARCH
	if err := unix.Capset(&header, &data[0]); err != nil {
		t.Fatal(err)
	}
}

func TestPutReadOnly(t *testing.T) {
	c, dir := openCache(t, Options{})
	kept := mustPut(t, c, testKey(), asJPEG(noise(100, 100, 1)))
	images := filepath.Join(dir, "images")
	for _, name := range []string{images, filepath.Join(images, "case-2026-11-21"), filepath.Join(images, "case-2026-11-21", "suspect")} {
		if err := os.Chmod(name, 0o500); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(name, 0o700) })
	}
	bindRoot(t)
	before := files(t, dir)
	for _, key := range []Key{testKey(), {"case-2026-11-21", "location", "loc-1"}, {"case-2026-11-22", "suspect", "suspect-1"}} {
		if _, err := put(t.Context(), c, key, large()); !errors.Is(err, syscall.EACCES) {
			t.Errorf("put %s: got %v, want EACCES", key, err)
		}
	}
	if err := c.Remove("case-2026-11-21"); !errors.Is(err, syscall.EACCES) {
		t.Errorf("remove: got %v, want EACCES", err)
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("files after it (-before +after):\n%s", diff)
	}
	load(t, c, kept.Path)
}

// TestPutKilled kills a process while it puts pictures: whatever it said was kept is
// there, each file is whole, and the next start leaves nothing half done.
func TestPutKilled(t *testing.T) {
	dir := os.Getenv("IMAGECACHE_DIR")
	if dir != "" {
		putForEver(t, dir)
		return
	}
	dir = t.TempDir()
	for round := range 6 {
		kept := putUntilKilled(t, dir, time.Duration(20+15*round)*time.Millisecond)
		c, err := Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if left := files(t, filepath.Join(dir, "tmp")); len(left) > 0 {
			t.Errorf("left in tmp: got %v, want nothing", left)
		}
		wantNamesTrue(t, filepath.Join(dir, "images"))
		for _, name := range kept {
			load(t, c, name)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
}

// putForEver prints the path of each picture once it is kept.
func putForEver(t *testing.T, dir string) {
	c, err := Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(1000) {
		p := mustPut(t, c, testKey(), asJPEG(noise(350, 50, seed)))
		if _, err := os.Stdout.WriteString("kept " + p.Path + "\n"); err != nil {
			t.Fatal(err)
		}
	}
}

func putUntilKilled(t *testing.T, dir string, after time.Duration) (kept []string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPutKilled$")
	command.Env = append(os.Environ(), "IMAGECACHE_DIR="+dir)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		name, ok := strings.CutPrefix(lines.Text(), "kept ")
		if !ok {
			continue
		}
		if kept = append(kept, name); len(kept) == 1 { // it is at work
			time.AfterFunc(after, func() { _ = command.Process.Kill() })
		}
	}
	if err := command.Wait(); err == nil {
		t.Error("the process came to its end, want it killed")
	}
	return kept
}
