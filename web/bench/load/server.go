package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// days is how many cases the server makes by itself: today's and tomorrow's.
const days = 2

// patience is how long the server may take until its case is drawn.
const patience = 2 * time.Minute

// server is a running binary.
type server struct {
	url string // without a slash at the end
	cmd *exec.Cmd
}

// stop ends the server and waits for it.
func (s *server) stop() {
	_ = s.cmd.Process.Signal(os.Interrupt) // it may have ended
	_ = s.cmd.Wait()
}

// start serves a new data directory and returns when all there is to draw is
// drawn. The server logs each request, to nowhere.
func start(ctx context.Context, binary, data string) (*server, error) {
	cmd := exec.CommandContext(ctx, binary, "--data", data, "--addr", "127.0.0.1:0", "--ahead", strconv.Itoa(days-1))
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{cmd: cmd}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := s.ready(ctx, data)
		if err == nil {
			return s, nil
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			s.stop()
			return nil, fmt.Errorf("start the binary: %w", errors.Join(err, ctx.Err()))
		}
	}
}

// ready returns nil once the server has nothing more to draw.
func (s *server) ready(ctx context.Context, data string) error {
	text, err := os.ReadFile(filepath.Join(data, "server.json")) //nolint:gosec // our own folder
	if err != nil {
		return err
	}
	var local struct {
		URL   string `json:"url"`
		Token string `json:"token"`
	}
	if err := json.Unmarshal(text, &local); err != nil {
		return err
	}
	s.url = local.URL
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/api/admin/cases", http.NoBody)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+local.Token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	var list struct {
		Cases []struct {
			ID    string `json:"caseId"`
			State string `json:"state"`
		} `json:"cases"`
	}
	err = errors.Join(json.NewDecoder(response.Body).Decode(&list), response.Body.Close())
	for _, one := range list.Cases {
		if one.State != "completed" {
			err = errors.Join(err, fmt.Errorf("%s is %q", one.ID, one.State))
		}
	}
	if len(list.Cases) < days {
		err = errors.Join(err, fmt.Errorf("%d cases are there", len(list.Cases)))
	}
	return err
}
