// Command small measures what Casebook asks of a small machine: memory while a case is
// drawn and afterwards, memory after a start, and how long a start takes with 10,000
// cases. It ends with 1 where a figure is above its limit. It runs on Linux.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"casebook/store"
)

// The limits.
const (
	idleLimit  = 60  // MB
	drawLimit  = 400 // MB
	startLimit = time.Second
	copies     = 10_000
	patience   = 10 * time.Minute
	settled    = time.Minute // after which a process that has nothing to do counts as idle
)

const address = "127.0.0.1:9741"

func main() {
	binary := flag.String("binary", "./casebook", "what is measured")
	flag.Parse()
	if err := measure(context.Background(), *binary, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "small:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, binary string, out io.Writer) (err error) {
	data, err := os.MkdirTemp("", "casebook-small-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	p, err := start(ctx, binary, data)
	if err != nil {
		return err
	}
	if err := p.untilDrawn(ctx); err != nil {
		return errors.Join(err, p.stop())
	}
	var over []error
	note := func(name string, got, limit float64, unit string) {
		fmt.Fprintf(out, "%-48s %8.1f %-3s (limit %.0f)\n", name, got, unit, limit)
		if got > limit {
			over = append(over, fmt.Errorf("%s: %.1f %s, above %.0f", name, got, unit, limit))
		}
	}
	note("a start and two cases drawn, at most", p.memory("VmHWM"), drawLimit, "MB")
	rest(ctx)
	note("idle after that", p.memory("VmRSS"), idleLimit, "MB")
	fmt.Fprintf(out, "%-48s %8.1f MB\n", "  of it pages of the program's file, can be dropped", p.memory("RssFile"))
	if err := errors.Join(p.stop(), multiply(filepath.Join(data, "casebook.db"))); err != nil {
		return err
	}
	for range 3 {
		if p, err = start(ctx, binary, data); err != nil {
			return err
		}
		note(fmt.Sprintf("start with %d cases", copies), p.took.Seconds()*1000, float64(startLimit.Milliseconds()), "ms")
		if err := p.stop(); err != nil {
			return err
		}
	}
	if p, err = start(ctx, binary, data); err != nil {
		return err
	}
	rest(ctx)
	note("idle after a start with these", p.memory("VmRSS"), idleLimit, "MB")
	return errors.Join(append(over, p.stop())...)
}

// rest waits until a process that has nothing to do counts as idle.
func rest(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(settled):
	}
}

// process is a Casebook that runs.
type process struct {
	command *exec.Cmd
	took    time.Duration // from its start to its first answer
}

func start(ctx context.Context, binary, data string) (*process, error) {
	began := time.Now()
	p := &process{command: exec.CommandContext(ctx, binary, "--addr", address, "--data", data, "--ahead", "1")}
	p.command.Stderr = os.Stderr
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	for time.Since(began) < patience {
		if _, err := get(ctx, "/healthz"); err == nil {
			p.took = time.Since(began)
			return p, nil
		}
		time.Sleep(5 * time.Millisecond) //nolint:forbidigo // a command, which nobody else waits for
	}
	return nil, errors.Join(errors.New("it does not answer"), p.stop())
}

func (p *process) stop() error {
	if err := p.command.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return p.command.Wait()
}

func get(ctx context.Context, path string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(response.Body)
	return text, errors.Join(err, response.Body.Close())
}

// untilDrawn waits until the case of today, and a minute later that of tomorrow, has its
// pictures.
func (p *process) untilDrawn(ctx context.Context) error {
	for range 600 {
		text, err := get(ctx, "/api/case/today")
		if err != nil {
			return err
		}
		if strings.Contains(string(text), `"imageStatus":"completed"`) {
			rest(ctx)
			return nil
		}
		time.Sleep(500 * time.Millisecond) //nolint:forbidigo // as above
	}
	return errors.New("the pictures are not drawn")
}

// memory returns a figure of the kernel's about the process, in MB.
func (p *process) memory(name string) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0
	}
	found := regexp.MustCompile(name + `:\s+(\d+) kB`).FindSubmatch(text)
	if found == nil {
		return 0
	}
	kB, err := strconv.ParseFloat(string(found[1]), 64)
	if err != nil {
		return 0
	}
	return kB / 1000
}

// multiply puts copies of today's case under earlier days into a database.
func multiply(name string) (err error) {
	db, err := store.Open(name, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	today := time.Now().UTC()
	from := today.Format(time.DateOnly)
	kept, err := keptOf(db, from)
	if err != nil || len(kept["cases"]) != 1 || len(kept["images"]) == 0 {
		return fmt.Errorf("read today's case: %d records and %d pictures, %w", len(kept["cases"]), len(kept["images"]), err)
	}
	for n := 1; n <= copies; n += 500 {
		err := db.Update(func(tx *store.Tx) (err error) {
			for day := n; day < n+500; day++ {
				err = errors.Join(err, put(tx, kept, from, today.AddDate(0, 0, -day).Format(time.DateOnly)))
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keptOf returns what is kept of the case of a day, by collection and key; its status goes an
// hour after it was drawn.
func keptOf(db *store.DB, day string) (map[string]map[string]string, error) {
	kept := map[string]map[string]string{}
	return kept, db.View(func(tx *store.Tx) error {
		for _, name := range []string{"cases", "summaries", "images"} {
			kept[name] = map[string]string{}
			for item, err := range (store.Collection[json.RawMessage]{Name: name, Version: 1}).All(tx, store.Range{}) {
				if err != nil {
					return err
				}
				if strings.Contains(item.Key, day) {
					kept[name][item.Key] = string(item.Value)
				}
			}
		}
		return nil
	})
}

// put puts what is kept of a day's case under another day.
func put(tx *store.Tx, kept map[string]map[string]string, from, to string) (err error) {
	for name, records := range kept {
		for key, value := range records {
			key, value = strings.ReplaceAll(key, from, to), strings.ReplaceAll(value, from, to)
			err = errors.Join(err, store.Collection[json.RawMessage]{Name: name, Version: 1}.Put(tx, key, json.RawMessage(value)))
		}
	}
	return err
}
