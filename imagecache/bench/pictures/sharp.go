//go:build linux

package main

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

const sharpVersion = "0.35.5"

//go:embed sharp.mjs
var sharpScript []byte

// sharp is a Node process that encodes with sharp and mozjpeg.
type sharp struct {
	scratch string
	cmd     *exec.Cmd
	ask     io.WriteCloser
	answers *bufio.Reader
}

// startSharp installs sharp into the scratch folder if it is not there, and starts it.
func startSharp(ctx context.Context, scratch string) (*sharp, error) {
	installed := filepath.Join(scratch, "node_modules/sharp/package.json")
	text, err := os.ReadFile(installed) //nolint:gosec // our own folder
	var about struct {
		Version string `json:"version"`
	}
	if err != nil || json.Unmarshal(text, &about) != nil || about.Version != sharpVersion {
		cmd := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--prefix", scratch, "sharp@"+sharpVersion)
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("sharp %s from npm: %w\n%s", sharpVersion, err, out)
		}
	}
	script := filepath.Join(scratch, "sharp.mjs")
	if err := os.WriteFile(script, sharpScript, 0o600); err != nil {
		return nil, err
	}
	s := &sharp{scratch: scratch, cmd: exec.CommandContext(ctx, "node", script)}
	s.cmd.Stderr = os.Stderr
	if s.ask, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	answers, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.answers = bufio.NewReader(answers)
	return s, s.cmd.Start()
}

// stop ends the process and waits for it.
func (s *sharp) stop() error { return errors.Join(s.ask.Close(), s.cmd.Wait()) }

func (s *sharp) encoder() encoder {
	return encoder{"sharp+mozjpeg", func(_ context.Context, p picture, quality int) ([]byte, time.Duration, error) {
		out := filepath.Join(s.scratch, "sharp.jpg")
		err := json.NewEncoder(s.ask).Encode(map[string]any{"file": p.file, "quality": quality, "out": out})
		if err != nil {
			return nil, 0, err
		}
		line, err := s.answers.ReadBytes('\n')
		if err != nil {
			return nil, 0, fmt.Errorf("sharp has ended: %w", err)
		}
		var answer struct {
			CPU int64 `json:"cpu"` // microseconds
		}
		if err := json.Unmarshal(line, &answer); err != nil {
			return nil, 0, err
		}
		data, err := os.ReadFile(out) //nolint:gosec // our own folder
		return data, time.Duration(answer.CPU) * time.Microsecond, err
	}}
}

// whole is the command that takes the whole way with sharp.
func (s *sharp) whole(ctx context.Context, folder string, quality int, files []string) *exec.Cmd {
	arguments := append([]string{filepath.Join(s.scratch, "sharp.mjs"), folder, strconv.Itoa(quality)}, files...)
	return exec.CommandContext(ctx, "node", arguments...)
}
