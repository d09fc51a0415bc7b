package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"casebook/generator/keeping"
	"casebook/generator/settings"
	"casebook/store"
	"casebook/web"
)

// openDesk opens the desk over what is kept in the database.
func openDesk(db *store.DB, reader *settings.Reader, o settings.DeskOptions) (*settings.Desk, error) {
	kept, err := settings.Kept(db)
	if err != nil {
		return nil, err
	}
	return settings.OpenDesk(db, reader, kept, o)
}

// desk is where commands that end read the settings.
func (c *CLI) desk(db *store.DB) (*settings.Desk, error) {
	return openDesk(db, c.reader, settings.DeskOptions{})
}

// kept is what was set on the dashboard, as the database has it. While a process has that,
// the error is *store.InUseError.
func (c *CLI) kept(ctx context.Context) (values map[string]any, err error) {
	database := filepath.Join(c.Data, "casebook.db")
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // nothing was set
	}
	if err := keeping.CheckApart(ctx)(database); err != nil {
		return nil, err
	}
	db, err := store.Open(database, store.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return settings.Kept(db)
}

// served are the settings that the server at work has in force.
func (c *CLI) served(ctx context.Context) (server web.Local, items []settings.Setting, left []settings.LeftOut, err error) {
	if server, err = web.Find(c.Data); err == nil {
		items, left, err = server.Settings(ctx)
	}
	return server, items, left, err
}

type configCommand struct{}

// Run prints the settings in force as a casebook.toml: those of the server, if one is at work,
// or else those that this command finds.
func (configCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	kept, err := cli.kept(ctx)
	reading, left, wrong := cli.reader.ReadGood(kept)
	if wrong != nil {
		return wrong
	}
	items, head := reading.Items, []string{"no server answers here: these are of the flags and environment of this command, casebook.toml and the dashboard; a service may be given others"}
	if inUse, ok := errors.AsType[*store.InUseError](err); ok {
		server, inForce, leftOut, failed := cli.served(ctx)
		if err = nil; failed != nil {
			err = errors.Join(inUse, failed)
		} else {
			items, left, head = inForce, leftOut, []string{"the settings of the server at " + server.URL}
		}
	}
	if err != nil {
		head = append(head, "what was set on the dashboard cannot be read: "+err.Error())
	}
	for _, one := range left {
		head = append(head, "left out of what was set on the dashboard: "+one.Why)
	}
	for _, line := range head {
		if _, err := fmt.Fprintf(out, "# %s\n", strings.ReplaceAll(line, "\n", "; ")); err != nil {
			return err
		}
	}
	return reading.Print(out, items)
}
