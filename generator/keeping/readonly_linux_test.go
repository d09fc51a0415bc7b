package keeping_test

import (
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"casebook/web/webtest"
)

// onlyRead starts over a directory that can only be read: it says so, cases and pictures
// are there, nothing can be played, and nothing is written.
func onlyRead(t *testing.T, original string) {
	disk := t.TempDir()
	if err := syscall.Mount(original, disk, "", syscall.MS_BIND, ""); err != nil {
		webtest.Skip(t, "no directory can be mounted: "+err.Error())
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	if err := syscall.Mount("", disk, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	var out webtest.Output
	server := exec.CommandContext(t.Context(), webtest.Binary(t), "--addr", "127.0.0.1:0", "--data", disk, "--clock", today+"T12:00:00Z")
	server.Stdout, server.Stderr = &out, &out
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	place := regexp.MustCompile(`Play +(http://\S+:\d+)`)
	webtest.Eventually(t, "the server says where it is", func() error {
		if !place.MatchString(out.String()) {
			return errors.New(out.String())
		}
		return nil
	})
	s := &webtest.Server{URL: place.FindStringSubmatch(out.String())[1]}
	wantPictures(t, s, readCase(t, s, today).urls())
	wantNotes(t, s)
	status, body, err := s.Do(http.MethodPut, "/api/notebook/"+today+"/bob", nil, map[string]any{"notes": "x", "grid": map[string]any{}, "timeline": []any{}, "pins": []any{}, "revision": 0})
	if err != nil || status != http.StatusServiceUnavailable || !strings.Contains(string(body), "can only read its data directory") {
		t.Errorf("play: got %d %s, %v, want 503 and why", status, body, err)
	}
	if status, body, err := s.Do(http.MethodGet, "/readyz", nil, nil); err != nil || status != http.StatusOK || !strings.Contains(string(body), `"disk":"read-only"`) {
		t.Errorf("readyz: got %d %s, %v", status, body, err)
	}
	if err := server.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := server.Wait(); err != nil || !strings.Contains(out.String(), "the data directory can only be read") {
		t.Errorf("got %v and\n%s\nwant that it is said, and a clean end", err, out.String())
	}
	if out := command(t, 0, "backup", filepath.Join(t.TempDir(), "backup.zip"), "--data", disk); !strings.Contains(out, "verified") {
		t.Errorf("back it up: got %s", out)
	}
	if r := checked(t, 0, disk); r.Cases < 1 || r.Files < 14 || len(r.Problems) > 0 {
		t.Errorf("check it: got %+v, want no problem", r)
	}
	note := filepath.Join(original, "casebook.db.recovery")
	if err := os.WriteFile(note, []byte(`{"why":"it was torn"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := command(t, 1, "backup", filepath.Join(t.TempDir(), "backup.zip"), "--data", disk); !strings.Contains(out, "recovery from a snapshot was not finished") {
		t.Errorf("half recovered: got %s, want that it is said", out)
	}
	if err := os.Remove(note); err != nil {
		t.Fatal(err)
	}
}
