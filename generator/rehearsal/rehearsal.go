// Package rehearsal proves that backups are good for something: every week the newest is
// restored into a scratch folder, and a whole game is played there.
//
// It keeps the result of the last rehearsal in the collection settings.
package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/store"
)

// kind is the kind of the jobs.
const kind = "keeping.rehearsal"

// State is what a rehearsal came to.
type State string

// What a rehearsal can come to.
const (
	None   State = "none" // there was no backup yet
	Passed State = "passed"
	Failed State = "failed"
)

// Rehearsed is what the last rehearsal came to.
type Rehearsed struct {
	State    State     `json:"state" enum:"none,passed,failed" doc:"What it came to; none: nothing was rehearsed yet" example:"passed"`
	Says     string    `json:"says" doc:"The same in words, and why it failed" example:"restored, and case-2026-11-21 was played to the end in it"`
	Backup   string    `json:"backup" doc:"Which backup it was" example:"casebook-20261121T230000Z.zip"`
	At       time.Time `json:"at" doc:"When it ended"`
	Cases    int       `json:"cases" doc:"That the backup has" example:"12"`
	Pictures int       `json:"pictures" doc:"Of the case that was played, all of them opened" example:"14"`
	Seconds  float64   `json:"seconds" doc:"That it took" example:"4.2"`
}

func results() store.Collection[Rehearsed] {
	return store.Collection[Rehearsed]{Name: "settings", Version: 1}
}

// resultKey is where results has the last one.
const resultKey = "rehearsal"

// Options are what a Stage needs.
type Options struct {
	DB    *store.DB
	Queue *jobs.Queue
	Data  string // the data directory, in whose folder tmp it is played
	Keep  *keeping.Keeper
	Check func(file string) error // as store.Recover wants it
	Now   func() time.Time
	Zone  *time.Location
	Log   *slog.Logger
}

// Stage is where rehearsals take place.
type Stage struct {
	o       Options
	playing sync.Mutex // held while it is played
}

// New returns a Stage and registers its job with o.Queue.
func New(o Options) *Stage {
	s := &Stage{o: o}
	o.Queue.Handle(kind, s.run, jobs.HandlerOptions{})
	return s
}

// attempts is how many a rehearsal has: one more if the program ends in the middle.
const attempts = 2

// AddWeekly adds this week's rehearsal, if there is none yet and backups are made at all.
func (s *Stage) AddWeekly(context.Context) error {
	if s.o.Keep.Folder() == "" {
		return nil
	}
	year, week := s.o.Now().UTC().ISOWeek()
	_, err := s.add(jobs.Spec{Name: fmt.Sprintf("%d-W%02d", year, week), At: s.o.Now().Add(2 * time.Hour), Max: attempts})
	return err
}

// AddNow adds a rehearsal at once, and returns the id of its job.
func (s *Stage) AddNow() (id string, err error) {
	return s.add(jobs.Spec{Name: "by hand", Again: true, Max: attempts})
}

func (s *Stage) add(spec jobs.Spec) (id string, err error) {
	spec.Kind = kind
	err = s.o.DB.Update(func(tx *store.Tx) error {
		added, err := s.o.Queue.Add(tx, spec)
		if err == nil && spec.Again && !added {
			err = fault.New(fault.Conflict, "A rehearsal is under way.")
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("add a rehearsal: %w", err)
	}
	return spec.Kind + " " + spec.Name, nil
}

// Last returns what the last rehearsal came to.
func (s *Stage) Last() (r Rehearsed, err error) {
	err = s.o.DB.View(func(tx *store.Tx) (err error) {
		r, err = results().Get(tx, resultKey)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return Rehearsed{State: None, Says: "nothing was rehearsed yet"}, nil
	}
	return r, err
}

// run rehearses, and keeps what came of it. Only a stop leaves the old result.
func (s *Stage) run(ctx context.Context, run *jobs.Run) error {
	s.playing.Lock()
	defer s.playing.Unlock()
	begun := time.Now()
	r, err := s.rehearse(ctx, s.percent(run))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		r.State, r.Says, err = Failed, err.Error(), jobs.Permanent(err)
	}
	r.At, r.Seconds = s.o.Now().UTC(), time.Since(begun).Seconds()
	s.o.Log.Info("rehearsal", "state", r.State, "says", r.Says, "backup", r.Backup)
	keepErr := s.o.DB.Update(func(tx *store.Tx) error { return results().Put(tx, resultKey, r) })
	return errors.Join(err, keepErr)
}

// percent returns what notes with a job how much of its work is done, at each hundredth.
func (s *Stage) percent(run *jobs.Run) func(done, total int64) {
	last := int64(-1)
	return func(done, total int64) {
		now := 100 * done / max(total, 1)
		if now == last {
			return
		}
		last = now
		if err := run.Progress(int(now), 100); err != nil {
			s.o.Log.Warn("progress of the rehearsal", "err", err)
		}
	}
}

// leastRoom is what stays free on the disk while a backup is rehearsed, in bytes.
const leastRoom = 256 << 20

// rehearse restores the newest backup and plays in it.
func (s *Stage) rehearse(ctx context.Context, progress func(done, total int64)) (r Rehearsed, err error) {
	list, err := s.o.Keep.List()
	if err != nil {
		return r, err
	}
	list = keeping.Made(list, s.o.Now())
	if len(list) == 0 {
		return Rehearsed{State: None, Says: "there is no backup to rehearse"}, nil
	}
	r.Backup = list[0].Name
	space, err := s.o.Keep.Space()
	if err != nil {
		return r, err
	}
	if space.Free < 2*list[0].Size+leastRoom {
		return r, fmt.Errorf("there is no room to restore %d MB", list[0].Size>>20)
	}
	scratch, err := s.scratch()
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	data := filepath.Join(scratch, "data")
	made, err := keeping.Restore(ctx, filepath.Join(s.o.Keep.Folder(), r.Backup), data, s.o.Check, progress)
	if err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	r.Cases = made.Count("cases")
	id, pictures, err := s.play(ctx, data)
	if err != nil {
		return r, fmt.Errorf("play what was restored: %w", err)
	}
	r.State, r.Pictures, r.Says = Passed, pictures, "restored, and "+id+" was played to the end in it"
	return r, nil
}

// scratch makes an empty folder. One that a kill leaves goes at the next start, as all in tmp.
func (s *Stage) scratch() (string, error) {
	tmp := filepath.Join(s.o.Data, "tmp")
	if err := os.MkdirAll(tmp, 0o700); err != nil {
		return "", err
	}
	return os.MkdirTemp(tmp, "rehearsal-")
}
