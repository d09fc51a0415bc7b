// Package watch looks at a running house as its operator would: one board of how
// everything goes.
package watch

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/model/ledger"
	"casebook/generator/notify"
	"casebook/generator/play"
	"casebook/store"
)

// Options are what a Watch needs.
type Options struct {
	DB       *store.DB
	Cases    *cases.Service
	Queue    *jobs.Queue
	Keeper   *keeping.Keeper
	Costs    *ledger.Ledger
	Play     *play.Service
	Webhooks *notify.Service
	Herald   *notify.Herald // tells people of alerts
	Now      func() time.Time
	Zone     *time.Location // of days
	Log      *slog.Logger
	Place    Place

	Providers   func(context.Context) []Provider  // asks those that play a role
	Traces      func() (receiver, problem string) // who is sent traces, if anybody is, and why the last were not taken
	Certificate func() string                     // says what is wrong with one that ends soon; nil where none is ours
}

// Provider is what a provider of models said when it was asked which it offers.
type Provider struct {
	Name       string
	Lacks      []string // models of the settings that it does not offer
	Problem    string   // why it did not say; empty if it did
	KeyRefused bool     // that is the problem
	NoList     bool     // it has no list of models, as many a server at home
}

// Watch looks at a house. It is safe for concurrent use.
type Watch struct {
	o        Options
	pictures atomic.Int64 // bytes of the pictures; 0 before they were measured
}

// New returns a Watch, and registers its job with o.Queue.
func New(o Options) *Watch {
	w := &Watch{o: o}
	o.Queue.Handle(alertKind, w.runAlert, jobs.HandlerOptions{})
	return w
}

// JobCount is how many jobs of a kind are in a state.
type JobCount struct {
	Kind  string     `json:"kind" doc:"What they do" example:"cases.draw"`
	State jobs.State `json:"state" doc:"Where they stand" example:"done"`
	Count int        `json:"count" doc:"How many" example:"4"`
}

// Board is how everything goes at one moment. It is made of what is stored, so that it
// is the same after a restart.
type Board struct {
	At             time.Time     `json:"at" doc:"When it was so"`
	Making         cases.Making  `json:"making" doc:"How the making of cases goes"`
	SuccessRate    float64       `json:"successRate" doc:"Of 100 pictures drawn in the last 24 hours, how many were stored; 100 when none was drawn" example:"100"`
	AverageSeconds float64       `json:"averageSeconds" doc:"That a round of drawing took on average in that time; 0 when there was none" example:"31.5"`
	Jobs           []JobCount    `json:"jobs" doc:"Of the last 30 days, by kind and state"`
	Active         int           `json:"active" doc:"Jobs that are running" example:"1"`
	Stuck          []string      `json:"stuck" doc:"Ids of jobs that have been running for ten minutes without progress" example:"[]"`
	WebhookTries   int           `json:"webhookTries" doc:"Tries to deliver a webhook in the last 24 hours" example:"15"`
	WebhookFailed  int           `json:"webhookFailed" doc:"How many of these failed" example:"0"`
	Costs          ledger.Report `json:"costs" doc:"What models cost today"`
	Players        int           `json:"players" doc:"Who played today" example:"12"`
	Space          keeping.Space `json:"space" doc:"Room on the disk"`
	Pictures       int64         `json:"picturesBytes,omitempty" doc:"Bytes of the pictures, measured now and then; missing in the first minute" example:"48234496"`
	NewestBackup   *time.Time    `json:"newestBackup,omitempty" doc:"When the newest backup of the schedule was begun; missing when there is none"`
	Trials         Trials        `json:"-"`
	BackupProblem  string        `json:"backupProblem,omitempty" doc:"Why the folder of the backups cannot be read; missing when it can" example:"permission denied"`
	Unknown        []Unknown     `json:"unknown,omitempty" doc:"What could not be measured just now: its numbers are 0 or too small; missing when all could"`
}

// Unknown is a part of the board that could not be measured.
type Unknown struct {
	Part string `json:"part" enum:"making,cases,costs,space,players,jobs,webhooks" doc:"Which part of the board" example:"space"`
	Why  string `json:"why" doc:"What went wrong" example:"permission denied"`
}

// Trials are the newest jobs that were done to see whether all is well.
type Trials struct {
	Rehearsal jobs.Job // of the newest backup
	Scrub     jobs.Job // of all pictures
}

// note keeps a job that is one of these, and the newest that has ended.
func (t *Trials) note(j jobs.Job) {
	kept := map[string]*jobs.Job{"keeping.rehearsal": &t.Rehearsal, "cases.scrub": &t.Scrub}[j.Kind]
	if kept != nil && j.State.Finished() && j.State != jobs.Cancelled && j.FinishedAt.After(kept.FinishedAt) {
		*kept = j
	}
}

// Board returns how everything goes now. With an error it is what could be measured all the
// same, and says what could not.
func (w *Watch) Board() (Board, error) {
	b, lacks := w.board()
	count, err := w.o.Cases.Count()
	b.Making.Cases = count
	lacks.add(err, "cases")
	b.Unknown = lacks.parts
	return b, lacks.err
}

// unknown is what a board lacks, and why.
type unknown struct {
	err   error
	parts []Unknown
	rules []string // of the alerts that need it
}

func (u *unknown) add(err error, part string, rules ...string) {
	if err != nil {
		u.err, u.rules = errors.Join(u.err, err), append(u.rules, rules...)
		u.parts = append(u.parts, Unknown{part, err.Error()})
	}
}

// board is Board without the number of cases, for which all are read: nobody who looks every
// minute needs it. What cannot be known hides nothing else.
func (w *Watch) board() (Board, unknown) {
	b := Board{At: w.o.Now().UTC(), Jobs: []JobCount{}, Stuck: []string{}}
	var lacks unknown
	var makingErr, costsErr, spaceErr error
	b.Making, makingErr = w.o.Cases.Making()
	b.Costs, costsErr = w.o.Costs.Report(1)
	b.Space, spaceErr = w.o.Keeper.Space()
	lacks.add(makingErr, "making", "drawing")
	lacks.add(costsErr, "costs")
	lacks.add(spaceErr, "space", "disk")
	lacks.add(w.o.DB.View(func(tx *store.Tx) error {
		b.Players = w.o.Play.PlayersOn(tx, w.dayBefore(0))
		return nil
	}), "players")
	b.Pictures = w.pictures.Load()
	lacks.add(w.countJobs(&b), "jobs", "stuck", "rehearsal", "pictures")
	lacks.add(w.countTries(&b), "webhooks", "webhooks")
	w.findBackup(&b)
	b.SuccessRate = b.Making.SuccessRate()
	if b.Making.Rounds > 0 {
		b.AverageSeconds = b.Making.Seconds / float64(b.Making.Rounds)
	}
	return b, lacks
}

// How often the pictures are measured, which takes a while where there are a million.
const (
	measureEvery = 10 * time.Minute
	measureShare = 200 // or of the time, if it takes longer: a half percent
)

// measure measures the pictures now and then until ctx ends.
func (w *Watch) measure(ctx context.Context) {
	for wait := patrolEvery; ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		began := time.Now()
		size, err := w.o.Keeper.Pictures(ctx)
		if err == nil {
			w.pictures.Store(size)
		} else if ctx.Err() == nil {
			w.o.Log.Warn("measure the pictures", "err", err)
		}
		wait = max(measureEvery, measureShare*time.Since(began))
	}
}

// countJobs counts the jobs, in order of their ids.
func (w *Watch) countJobs(b *Board) error {
	place := map[JobCount]int{}
	return w.o.DB.View(func(tx *store.Tx) error {
		_, err := w.o.Queue.List(tx, func(j jobs.Job) bool {
			key := JobCount{Kind: j.Kind, State: j.State}
			if _, ok := place[key]; !ok {
				place[key] = len(b.Jobs)
				b.Jobs = append(b.Jobs, key)
			}
			b.Jobs[place[key]].Count++
			if j.State == jobs.Running {
				b.Active++
			}
			if w.o.Queue.Stuck(j, b.At) {
				b.Stuck = append(b.Stuck, j.ID)
			}
			b.Trials.note(j)
			return false
		})
		return err
	})
}

// allDeliveries is how many tries the log of webhooks keeps.
const allDeliveries = 500

// countTries counts the tries to deliver a webhook.
func (w *Watch) countTries(b *Board) error {
	list, err := w.o.Webhooks.Deliveries(allDeliveries)
	for _, d := range list {
		if b.At.Sub(d.At) > 24*time.Hour {
			break
		}
		b.WebhookTries++
		if d.Error != "" {
			b.WebhookFailed++
		}
	}
	return err
}

// findBackup finds the newest backup. A folder that fails is something to tell of, and
// hides nothing else.
func (w *Watch) findBackup(b *Board) {
	list, err := w.o.Keeper.List()
	list = keeping.Made(list, b.At)
	if len(list) > 0 {
		b.NewestBackup = &list[0].MadeAt
	}
	if err != nil {
		b.BackupProblem = err.Error()
	}
}
