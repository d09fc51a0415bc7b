// Package webtest runs the real binary for tests: it builds it once, starts it
// over a data directory, asks it over HTTP, and stops or kills it.
package webtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long anything may take before a test gives up.
const patience = 60 * time.Second

// Drawing is how long the pictures of a case or two may take, on a busy machine too.
const Drawing = 4 * time.Minute

// Need skips the test, in one line, when a program it needs is not there. With
// CASEBOOK_TEST_STRICT set it fails instead. It returns the program's path.
func Need(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	Skip(t, strings.Join(names, " or ")+" is not installed")
	return ""
}

// Skip skips the test for a reason, or fails it with CASEBOOK_TEST_STRICT set.
func Skip(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("CASEBOOK_TEST_STRICT") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// RaceDetector reports whether the tests run with the race detector, ten times slower.
func RaceDetector() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// Binary returns the path of the binary, built when first asked for. Under the race detector
// it skips the test: none is in the binary.
func Binary(t testing.TB) string {
	t.Helper()
	if RaceDetector() {
		t.Skip("drives the binary, in which there is no race detector: make test runs it")
	}
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// build builds the binary once per process, into a folder that lasts as long as
// the machine's temporary files do.
var build = sync.OnceValues(func() (string, error) { //nolint:gochecknoglobals // once per process is the point
	folder, err := os.MkdirTemp("", "casebook-test-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "casebook")
	out, err := exec.CommandContext(context.Background(), "go", "build", "-ldflags=-s -w", "-o", path, "casebook").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the binary: %w\n%s", err, out)
	}
	return path, nil
})

// Server is a running binary.
type Server struct {
	URL    string // with the base path, without a slash at the end
	Token  string // of commands on this machine
	Data   string // its data directory
	Output *Output
	cmd    *exec.Cmd
	exited chan error
}

// Output collects what a process prints.
type Output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

// String returns what has been printed so far.
func (o *Output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// Start runs the binary over a data directory on a free port and returns when it
// answers. It is killed when the test ends, if it still runs.
func Start(t testing.TB, data string, args ...string) *Server {
	t.Helper()
	return StartBinary(t, Binary(t), data, args...)
}

// StartBinary is Start with another binary, such as another version.
func StartBinary(t testing.TB, binary, data string, args ...string) *Server {
	t.Helper()
	s := launch(t, binary, data, args...)
	Eventually(t, "the server answers", func() error {
		select {
		case err := <-s.exited:
			s.exited <- err
			t.Fatalf("the server ended: %v\n%s", err, s.Output)
		default:
		}
		return s.find()
	})
	return s
}

// Died runs a binary as Start does until it has ended by itself, which it must not do in
// order.
func Died(t testing.TB, binary, data string, args ...string) {
	t.Helper()
	s := launch(t, binary, data, args...)
	select {
	case err := <-s.exited:
		if err == nil {
			t.Fatalf("the server has ended in order\n%s", s.Output)
		}
	case <-time.After(patience):
		t.Fatalf("the server lives\n%s", s.Output)
	}
}

// launch starts the binary, and does not wait until it answers.
func launch(t testing.TB, binary, data string, args ...string) *Server {
	t.Helper()
	s := &Server{Data: data, Output: &Output{}, exited: make(chan error, 1)}
	s.cmd = exec.CommandContext(context.Background(), binary, append([]string{"--addr", "127.0.0.1:0", "--data", data}, args...)...)
	s.cmd.Env = environment()
	s.cmd.Stdout, s.cmd.Stderr = s.Output, s.Output
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.exited <- s.cmd.Wait() }()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill() // it may be gone already
		if t.Failed() {
			t.Logf("the server printed:\n%s", s.Output)
		}
	})
	return s
}

// find reads where the server listens and asks whether it is alive.
func (s *Server) find() error {
	text, err := os.ReadFile(filepath.Join(s.Data, "server.json"))
	if err != nil {
		return err
	}
	var local struct {
		PID   int    `json:"pid"`
		URL   string `json:"url"`
		Token string `json:"token"`
	}
	if err := json.Unmarshal(text, &local); err != nil {
		return err
	}
	if local.PID != s.cmd.Process.Pid {
		return errors.New("server.json is that of an earlier process")
	}
	s.URL, s.Token = local.URL, local.Token
	status, _, err := s.Do(http.MethodGet, "/healthz", nil, nil)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("healthz: %d", status)
	}
	return err
}

// Interrupt stops the server as Ctrl-C does and returns how long it took.
func (s *Server) Interrupt(t testing.TB) time.Duration {
	t.Helper()
	start := time.Now()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-s.exited:
		if err != nil {
			t.Fatalf("the server ended with %v\n%s", err, s.Output)
		}
	case <-time.After(patience):
		t.Fatalf("the server does not end\n%s", s.Output)
	}
	return time.Since(start)
}

// Kill ends the server as a power cut of the process does.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := <-s.exited; err == nil {
		t.Fatal("the server had ended before it was killed")
	}
}

// Do sends a request; body, if not nil, goes as JSON. It returns status and body.
func (s *Server) Do(method, path string, header http.Header, body any) (int, []byte, error) {
	response, err := s.Send(method, path, header, body)
	if err != nil {
		return 0, nil, err
	}
	data, err := io.ReadAll(response.Body)
	return response.StatusCode, data, errors.Join(err, response.Body.Close())
}

// Send is Do for those who want the whole response; the caller closes its body.
func (s *Server) Send(method, path string, header http.Header, body any) (*http.Response, error) {
	var reader io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		reader = bytes.NewReader(data)
	}
	if !strings.HasPrefix(path, "http") {
		path = s.URL + path
	}
	ctx, cancel := context.WithTimeout(context.Background(), Drawing)
	time.AfterFunc(Drawing, cancel)
	request, err := http.NewRequestWithContext(ctx, method, path, reader)
	if err != nil {
		cancel()
		return nil, err
	}
	if header != nil {
		request.Header = header.Clone()
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return http.DefaultClient.Do(request)
}

// JSON sends a request that must be answered with status and decodes the answer
// into out, if that is not nil.
func (s *Server) JSON(t testing.TB, method, path string, body any, status int, out any) {
	t.Helper()
	got, data, err := s.Do(method, path, nil, body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	if got != status {
		t.Fatalf("%s %s: got status %d, want %d: %s", method, path, got, status, data)
	}
	if out == nil {
		return
	}
	if err := json.Unmarshal(data, out); err != nil {
		t.Fatalf("%s %s: %v: %s", method, path, err, data)
	}
}

// Run runs a command of the binary over the server's data directory, or any, and
// returns what it printed.
func Run(t testing.TB, args ...string) (output string, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Drawing)
	defer cancel()
	command := exec.CommandContext(ctx, Binary(t), args...)
	command.Env = environment()
	out, err := command.CombinedOutput()
	return string(out), err
}

// environment is that of the test without a key that would spend its owner's money, and with the
// fewest cases to write and draw beside what is tested.
func environment() []string {
	own := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GEMINI_API_KEY=") })
	return append(own, "CASEBOOK_AHEAD=1")
}

// Eventually calls try until it returns nil, and fails the test when it does not
// in time.
func Eventually(t testing.TB, what string, try func() error) {
	t.Helper()
	Within(t, patience, what, try)
}

// Within is Eventually for what may take longer, such as the work of many cases.
func Within(t testing.TB, patience time.Duration, what string, try func() error) {
	t.Helper()
	deadline := time.After(patience)
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := try()
		if err == nil {
			return
		}
		select {
		case <-ticker.C:
		case <-deadline:
			t.Fatalf("%s: not within %s: %v", what, patience, err)
		}
	}
}
