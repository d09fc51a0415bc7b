// Package keeping looks after the data directory: recovery when the program starts,
// backups, checks.
package keeping

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"casebook/generator/cases"
	"casebook/store"
)

// VerifyCommand is the argument with which the program, given a file after it, does
// nothing but Verify.
const VerifyCommand = "verify-database"

// What Verify prints of a file that is whole, and of one that somebody has open.
const (
	isWhole = "whole"
	isInUse = "in use"
)

// Verify prints what is wrong with a database. Its error is that nothing can be said.
func Verify(path string, out io.Writer) error {
	err := store.Verify(path)
	text := isWhole
	if _, inUse := errors.AsType[*store.InUseError](err); inUse {
		text = isInUse
	} else if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		return err
	} else if err != nil {
		text = err.Error()
	}
	_, err = io.WriteString(out, text)
	return err
}

// How long a check may take: a torn file can make it go round in circles.
const (
	checkTime     = time.Minute
	checkTimePer  = time.Second
	checkTimeUnit = 1 << 20 // bytes
)

// CheckApart returns store.Verify in a process of its own, which a torn file may end.
func CheckApart(ctx context.Context) func(file string) error {
	return func(file string) error {
		info, err := os.Stat(file)
		if err != nil {
			return unchecked(err)
		}
		self, err := os.Executable()
		if err != nil {
			return unchecked(err)
		}
		limited, stop := context.WithTimeout(ctx, checkTime+checkTimePer*time.Duration(info.Size()/checkTimeUnit))
		defer stop()
		command := exec.CommandContext(limited, self, VerifyCommand, file) //nolint:gosec // this program itself
		var faults bytes.Buffer
		command.Stderr = &faults
		out, err := command.Output()
		if ctx.Err() != nil {
			return unchecked(ctx.Err())
		}
		if limited.Err() != nil {
			return errors.New("the check does not end")
		}
		return verdict(file, string(out), faults.String(), err)
	}
}

// crashed is the exit status of a Go program that panics or meets a fatal error.
const crashed = 2

// verdict is what a check says of a file by what it printed and how it ended. One that
// was stopped, or never began, says nothing.
func verdict(file, out, faults string, ended error) error {
	exit, exited := errors.AsType[*exec.ExitError](ended)
	switch {
	case exited && exit.ExitCode() == crashed:
		line, _, _ := strings.Cut(faults, "\n")
		return fmt.Errorf("the check broke off: %s", line)
	case ended != nil:
		return unchecked(fmt.Errorf("%s: %w: %s", file, ended, faults))
	case out == isInUse:
		return &store.InUseError{Path: file}
	case out != isWhole:
		return errors.New(out)
	}
	return nil
}

func unchecked(why error) error { return fmt.Errorf("%w: %w", store.ErrUnchecked, why) }

// Recover does, over a data directory, what store.Recover does over its database, unless
// it holds half of a backup or is on the network, and removes what earlier recoveries set aside long ago.
// A directory that has case files, and neither a database nor a snapshot, is one to recover, too.
// A database of which the caller knows that it was closed in order, see Closed, is not
// checked: the caller has that done once it is open.
func Recover(ctx context.Context, data string, allowNetwork, closed bool, log *slog.Logger) (store.Recovery, error) {
	if err := errors.Join(Local(data, allowNetwork), Unfinished(data)); err != nil {
		return store.Recovery{}, err
	}
	database := filepath.Join(data, databaseName)
	check := CheckApart(ctx)
	recovery, err := store.Recover(database, func(file string) error {
		if closed && file == database {
			return nil
		}
		return check(file)
	})
	if err == nil && !recovery.Needed() && !has(data, databaseName) && has(data, caseFiles) {
		err = recovery.Begin("there is none, and no snapshot, but there are case files")
	}
	if err != nil {
		return recovery, err
	}
	removed, err := store.PruneAside(database, time.Now())
	for _, name := range removed {
		log.Warn("an old damaged database is removed", "name", name)
	}
	return recovery, err
}

// Closed is store.Closed of the database of a data directory.
func Closed(data string) bool { return store.Closed(filepath.Join(data, databaseName)) }

// IsReadOnly reports whether nothing can be written into a data directory that is there.
func IsReadOnly(data string) bool {
	file, err := os.CreateTemp(data, ".writable-*")
	if err == nil {
		_ = errors.Join(file.Close(), os.Remove(file.Name())) // it is empty
	}
	return errors.Is(err, errReadOnly) || errors.Is(err, fs.ErrPermission)
}

// Trust is Recover over a directory that can only be read: what it would replace is an
// error.
func Trust(ctx context.Context, data string) error {
	if err := Unfinished(data); err != nil {
		return err
	}
	database := filepath.Join(data, databaseName)
	begun, err := store.Pending(database)
	if err == nil && begun.Needed() {
		return fmt.Errorf("%s can only be read, and its recovery from a snapshot was not finished. Copy the directory to where Casebook can write, and start it there", data)
	}
	why, distrustErr := store.Distrust(database, CheckApart(ctx))
	err = errors.Join(err, distrustErr)
	if err == nil && why != "" {
		err = fmt.Errorf("%s can only be read, and its database cannot be used: %s. Copy the directory to where Casebook can write, and start it there", data, why)
	}
	return err
}

// Finish ends a recovery over the opened database, before anything is at work: what
// the snapshot lacks is taken in from the case files, and pictures of which a file is
// not there (has tells) are drawn again. One line of the log says what happened.
func Finish(ctx context.Context, r store.Recovery, c *cases.Service, has func(path string) bool, log *slog.Logger) error {
	if !r.Needed() {
		return nil
	}
	taken, err := c.TakeIn(ctx)
	if err != nil {
		return err
	}
	mended, err := c.Mend(ctx, has)
	if err != nil {
		return err
	}
	for _, err := range taken.Unreadable {
		log.Error("case file left alone", "err", err)
	}
	log.Warn("the database could not be used and was replaced; what players did since the snapshot was made is lost",
		"why", r.Why, "kept as", r.Aside, "snapshot", r.Snapshot, "made", r.Made, "cases from files", taken.Cases,
		"pictures from files", taken.Pictures, "pictures made smaller anew", len(mended.Derived), "pictures drawn again", len(mended.Again), "pictures lost", mended.Lost)
	return r.Finish()
}
