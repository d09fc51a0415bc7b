package main

import (
	"context"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
	"golang.org/x/sync/errgroup"

	"casebook/web"
)

// manager is the service manager that started the program and wants to be told how it
// fares, as systemd does for units of Type=notify (sd_notify(3)). Without one nothing is told.
type manager struct{ log *slog.Logger }

// tell sends states such as READY=1. One that cannot be sent is logged: the manager will
// take the program to hang.
func (m manager) tell(states ...string) {
	if _, err := daemon.SdNotify(false, strings.Join(states, "\n")); err != nil {
		m.log.Warn("tell the service manager", "states", states, "err", err)
	}
}

const (
	startAgain = 20 * time.Second               // between requests for more time to start
	startMore  = "EXTEND_TIMEOUT_USEC=90000000" // time for which each asks, in microseconds
)

// opening asks for more time to start until done is called: a large database may have to
// be recovered first.
func (m manager) opening(data string) (done func()) {
	ended, told := make(chan struct{}), make(chan struct{})
	m.tell("STATUS=Opening "+data, startMore)
	go func() {
		defer close(told)
		again := time.NewTicker(startAgain)
		defer again.Stop()
		for {
			select {
			case <-ended:
				return
			case <-again.C:
				m.tell(startMore)
			}
		}
	}()
	return func() { close(ended); <-told }
}

// serve runs the server until ctx ends and tells the manager when players can be sent to the
// server, as long as they can if it has asked for that, and when ctx has ended. Players are
// sent to address.
func (m manager) serve(ctx context.Context, run func(context.Context) error, at web.Local, address string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return run(ctx) })
	group.Go(func() error { m.report(ctx, at, address); return nil })
	return group.Wait()
}

// playing is the state that says where players are sent to.
func playing(address string) string { return "STATUS=Playing on " + address + "/" }

// unwatched is the time between looks at a server whose manager does not ask for them.
const unwatched = 20 * time.Second

func (m manager) report(ctx context.Context, at web.Local, address string) {
	if os.Getenv("NOTIFY_SOCKET") == "" {
		return
	}
	limit, err := daemon.SdWatchdogEnabled(false)
	if err != nil {
		m.log.Warn("the service manager's WATCHDOG_USEC", "err", err)
	}
	pause := unwatched
	if limit > 0 {
		pause = limit / 3
	}
	look := time.NewTicker(pause)
	defer look.Stop()
	for ready := false; ; {
		err := answers(ctx, at, pause)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			m.log.Warn("the server does not answer itself", "err", err)
		case !ready:
			ready = true
			m.tell(daemon.SdNotifyReady, playing(address))
		case limit > 0:
			m.tell(daemon.SdNotifyWatchdog)
		}
		select {
		case <-ctx.Done():
			m.tell(daemon.SdNotifyStopping, "STATUS=Answering the last requests")
			return
		case <-look.C:
		}
	}
}

// answers asks the server itself, as players do, within patience.
func answers(ctx context.Context, at web.Local, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return at.Ready(ctx)
}
