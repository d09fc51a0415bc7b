package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/notify"
	"casebook/generator/rehearsal"
	"casebook/generator/settings"
	"casebook/generator/traces"
	"casebook/generator/watch"
	"casebook/imagecache"
	"casebook/store"
)

// prepare makes sure that the database can be opened.
func (h *house) prepare(ctx context.Context, cli *CLI) (store.Recovery, error) {
	if !h.readOnly {
		return keeping.Recover(ctx, cli.Data, cli.AllowNetworkFS, h.unproven, h.log)
	}
	h.log.Warn("the data directory can only be read: cases can be read, but nobody can play on, and no case is made", "data", cli.Data)
	return store.Recovery{}, keeping.Trust(ctx, cli.Data)
}

// clearScratch makes the data directory's own tmp, emptied of what an earlier run left, the
// place for temporary files: in the system's, what a library was writing would stay after a
// kill, with the solution of a case in it.
func (h *house) clearScratch(data string) {
	if h.readOnly {
		return
	}
	tmp, err := filepath.Abs(filepath.Join(data, "tmp"))
	if err == nil {
		err = os.MkdirAll(tmp, 0o700)
	}
	if err == nil {
		err = errors.Join(os.Setenv("TMPDIR", tmp), os.Setenv("TMP", tmp)) // the second is what Windows goes by
	}
	left, _ := os.ReadDir(tmp)
	for _, entry := range left {
		err = errors.Join(err, os.RemoveAll(filepath.Join(tmp, entry.Name())))
	}
	if err != nil {
		h.log.Warn("the folder of temporary files is not as it should be", "folder", tmp, "why", err)
	}
}

// settle reads the settings. Where nothing can be written, no model plays a role: nobody
// could be asked anything.
func (h *house) settle(makeDesk func(*store.DB) (*settings.Desk, error)) (s *settings.Settings, err error) {
	if h.desk, err = makeDesk(h.db); err != nil {
		return nil, err
	}
	for _, left := range h.desk.Left() {
		h.log.Warn("a setting of the dashboard is left out", "name", left.Name, "why", left.Why)
	}
	s = h.desk.Settings()
	if h.readOnly {
		s.Writer, s.Embedder, s.Artist, s.Judge, s.Witness = settings.Builtin, settings.Builtin, settings.Builtin, settings.Builtin, settings.Builtin
	}
	if h.zone, err = s.Zone(); err != nil {
		err = fmt.Errorf("timezone: %w", err)
	}
	return s, err
}

// openQueue makes the queue, what traces its work, and what sends webhooks by it.
func (h *house) openQueue(ctx context.Context, s *settings.Settings) (err error) {
	if h.traces, err = traces.Open(ctx, traces.Options{URL: s.TracesURL(), Version: versionText(), Log: h.log}); err != nil {
		return err
	}
	h.queue = jobs.New(h.db, jobs.Options{Now: h.now, Log: h.log, Traces: h.traces, Finished: h.jobEnded})
	h.hooks, err = notify.New(h.db, notify.Options{
		URLs: s.WebhookURLs, Secret: s.WebhookSecret, Transport: imagecache.Transport(s.WebhookNetworks()), Queue: h.queue, Now: h.now, Log: h.log,
	})
	if err == nil && !h.readOnly {
		err = h.queue.Recover()
	}
	return err
}

// openWatch makes those who look after the house: rehearsals, and who tells of what is wrong.
func (h *house) openWatch(ctx context.Context, s *settings.Settings) error {
	h.stage = rehearsal.New(rehearsal.Options{
		DB: h.db, Queue: h.queue, Data: s.Data, Keep: h.keeper, Check: keeping.CheckApart(ctx), Now: h.now, Zone: h.zone, Log: h.log,
	})
	place, err := placeOf(s)
	if err != nil {
		return err
	}
	herald, err := notify.NewHerald(strings.Fields(s.AlertURLs))
	if err != nil {
		return err
	}
	h.watch = watch.New(watch.Options{
		DB: h.db, Cases: h.cases, Queue: h.queue, Keeper: h.keeper, Costs: h.models.Ledger, Webhooks: h.hooks, Play: h.play, Herald: herald, Now: h.now, Zone: h.zone, Log: h.log,
		Place: place, Traces: h.traces.Receiver, Providers: providers(h.models), Certificate: func() string { return h.certs.Urgent() },
	})
	return nil
}

// schedule adds what is to be done by then at the time set of each day. What belongs to a
// day that begins is newDay's.
func (h *house) schedule(ctx context.Context, at string) error {
	daily, err := h.daily(at)
	if err != nil {
		return err
	}
	return jobs.RunDaily(ctx, daily, h.nightly)
}

// daily is the time of the schedule.
func (h *house) daily(at string) (jobs.Daily, error) {
	t, err := time.Parse("15:04", at)
	if err != nil {
		return jobs.Daily{}, fmt.Errorf("schedule-at: %w", err)
	}
	return jobs.Daily{Hour: t.Hour(), Minute: t.Minute(), Location: h.zone, Now: h.now}, nil
}

// addJobs adds what is to be done by now and is not among the jobs.
func (h *house) addJobs(ctx context.Context) error {
	return errors.Join(h.cases.Ensure(ctx), h.cases.AddScrub(ctx), h.keeper.AddDaily(ctx), h.stage.AddWeekly(ctx), h.watch.Remember())
}

// keepJobs is how long finished jobs stay in the list.
const keepJobs = 30 * 24 * time.Hour

func (h *house) nightly(ctx context.Context) {
	if err := errors.Join(h.addJobs(ctx), h.cases.Sweep(ctx), h.queue.Sweep(keepJobs), h.audit.Sweep()); err != nil {
		h.log.Error("nightly work", "err", err)
	}
}

// newDay adds the backup of a day that has begun, keeps a summary of the one before, and adds all else if it came otherwise than
// the schedule expected: the clock was set, or the machine slept.
func (h *house) newDay(ctx context.Context) {
	if err := errors.Join(h.keeper.AddDaily(ctx), h.watch.Remember()); err != nil {
		h.log.Error("a day begins", "err", err)
	}
	if !h.cases.HasToday() {
		h.log.Warn("a day begins that has no case, since the clock was set or the machine slept: it is made now")
		h.nightly(ctx)
		return
	}
	h.note("case-published", "The case of the day is there for players", h.now().In(h.zone).Format(time.DateOnly), "")
}
