//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"casebook/imagecache"
)

// wayCount is how many pictures a case has.
const wayCount = 14

// way is what a process says that took pictures the whole way.
type way struct {
	Seconds float64  `json:"seconds"` // from PNG bytes in memory to files
	CPU     float64  `json:"cpu"`     // seconds, of the whole process
	Status  string   `json:"status"`  // its /proc/self/status at the end
	Files   []string `json:"files"`   // the pictures made, in their order
}

// compareWhole prints how long the whole way takes us and sharp, each in a process of
// its own, sharp with the median of the settings that it had in the first table.
func compareWhole(ctx context.Context, p plan, pictures []picture, s *sharp, settings []float64, out io.Writer) error {
	var chosen []picture
	for i, pic := range alternate(pictures) {
		if i < wayCount {
			chosen = append(chosen, pic)
		}
	}
	quality := int(median(settings))
	files := make([]string, len(chosen))
	for i, pic := range chosen {
		files[i] = pic.file
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	commands := []func(folder string) *exec.Cmd{
		func(folder string) *exec.Cmd { return s.whole(ctx, folder, quality, files) },
		func(folder string) *exec.Cmd {
			return exec.CommandContext(ctx, self, append([]string{"-whole", folder}, files...)...)
		},
	}
	var ways [2][]way
	var scores, sizes [2]float64
	for round := range p.rounds {
		for k := range commands {
			side := (k + round) % 2
			w, mean, size, err := takeWay(commands[side], chosen, round == 0)
			if err != nil {
				return err
			}
			ways[side] = append(ways[side], w)
			if round == 0 {
				scores[side], sizes[side] = mean, size
			}
		}
	}
	printWays(out, len(chosen), quality, ways, scores, sizes)
	return nil
}

// alternate mixes what is painted with what is not.
func alternate(pictures []picture) (mixed []picture) {
	var groups [2][]picture
	for _, p := range pictures {
		g := 0
		if p.painted {
			g = 1
		}
		groups[g] = append(groups[g], p)
	}
	for i := range max(len(groups[0]), len(groups[1])) {
		for _, g := range groups {
			if i < len(g) {
				mixed = append(mixed, g[i])
			}
		}
	}
	return mixed
}

// takeWay runs a command with an empty folder, in memory if the system has one there,
// and scores what it made if that is wanted: the mean, and bytes in all.
func takeWay(command func(folder string) *exec.Cmd, pictures []picture, scored bool) (w way, mean, size float64, err error) {
	memory := "/dev/shm"
	if _, err := os.Stat(memory); err != nil {
		memory = ""
	}
	folder, err := os.MkdirTemp(memory, "casebook-bench-")
	if err != nil {
		return w, 0, 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	cmd := command(folder)
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return w, 0, 0, fmt.Errorf("the whole way: %w", err)
	}
	if err := json.Unmarshal(text, &w); err != nil {
		return w, 0, 0, err
	}
	if !scored {
		return w, 0, 0, nil
	}
	for i, pic := range pictures {
		data, err := os.ReadFile(filepath.Join(folder, w.Files[i])) //nolint:gosec // our own folder
		if err != nil {
			return w, 0, 0, err
		}
		v, err := score(pic, data)
		if err != nil {
			return w, 0, 0, err
		}
		mean += v / float64(len(pictures))
		size += float64(len(data))
	}
	return w, mean, size, nil
}

func printWays(out io.Writer, count, quality int, ways [2][]way, scores, sizes [2]float64) {
	fmt.Fprintf(out, "\nThe whole way of %d pictures and their thumbnails, PNG to files; medians of %d rounds, ratios of pairs\n", count, len(ways[0]))
	fmt.Fprintf(out, "%-24s %8s %7s %8s %7s %9s %7s %10s %12s\n", "", "wall s", "ratio", "CPU s", "ratio", "peak MB", "ratio", "mean score", "KB, pictures")
	for side, name := range []string{fmt.Sprintf("sharp+mozjpeg %d", quality), "ours"} {
		fmt.Fprintf(out, "%-24s", name)
		for _, of := range []struct {
			width int
			value func(way) float64
		}{{8, func(w way) float64 { return w.Seconds }}, {8, func(w way) float64 { return w.CPU }}, {9, func(w way) float64 { return peak(w.Status) }}} {
			values, ratios := make([]float64, len(ways[side])), make([]float64, len(ways[side]))
			for i, w := range ways[side] {
				values[i], ratios[i] = of.value(w), of.value(w)/of.value(ways[0][i])
			}
			fmt.Fprintf(out, " %*.2f %7.2f", of.width, median(values), median(ratios))
		}
		fmt.Fprintf(out, " %10.1f %12.0f\n", scores[side], sizes[side]/1000)
	}
}

// fill is our side: it puts the files into a new cache in folder, all at once, and says
// how long that took.
func fill(ctx context.Context, folder string, files []string, out io.Writer) (err error) {
	cache, err := imagecache.Open(filepath.Join(folder, "images"), filepath.Join(folder, "tmp"), imagecache.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cache.Close()) }()
	data := make([][]byte, len(files))
	for i, file := range files {
		if data[i], err = os.ReadFile(file); err != nil { //nolint:gosec // our own files
			return err
		}
	}
	w := way{Files: make([]string, len(files))}
	begin := time.Now()
	g, ctx := errgroup.WithContext(ctx)
	for i, png := range data {
		g.Go(func() error {
			p, err := cache.Put(ctx, imagecache.Key{Case: "case", Type: "evidence", Name: fmt.Sprintf("ev-%d", i)}, bytes.NewReader(png), imagecache.Origin{})
			w.Files[i] = filepath.Join("images", filepath.FromSlash(p.Path))
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	w.Seconds = time.Since(begin).Seconds()
	cpu, err := used()
	if err != nil {
		return err
	}
	w.CPU = cpu.Seconds()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	w.Status = string(status)
	return json.NewEncoder(out).Encode(w)
}
