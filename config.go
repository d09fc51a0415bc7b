package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

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

// kept is what was set on the dashboard: as a running server says, or as its database has
// it.
func (c *CLI) kept(ctx context.Context) (values map[string]any, err error) {
	database := filepath.Join(c.Data, "casebook.db")
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // nothing was set
	}
	fault := keeping.CheckApart(ctx)(database)
	if _, ok := errors.AsType[*store.InUseError](fault); ok {
		server, err := web.Find(c.Data)
		if err != nil {
			return nil, errors.Join(fault, err)
		}
		return server.Kept(ctx)
	}
	if fault != nil {
		return nil, fault
	}
	db, err := store.Open(database, store.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return settings.Kept(db)
}

type configCommand struct{}

// Run prints the settings in force as a casebook.toml.
func (configCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	kept, err := cli.kept(ctx)
	if err != nil {
		if _, err := fmt.Fprintf(out, "# what was set on the dashboard cannot be read: %v\n", err); err != nil {
			return err
		}
	}
	reading, left, err := cli.reader.ReadGood(kept)
	if err != nil {
		return err
	}
	for _, one := range left {
		if _, err := fmt.Fprintf(out, "# left out of what was set on the dashboard: %s\n", one.Why); err != nil {
			return err
		}
	}
	return reading.Print(out)
}
