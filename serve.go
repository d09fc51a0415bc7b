package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
	"golang.org/x/sync/errgroup"

	"casebook/generator/keeping"
	"casebook/generator/people"
	"casebook/generator/settings"
	"casebook/generator/watch"
	"casebook/static"
	"casebook/store"
	"casebook/web"
)

type serveCommand struct{}

// Run serves until ctx ends.
func (serveCommand) Run(ctx context.Context, cli *CLI, out io.Writer) (err error) {
	log, level := settings.NewLog(cli.LogLevel)
	manager := manager{log}
	client, err := web.LoadClient(static.FS)
	if err != nil {
		return fmt.Errorf("load the client: %w", err)
	}
	doors, err := openDoors(ctx, &cli.Settings, log)
	if err != nil {
		return err
	}
	p := &program{cli: cli, log: log, level: level, doors: doors, client: client, local: web.LocalAddress(doors.plain.Addr(), cli.BasePath), again: make(chan string, 1)}
	opened := manager.opening(cli.Data)
	server, err := p.open(ctx, nil)
	opened()
	if err != nil {
		return errors.Join(err, doors.close())
	}
	defer func() { err = errors.Join(err, p.end()) }()
	p.gate = web.NewGate(server)
	if !p.readOnly {
		p.noteStart()
		withdraw, err := web.Announce(cli.Data, p.local)
		if err != nil {
			return errors.Join(err, doors.close())
		}
		defer func() { err = errors.Join(err, withdraw()) }()
	}
	address := publicURL(p.desk.Settings(), p.local.URL)
	greet(out, log, cli.Data, address, p.auth)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		return manager.serve(ctx, func(ctx context.Context) error { return doors.serve(ctx, p.gate) }, p.local, address)
	})
	group.Go(func() error { return p.live(ctx) })
	return group.Wait()
}

// program is a process that serves: one house after another behind one gate, each with the
// settings of its time.
type program struct {
	cli    *CLI
	log    *slog.Logger
	level  *slog.LevelVar
	doors  *doors
	local  web.Local
	client *web.Client
	gate   *web.Gate
	again  chan string // asks for a new start, and says what was set

	*house // the present one; nil between two
	auth   *people.Service
}

// open opens a house, and returns the server that answers for it. It has the settings that
// are set now, or, if before is not nil, those of that desk. A database that was closed in
// order is opened unchecked, unless the house cannot be opened over it, for another reason
// than that it is a newer version's or another process has it.
func (p *program) open(ctx context.Context, before *settings.Desk) (*web.Server, error) {
	closed := keeping.Closed(p.cli.Data)
	server, err := p.openOver(ctx, before, closed)
	_, newer := errors.AsType[*store.NewerError](err)
	if err == nil || newer || inUse(err) || !closed || ctx.Err() != nil {
		return server, err
	}
	p.log.Warn("the start failed, and is tried again after a check of the database", "err", err)
	return p.openOver(ctx, before, false)
}

func (p *program) openOver(ctx context.Context, before *settings.Desk, closed bool) (server *web.Server, err error) {
	h := newHouse(p.cli, p.log, closed)
	defer func() {
		if err != nil {
			err = errors.Join(err, h.abandon())
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if broken := recover(); broken != nil { // as the store does over a damaged page
			err = fmt.Errorf("panic: %v\n%s", broken, debug.Stack())
		}
	}()
	if err = h.furnish(ctx, p.cli, func(db *store.DB) (*settings.Desk, error) {
		o := settings.DeskOptions{Restart: p.restart, AtOnce: p.follow}
		if before != nil {
			return before.Reopen(db, o)
		}
		return openDesk(db, p.cli.reader, o)
	}); err != nil {
		return nil, err
	}
	h.certs = p.doors.certs
	auth, err := people.New(h.db, people.Options{Now: h.now, LocalToken: p.local.Token, CodeFile: filepath.Join(p.cli.Data, "setup-code"), Log: p.log})
	if err != nil {
		return nil, err
	}
	s := h.desk.Settings()
	daily, err := h.daily(s.ScheduleAt)
	if err != nil {
		return nil, err
	}
	server, err = web.New(web.Options{
		Cases: h.cases, Play: h.play, Images: h.images, Queue: h.queue, DB: h.db, Auth: auth, Audit: h.audit, Desk: h.desk, Client: p.client, Log: p.log, Level: p.level, Traces: h.traces, Now: h.now,
		Watch: h.watch, Stage: h.stage, Certs: h.certs, NextRun: daily.Next,
		Keeper: h.keeper, Costs: h.models.Ledger, Webhooks: h.hooks, BasePath: p.cli.BasePath, PublicURL: s.PublicURL, TrustedProxies: s.Proxies(), Version: versionText(),
	})
	if err != nil {
		return nil, err
	}
	if !h.readOnly {
		if err := h.addJobs(ctx); err != nil {
			return nil, err
		}
	}
	p.house, p.auth = h, auth
	p.follow(s)
	return server, nil
}

// end closes the house, if there is one.
func (p *program) end() error {
	if p.house == nil {
		return nil
	}
	p.note("stopped", "Casebook stopped", versionText(), "")
	return p.close()
}

// restart asks for a new start.
func (p *program) restart(why string) {
	select {
	case p.again <- why:
	default: // one is asked for already, and will see what is set now
	}
}

// follow follows the settings that need no restart.
func (p *program) follow(s *settings.Settings) {
	_ = p.level.UnmarshalText([]byte(s.LogLevel)) // one of the names that the setting allows
}

// live has one house after another at work, until ctx ends.
func (p *program) live(ctx context.Context) error {
	for {
		why, again, err := p.work(ctx)
		if err != nil || !again {
			return err
		}
		err = p.startAgain(ctx, why)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // it was to stop, which can interrupt a start
		}
		if err != nil {
			return fmt.Errorf("start again: %w", err)
		}
	}
}

// work has the present house at work until ctx ends or a new start is asked for: then
// nothing is at work any more, and the gate is shut.
func (p *program) work(ctx context.Context) (why string, again bool, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	group, ctx := errgroup.WithContext(ctx)
	if !p.readOnly {
		p.begin(ctx, group, p.restart)
	}
	group.Go(func() error {
		select {
		case why = <-p.again:
			again = true
			p.gate.Shut()
			stop()
		case <-ctx.Done():
		}
		return nil
	})
	err = group.Wait()
	return why, again, err
}

// begin starts all that works without being asked.
func (h *house) begin(ctx context.Context, group *errgroup.Group, restart func(why string)) {
	s := h.desk.Settings()
	snapshots := make(chan proof, 1) // of which the first will do
	if h.unproven {
		group.Go(func() error { h.prove(ctx, snapshots, restart); return nil })
	}
	group.Go(func() error { return h.queue.Run(ctx) })
	group.Go(func() error { return h.schedule(ctx, s.ScheduleAt) })
	group.Go(func() error { return watch.Days(ctx, h.zone, h.now, h.newDay) })
	group.Go(func() error { return h.watch.Patrol(ctx) })
	group.Go(func() error { return h.models.Check(ctx) })
	group.Go(func() error { return giveBack(ctx) })
	group.Go(func() error {
		return h.db.KeepSnapshots(ctx, filepath.Join(s.Data, "snapshots"), h.log, func(path string, err error) {
			select {
			case snapshots <- proof{path, err}:
			default:
			}
		})
	})
}

// startAgain puts another house in place of the present one. If it cannot be opened with
// what is set now, what was set before comes back.
func (p *program) startAgain(ctx context.Context, why string) error {
	before := p.desk
	p.log.Info("starting again", "changed", why)
	err := p.close()
	p.house = nil
	if err != nil {
		return err
	}
	server, failed := p.reopen(ctx, nil)
	if failed != nil {
		if server, err = p.reopen(ctx, before); err != nil {
			return errors.Join(failed, err)
		}
		p.log.Error("the settings of before came back", "changed", why, "err", failed)
		p.note("settings-failed", "Casebook could not start with what was set, and has the settings of before", why, failed.Error())
	} else {
		p.note("restarted", "Casebook started again", why, "")
	}
	p.gate.Open(server)
	manager{p.log}.tell(playing(publicURL(p.desk.Settings(), p.local.URL)))
	return nil
}

func inUse(err error) bool {
	_, is := errors.AsType[*store.InUseError](err)
	return is
}

// lockPause is the time between looks at a database that another process has.
const lockPause = 200 * time.Millisecond

// reopen is open, but waits for another process that has the database: a command may have
// found it free between two houses.
func (p *program) reopen(ctx context.Context, before *settings.Desk) (*web.Server, error) {
	look := time.NewTicker(lockPause)
	defer look.Stop()
	for said := false; ; said = true {
		server, err := p.open(ctx, before)
		if !inUse(err) {
			return server, err
		}
		if !said {
			p.log.Warn("a command has the database: the start goes on when that has ended", "err", err)
		}
		manager{p.log}.tell(daemon.SdNotifyWatchdog) // while the gate is shut, nothing is answered for a long time
		select {
		case <-look.C:
		case <-ctx.Done():
			return nil, err
		}
	}
}

// greet says where everything is. The log has the link to set up with, too: what is printed
// may go elsewhere.
func greet(out io.Writer, log *slog.Logger, data, address string, auth *people.Service) {
	if full, err := filepath.Abs(data); err == nil {
		data = full
	}
	fmt.Fprintf(out, "Casebook %s\n  Play      %s/\n  Data      %s\n", versionText(), address, data)
	if code, needed := auth.SetupCode(); needed {
		link := address + "/operator#setup=" + code
		fmt.Fprintf(out, "  Operator  %s   (open it once to make your account)\n", link)
		log.Info("nobody has an account yet: open the link once to make the operator's", "link", link)
	} else {
		fmt.Fprintf(out, "  Operator  %s/operator\n", address)
	}
}
