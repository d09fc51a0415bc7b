package webtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// FreePort returns a port of this machine that nobody listens on. It is below those
// that connections going out are given, so that none of them takes it meanwhile.
func FreePort(t testing.TB) int {
	t.Helper()
	for range 100 {
		port := 10_000 + rand.IntN(22_000)
		listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:"+strconv.Itoa(port))
		if err != nil {
			continue
		}
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		return port
	}
	t.Fatal("no port is free")
	return 0
}

// Tool starts another program beside the server and returns what it prints, and what
// ends it; the end of the test does so too.
func Tool(t testing.TB, env []string, program string, args ...string) (out *Output, stop func()) {
	t.Helper()
	out = &Output{}
	command := exec.CommandContext(context.Background(), program, args...)
	command.Stdout, command.Stderr = out, out
	command.Env = append(command.Environ(), env...)
	command.WaitDelay = 5 * time.Second
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = command.Wait() // it is killed
		close(ended)
	}()
	stop = func() {
		_ = command.Process.Kill() // it may be gone already
		<-ended
	}
	t.Cleanup(func() {
		stop()
		if t.Failed() {
			t.Logf("%s printed:\n%s", filepath.Base(program), out)
		}
	})
	return out, stop
}

// Answers waits until somebody listens at a port of this machine.
func Answers(t testing.TB, port int) {
	t.Helper()
	Eventually(t, fmt.Sprintf("port %d answers", port), func() error {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", "127.0.0.1:"+strconv.Itoa(port))
		if err != nil {
			return err
		}
		return conn.Close()
	})
}

// Installed builds a program of another module, at a version, and returns its path.
func Installed(t testing.TB, program string) string {
	t.Helper()
	folder := t.TempDir()
	command := exec.CommandContext(t.Context(), "go", "install", program)
	command.Env = append(command.Environ(), "GOBIN="+folder, "GOFLAGS=")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("install %s: %v\n%s", program, err, out)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("install %s: got %v, %v, want one program", program, files, err)
	}
	return files[0]
}
