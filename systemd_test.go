package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/web"
	"casebook/web/webtest"
)

// listenAsManager listens as systemd does for what its services tell it.
func listenAsManager(t *testing.T) *net.UnixConn {
	t.Helper()
	address := &net.UnixAddr{Name: filepath.Join(t.TempDir(), "socket"), Net: "unixgram"}
	socket, err := net.ListenUnixgram(address.Net, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	t.Setenv("NOTIFY_SOCKET", address.Name)
	return socket
}

// told returns what a service tells next.
func told(t *testing.T, socket *net.UnixConn) string {
	t.Helper()
	if err := socket.SetReadDeadline(time.Now().Add(webtest.Drawing)); err != nil {
		t.Fatal(err)
	}
	message := make([]byte, 4096)
	n, err := socket.Read(message)
	if err != nil {
		t.Fatal(err)
	}
	return string(message[:n])
}

// TestTellsManager starts the binary as a unit of Type=notify and stops it. Where players are
// sent to is told everywhere, and the link to set up with in the log, too.
func TestTellsManager(t *testing.T) {
	socket := listenAsManager(t)
	t.Setenv("WATCHDOG_USEC", "300000")
	data := webtest.House(t, "")
	const public = "https://mystery.example.org/mystery"
	s := webtest.Start(t, data, "--public-url", "https://mystery.example.org", "--base-path", "/mystery")
	if got, want := told(t, socket), "STATUS=Opening "+data+"\nEXTEND_TIMEOUT_USEC=90000000"; got != want {
		t.Errorf("got %q first, want %q", got, want)
	}
	if got, want := told(t, socket), "READY=1\nSTATUS=Playing on "+public+"/"; got != want {
		t.Errorf("got %q then, want %q", got, want)
	}
	for range 3 {
		if got := told(t, socket); got != "WATCHDOG=1" {
			t.Errorf("got %q, want WATCHDOG=1 again and again", got)
		}
	}
	s.Interrupt(t)
	for _, want := range []string{"  Play      " + public + "/\n", "  Operator  " + public + "/operator#setup=", `"link":"` + public + `/operator#setup=`} {
		if !strings.Contains(s.Output.String(), want) {
			t.Errorf("got\n%s\nwant %q", s.Output, want)
		}
	}
	last := told(t, socket)
	for last == "WATCHDOG=1" {
		last = told(t, socket)
	}
	if !strings.HasPrefix(last, "STOPPING=1\n") {
		t.Errorf("got %q last, want STOPPING=1", last)
	}
}

// TestManagerHearsOfSilence has a server that answers badly, well twice, and badly again.
func TestManagerHearsOfSilence(t *testing.T) {
	socket := listenAsManager(t)
	t.Setenv("WATCHDOG_USEC", "300000")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		switch n := asked.Add(1); {
		case n > 7:
			stop()
		case n != 3 && n != 4:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	manager{slog.New(slog.DiscardHandler)}.report(ctx, web.Local{URL: server.URL}, "https://mystery.example.org")
	got := []string{told(t, socket), told(t, socket), told(t, socket)}
	want := []string{"READY=1\nSTATUS=Playing on https://mystery.example.org/", "WATCHDOG=1", "STOPPING=1\nSTATUS=Answering the last requests"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the manager hears (-want +got):\n%s", diff)
	}
}

// TestLongStart takes a minute and a half to open the data directory.
func TestLongStart(t *testing.T) {
	socket := listenAsManager(t)
	synctest.Test(t, func(*testing.T) {
		opened := manager{slog.New(slog.DiscardHandler)}.opening("data")
		time.Sleep(90 * time.Second)
		opened()
	})
	manager{}.tell("READY=1")
	want := append([]string{"STATUS=Opening data\n" + startMore}, startMore, startMore, startMore, startMore, "READY=1")
	var got []string
	for range want {
		got = append(got, told(t, socket))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the manager hears (-want +got):\n%s", diff)
	}
}
