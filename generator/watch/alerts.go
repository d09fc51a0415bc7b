package watch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"casebook/generator/jobs"
	"casebook/store"
)

// Level is how grave an alert is.
type Level string

// The levels.
const (
	Critical Level = "critical"
	Warn     Level = "warning"
	Info     Level = "info"
)

// Alert is something that the operator should know.
type Alert struct {
	Rule  string     `json:"rule" doc:"What is watched: drawing, stuck, webhooks, disk, backup, rehearsal, pictures, day, key or certificate" example:"disk"`
	Level Level      `json:"level" enum:"critical,warning,info" doc:"How grave it is" example:"warning"`
	Says  string     `json:"says" doc:"In words" example:"8% of the disk are free"`
	Since time.Time  `json:"since" doc:"When it began"`
	Until *time.Time `json:"until,omitempty" doc:"When it was over; missing as long as it is not"`
}

// alertKind is the kind of the jobs that tell people.
const alertKind = "watch.alert"

// message is the argument of such a job.
type message struct {
	Title    string `json:"title"`
	Text     string `json:"text"`
	Receiver int    `json:"receiver"` // from 0
}

// keyRefused begins what is said of a key that is refused.
const keyRefused = "the key is refused by "

// alertRecord is what is kept of alerts, so that a restart tells nobody again.
type alertRecord struct {
	Active []Alert `json:"active"`
	Past   []Alert `json:"past"` // the newest, newest first
}

func alertRecords() store.Collection[alertRecord] {
	return store.Collection[alertRecord]{Name: "settings", Version: 1}
}

// How alerts are kept and found.
const (
	alertsKey   = "alerts" // in the collection settings
	keptAlerts  = 100
	patrolEvery = time.Minute
	askEvery    = time.Hour // the providers
	alertTries  = 12        // over an hour or so
	graceAtDay  = 5         // patrols for which a day may be without its case, while that is written
)

// Patrol looks for what the operator should know, now and every minute until ctx ends, and tells
// of each alert once when it begins and once when it is over.
func (w *Watch) Patrol(ctx context.Context) error {
	ticker := time.NewTicker(patrolEvery)
	defer ticker.Stop()
	p, err := w.resumed()
	if err != nil {
		return err
	}
	var measuring sync.WaitGroup
	measuring.Go(func() { w.measure(ctx) })
	defer measuring.Wait()
	for {
		if err := w.look(ctx, &p); err != nil && ctx.Err() == nil {
			w.o.Log.Error("patrol", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

// patrol is what is remembered from one look to the next.
type patrol struct {
	begun, asked time.Time
	refused      string // by which provider, and why
	without      int    // looks in a row that found no case for today
}

// resumed returns what a patrol remembered that told of the alerts that are on, so that a
// restart does not end them.
func (w *Watch) resumed() (patrol, error) {
	p := patrol{begun: w.o.Now()}
	alerts, err := w.Alerts()
	for _, a := range alerts.Active {
		switch a.Rule {
		case "day":
			p.without = graceAtDay
		case "backup":
			p.begun = a.Since.Add(-oldBackup)
		case "key":
			p.refused = strings.TrimPrefix(a.Says, keyRefused)
		}
	}
	return p, err
}

// look goes round once. What could not be looked at is its error, and tells of nothing: an
// alert that needs it stays as it is.
func (w *Watch) look(ctx context.Context, p *patrol) error {
	b, lacks := w.board()
	if p.without++; w.o.Cases.HasToday() {
		p.without = 0
	}
	if age := b.At.Sub(p.asked); age < 0 || age >= askEvery {
		p.asked, p.refused = b.At, refusal(w.o.Providers(ctx), p.refused)
	}
	if err := ctx.Err(); err != nil {
		return err // what was asked was not answered
	}
	list, err := w.hold(w.rules(&b, p), lacks.rules)
	return errors.Join(lacks.err, err, w.settle(list, b.At))
}

// hold adds to what is to be told the alerts of these rules that are on.
func (w *Watch) hold(now []Alert, rules []string) ([]Alert, error) {
	alerts, err := w.Alerts()
	for _, a := range alerts.Active {
		if slices.Contains(rules, a.Rule) && !slices.ContainsFunc(now, func(n Alert) bool { return n.Rule == a.Rule }) {
			now = append(now, a)
		}
	}
	return now, err
}

// refusal says which provider refuses its key, and why; before holds while one that does
// not answer may be it.
func refusal(providers []Provider, before string) string {
	refused := ""
	for _, p := range providers {
		switch {
		case p.KeyRefused:
			return p.Name + ": " + p.Problem
		case p.Problem != "":
			refused = before
		}
	}
	return refused
}

// rules returns what is to be told now.
func (w *Watch) rules(b *Board, p *patrol) (list []Alert) {
	add := func(applies bool, rule string, level Level, format string, args ...any) {
		if applies {
			list = append(list, Alert{Rule: rule, Level: level, Says: fmt.Sprintf(format, args...), Since: b.At})
		}
	}
	level := Warn
	if b.SuccessRate < 50 {
		level = Critical
	}
	add(b.SuccessRate < 90, "drawing", level, "%.0f%% of the pictures of the last day were stored (%d of %d)", b.SuccessRate, b.Making.Stored, b.Making.Drawn)
	add(len(b.Stuck) > 0, "stuck", Warn, "jobs without progress for ten minutes: %s", strings.Join(b.Stuck, ", "))
	add(b.WebhookFailed > 0, "webhooks", Info, "%d of %d tries to deliver a webhook failed in the last day", b.WebhookFailed, b.WebhookTries)
	add(b.Space.FreePercent() < lowDisk, "disk", Warn, "%.0f%% of the disk are free", b.Space.FreePercent())
	newest := p.begun
	if b.NewestBackup != nil {
		newest = *b.NewestBackup
	}
	add(b.BackupProblem == "" && w.o.Place.BackupFolder != "" && b.At.Sub(newest) > oldBackup, "backup", Warn, "no backup was made for %.0f hours", b.At.Sub(newest).Hours())
	add(b.BackupProblem != "", "backup", Warn, "the backups cannot be read: %s", b.BackupProblem)
	add(b.Trials.Rehearsal.State == jobs.Failed, "rehearsal", Warn, "the rehearsal of the newest backup failed: %s", b.Trials.Rehearsal.Error)
	scrub := b.Trials.Scrub.State
	add(scrub == jobs.Partial || scrub == jobs.Failed, "pictures", Warn, "the check of all pictures: %s", b.Trials.Scrub.Error)
	add(p.without > graceAtDay, "day", Critical, "there is no case for today")
	add(p.refused != "", "key", Critical, keyRefused+"%s", p.refused)
	if w.o.Certificate != nil {
		problem := w.o.Certificate()
		add(problem != "", "certificate", Critical, "%s", problem)
	}
	return list
}

// settle compares what is to be told with what was told, keeps the difference and adds
// the jobs that tell it, all in one transaction. An alert that gets graver begins anew,
// and is not said to be over. Nothing is written where nothing has changed: the database
// would be copied for it.
func (w *Watch) settle(now []Alert, at time.Time) error {
	before, err := w.Alerts()
	if err != nil {
		return err
	}
	record := alertRecord{before.Active, before.Past}
	begun, over := record.change(now, at)
	if len(begun)+len(over) == 0 {
		return nil
	}
	return w.o.DB.Update(func(tx *store.Tx) error {
		var err error
		for _, a := range begun {
			err = errors.Join(err, w.tell(tx, &a, "Casebook: "+string(a.Level), a.Says))
		}
		for _, a := range over {
			if !slices.ContainsFunc(now, func(n Alert) bool { return n.Rule == a.Rule }) {
				err = errors.Join(err, w.tell(tx, &a, "Casebook: over", "It is over: "+a.Says))
			}
		}
		return errors.Join(err, alertRecords().Put(tx, alertsKey, record))
	})
}

// change makes those of now the active ones, and returns which of them have begun and
// which others are over.
func (r *alertRecord) change(now []Alert, at time.Time) (begun, over []Alert) {
	same := func(list []Alert, a Alert) int {
		return slices.IndexFunc(list, func(other Alert) bool { return other.Rule == a.Rule && other.Level == a.Level })
	}
	active := []Alert{}
	for _, a := range now {
		if i := same(r.Active, a); i >= 0 {
			a = r.Active[i]
		} else {
			begun = append(begun, a)
		}
		active = append(active, a)
	}
	for _, a := range r.Active {
		if same(now, a) < 0 {
			a.Until = &at
			over = append(over, a)
		}
	}
	r.Active, r.Past = active, slices.Concat(over, r.Past)
	r.Past = r.Past[:min(len(r.Past), keptAlerts)]
	return begun, over
}

// tell adds the jobs that tell of the beginning or the end of an alert, one for each who
// is to be told.
func (w *Watch) tell(tx *store.Tx, a *Alert, title, text string) (err error) {
	name := fmt.Sprintf("%s %s %s", a.Rule, a.Level, a.Since.Format(time.RFC3339Nano))
	if a.Until != nil {
		name += " over"
	}
	for n := range w.o.Herald.Receivers() {
		_, addErr := w.o.Queue.Add(tx, jobs.Spec{Kind: alertKind, Name: fmt.Sprintf("%s to %d", name, n+1), Arg: message{title, text, n}, Max: alertTries})
		err = errors.Join(err, addErr)
	}
	return err
}

// runAlert tells one of those who are to be told.
func (w *Watch) runAlert(_ context.Context, run *jobs.Run) error {
	var m message
	if err := run.Arg(&m); err != nil {
		return jobs.Permanent(err)
	}
	return w.o.Herald.TellOne(m.Receiver, m.Title, m.Text)
}

// Alerts are those that are on, and those that are over.
type Alerts struct {
	Active    []Alert `json:"active" doc:"Those that are on"`
	Past      []Alert `json:"past" doc:"The newest hundred that are over, newest first"`
	Receivers int     `json:"receivers" doc:"How many addresses are told" example:"1"`

	Addresses []string `json:"addresses" doc:"Which these are: the service of each and its number in alert-urls, since the rest may be a secret" example:"ntfy (address 1)"`
}

// Alerts returns the alerts.
func (w *Watch) Alerts() (Alerts, error) {
	a := Alerts{Active: []Alert{}, Past: []Alert{}, Receivers: w.o.Herald.Receivers(), Addresses: w.o.Herald.Names()}
	err := w.o.DB.View(func(tx *store.Tx) error {
		record, err := alertRecords().Get(tx, alertsKey)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		a.Active, a.Past = append(a.Active, record.Active...), append(a.Past, record.Past...)
		return err
	})
	return a, err
}

// TryAlert tells everybody that this is a test.
func (w *Watch) TryAlert() error {
	return w.o.Herald.Tell("Casebook: test", "This is a test. Alerts reach you.")
}
