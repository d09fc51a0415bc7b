package keeping_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"casebook/web/webtest"
)

// noRoom plays where the disk is full: what is there is read, what cannot be kept is
// refused and not half written, and all goes on by itself when there is room.
func noRoom(t *testing.T, original string) {
	disk := t.TempDir()
	if err := syscall.Mount("none", disk, "tmpfs", 0, "size=40m"); err != nil {
		webtest.Skip(t, "no small file system can be mounted: "+err.Error())
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	data, filler := filepath.Join(disk, "data"), filepath.Join(disk, "filler")
	if err := os.CopyFS(data, os.DirFS(original)); err != nil {
		t.Fatal(err)
	}
	s := webtest.Start(t, data, "--ahead", "1", "--log-level", "error", "--clock", today+"T12:00:00Z")
	random, noted := rand.New(rand.NewPCG(1, 2)), map[string]string{}
	note := func(player string) (int, string) {
		var text strings.Builder
		for text.Len() < 18000 {
			fmt.Fprintf(&text, "%x", random.Uint64())
		}
		book := map[string]any{"notes": text.String(), "grid": map[string]any{}, "timeline": []any{}, "pins": []any{}, "revision": 0}
		status, body, err := s.Do(http.MethodPut, "/api/notebook/"+today+"/"+player, nil, book)
		if err != nil {
			t.Fatal(err)
		}
		if status == http.StatusOK {
			noted[player] = text.String()
		}
		return status, string(body)
	}
	if err := os.WriteFile(filler, make([]byte, 40<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("fill the disk: got %v, want that it is full", err)
	}
	big := byHand(t, entry{name: "images/big.jpg", data: io.LimitReader(zeros{}, 64<<20)})
	if out := command(t, 1, "restore", big, "--data", filepath.Join(disk, "restored")); !strings.Contains(out, "has room for 0.") {
		t.Errorf("restore to a full disk: got %s, want that it has no room", out)
	}
	status, body := http.StatusOK, ""
	for n := 0; status == http.StatusOK && n < 500; n++ {
		status, body = note(fmt.Sprint("player-", n))
	}
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "disk of this server is full") {
		t.Errorf("on a full disk: got %d %s, want 503 and why", status, body)
	}
	if status, body, err := s.Do(http.MethodGet, "/readyz", nil, nil); err != nil || status != http.StatusOK || !strings.Contains(string(body), `"disk":"low"`) {
		t.Errorf("readyz on a full disk: got %d %s, %v, want that it is low", status, body, err)
	}
	wantPictures(t, s, readCase(t, s, today).urls())
	if out := command(t, 1, "check", "--data", data); !strings.Contains(out, "disk of this server is full") {
		t.Errorf("check on a full disk: got %s, want that it is full", out)
	}
	if out := command(t, 3, "doctor", "--data", data); !regexp.MustCompile(`(?m)^wrong +disk .*→ make room`).MatchString(out) || !regexp.MustCompile(`(?m)^skipped +database .*no space left`).MatchString(out) {
		t.Errorf("doctor on a full disk: got %s, want that room is to be made, and the database not looked at", out)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if status, body := note("later"); status != http.StatusOK {
		t.Errorf("with room again: got %d %s, want 200", status, body)
	}
	for player, want := range noted {
		var book struct {
			Notes string `json:"notes"`
		}
		if s.JSON(t, http.MethodGet, "/api/notebook/"+today+"/"+player, nil, http.StatusOK, &book); book.Notes != want {
			t.Errorf("%s: got %d characters, want the %d that were kept", player, len(book.Notes), len(want))
		}
	}
	command(t, 0, "check", "--data", data)
	s.Interrupt(t)
	command(t, 0, "check", "--data", data)
}
