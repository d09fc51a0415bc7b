package jobs

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"casebook/store"
)

// roleVariable makes the test binary a worker that TestKill can kill.
const roleVariable = "CASEBOOK_TEST_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		if err := work(role == "add"); err != nil {
			fmt.Println("error", err)
		}
		return
	}
	code := m.Run()
	if err := goleak.Find(); code == 0 && err != nil {
		fmt.Println(err)
		code = 1
	}
	os.Exit(code)
}

// work runs a queue over the database that the first line of stdin names, until
// stdin ends. It says on stdout what it has added and which attempts begin. It
// adds jobs, or ends when none is left.
func work(adding bool) error {
	in := bufio.NewReader(os.Stdin)
	path, err := in.ReadString('\n')
	if err != nil {
		return err
	}
	db, err := store.Open(strings.TrimSpace(path), store.Options{})
	if err != nil {
		return err
	}
	q := New(db, Options{})
	q.Handle("k", func(ctx context.Context, run *Run) error {
		fmt.Println("begun", run.Job.ID, run.Job.Attempts)
		select {
		case <-time.After(rand.N(20 * time.Millisecond)):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}, HandlerOptions{Concurrency: 4})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- q.Run(ctx) }()
	go func() {
		_, _ = io.Copy(io.Discard, in)
		cancel()
	}()
	if adding {
		err = addUntil(ctx, db, q)
	} else {
		err = drain(ctx, db, q)
	}
	cancel()
	return errors.Join(err, <-ended, db.Close())
}

// addUntil adds jobs, each fifth with a single attempt, until ctx ends.
func addUntil(ctx context.Context, db *store.DB, q *Queue) error {
	for ctx.Err() == nil {
		name := strconv.FormatUint(rand.Uint64(), 36)
		most := 50
		if rand.IntN(5) == 0 {
			most = 1
		}
		err := db.Update(func(tx *store.Tx) error {
			_, err := q.Add(tx, Spec{Kind: "k", Name: name, Max: most})
			return err
		})
		if err != nil {
			return err
		}
		fmt.Println("added", "k "+name)
		time.Sleep(time.Millisecond)
	}
	return nil
}

func drain(ctx context.Context, db *store.DB, q *Queue) error {
	var open []Job
	err := db.View(func(tx *store.Tx) (err error) {
		open, err = q.List(tx, func(j Job) bool { return !j.State.Finished() })
		return err
	})
	for _, job := range open {
		if err == nil {
			_, err = q.Wait(ctx, job.ID)
		}
	}
	return err
}

// diary is what the workers said.
type diary struct {
	added map[string]bool
	begun map[string]int // the last attempt said to have begun
}

// round runs one worker, and kills it after a while, or lets it stop in order.
func (d *diary) round(t *testing.T, role, path string, kill bool, after time.Duration) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	in, inErr := cmd.StdinPipe()
	out, outErr := cmd.StdoutPipe()
	if err := errors.Join(inErr, outErr, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintln(in, path); err != nil {
		t.Fatal(err)
	}
	end := in.Close
	if kill {
		end = cmd.Process.Kill
	}
	timer := time.AfterFunc(after, func() { _ = end() })
	defer timer.Stop()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) == 3 && words[0] == "added":
			d.added[words[1]+" "+words[2]] = true
		case len(words) == 4 && words[0] == "begun":
			id := words[1] + " " + words[2]
			attempt, err := strconv.Atoi(words[3])
			if err != nil || attempt < d.begun[id] {
				t.Errorf("%s: attempt %s after attempt %d", id, words[3], d.begun[id])
			}
			d.begun[id] = attempt
		default:
			t.Errorf("a worker said %q", lines.Text())
		}
	}
	if err := cmd.Wait(); (err != nil) != kill {
		t.Errorf("the worker ended with %v, killed: %t", err, kill)
	}
}

// TestKill kills workers at random moments, and lets some stop in order. Every
// job that was acknowledged must come to its end, and only crashes may have cost
// attempts.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "casebook.db")
	d := &diary{added: map[string]bool{}, begun: map[string]int{}}
	kills := 0
	for n := range 12 {
		kill := n%3 != 2
		if kill {
			kills++
		}
		d.round(t, "add", path, kill, 20*time.Millisecond+rand.N(100*time.Millisecond))
	}
	d.round(t, "drain", path, false, time.Minute)

	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	q := New(db, Options{})
	counts := map[State]int{}
	err = db.View(func(tx *store.Tx) error {
		if got := due().Count(tx, ""); got != 0 {
			t.Errorf("index: got %d entries, want none", got)
		}
		for id := range d.added {
			job, err := q.Job(tx, id)
			if err != nil {
				return err
			}
			counts[job.State]++
			switch {
			case job.State == Failed && job.Max == 1 && job.Attempts == 1 && strings.Contains(job.Error, "attempt 1 of 1"):
			case job.State != Done:
				t.Errorf("%s: got %s (%s), want done", id, job.State, job.Error)
			}
			if job.Attempts < max(1, d.begun[id]) || job.Attempts > 1+kills {
				t.Errorf("%s: got %d attempts, want %d to %d", id, job.Attempts, max(1, d.begun[id]), 1+kills)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	t.Logf("%d kills: %v", kills, counts)
	if len(d.added) < 20 {
		t.Errorf("got %d jobs, want enough to mean something", len(d.added))
	}
}
