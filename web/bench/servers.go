package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// server is a running server.
type server struct {
	url  string // without a slash at the end
	data string // the folder that holds images/ and its files
	cmd  *exec.Cmd
	pids func() []int // the processes that answer
}

// stop ends the server and waits for it.
func (s *server) stop() {
	_ = s.cmd.Process.Signal(os.Interrupt) // it may have ended
	_ = s.cmd.Wait()
}

// ticks is how many of the clock's ticks proc(5) counts in a second.
const ticks = 100

// cpu is the processor time that the server has taken so far.
func (s *server) cpu() (total time.Duration, err error) {
	for _, pid := range s.pids() {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			return 0, err
		}
		_, rest, _ := strings.Cut(string(text), ") ")
		fields := strings.Fields(rest)
		if len(fields) < 13 {
			return 0, fmt.Errorf("/proc/%d/stat: got %q", pid, text)
		}
		for _, field := range fields[11:13] { // utime and stime
			n, err := strconv.Atoi(field)
			if err != nil {
				return 0, err
			}
			total += time.Duration(n) * time.Second / ticks
		}
	}
	return total, nil
}

// startCasebook makes today's case in a folder below folder and serves it.
func startCasebook(ctx context.Context, binary, folder string) (*server, error) {
	data := filepath.Join(folder, "data")
	if out, err := exec.CommandContext(ctx, binary, "generate", "--data", data).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("make a case: %w\n%s", err, out)
	}
	cmd := exec.CommandContext(ctx, binary, "--data", data, "--addr", "127.0.0.1:0", "--ahead", "1", "--log-level", "warn")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{data: data, cmd: cmd, pids: func() []int { return []int{cmd.Process.Pid} }}
	err := eventually(ctx, func() error {
		text, err := os.ReadFile(filepath.Join(data, "server.json")) //nolint:gosec // our own folder
		if err != nil {
			return err
		}
		var local struct {
			URL string `json:"url"`
		}
		err = json.Unmarshal(text, &local)
		s.url = local.URL
		return err
	})
	if err == nil {
		err = s.rest(ctx)
	}
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("start casebook: %w", err)
	}
	return s, nil
}

// rest waits until the server has no work of its own left.
func (s *server) rest(ctx context.Context) error {
	before := time.Duration(0)
	return eventually(ctx, func() error {
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
		now, err := s.cpu()
		if took := now - before; err == nil && took > 20*time.Millisecond {
			err = fmt.Errorf("it is at work: %s in a second", took)
		}
		before = now
		return err
	})
}

// nginxSettings is nginx for files that never change, on two processors.
const nginxSettings = `
daemon off; pid %[1]s/nginx.pid; error_log stderr error; worker_processes 2; %[3]s
events { worker_connections 1024; multi_accept on; use epoll; }
http {
	types { image/jpeg jpg; application/json json; }
	access_log off; server_tokens off; etag on;
	sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_timeout 120s; keepalive_requests 100000000;
	open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s; open_file_cache_min_uses 1;
	client_body_temp_path %[1]s/t1; proxy_temp_path %[1]s/t2; fastcgi_temp_path %[1]s/t3; uwsgi_temp_path %[1]s/t4; scgi_temp_path %[1]s/t5;
	server {
		listen 127.0.0.1:%[2]d backlog=1024;
		root %[1]s/data;
		location /images/ { add_header Cache-Control "public, max-age=31536000, immutable"; add_header Access-Control-Allow-Origin *; add_header X-Content-Type-Options nosniff; }
		location /api/ { gzip_static on; gzip_vary on; add_header Cache-Control "public, max-age=60"; }
	}
}
`

// startNginx serves the same folder with nginx.
func startNginx(ctx context.Context, t tools, folder string) (*server, error) {
	free, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address, ok := free.Addr().(*net.TCPAddr)
	if err := free.Close(); err != nil || !ok {
		return nil, errors.Join(err, errors.New("no free port"))
	}
	user := ""
	if os.Getuid() == 0 {
		user = "user root;" // the scratch folder is root's alone
	}
	name := filepath.Join(folder, "nginx.conf")
	if err := os.WriteFile(name, fmt.Appendf(nil, nginxSettings, folder, address.Port, user), 0o600); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, t.nginx, "-c", name, "-p", folder)
	cmd.Env = t.environment()
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{url: fmt.Sprintf("http://%s", address), data: filepath.Join(folder, "data"), cmd: cmd}
	s.pids = func() []int { return childrenOf(cmd.Process.Pid) }
	err = eventually(ctx, func() error {
		if n := len(s.pids()); n != 2 {
			return fmt.Errorf("nginx has %d workers", n)
		}
		c, err := (&net.Dialer{}).DialContext(ctx, "tcp", address.String())
		if err != nil {
			return err
		}
		return c.Close()
	})
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("start nginx: %w", err)
	}
	return s, nil
}

// childrenOf lists the processes that a process has started.
func childrenOf(pid int) (children []int) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid)) // none if it has ended
	for field := range strings.FieldsSeq(string(text)) {
		if child, err := strconv.Atoi(field); err == nil {
			children = append(children, child)
		}
	}
	return children
}

// eventually calls try until it succeeds, for at most a minute.
func eventually(ctx context.Context, try func() error) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		err := try()
		if err == nil {
			return nil
		}
		if waited := pause(ctx, 50*time.Millisecond); waited != nil {
			return errors.Join(err, waited)
		}
	}
}

func pause(ctx context.Context, length time.Duration) error {
	timer := time.NewTimer(length)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
