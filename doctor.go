package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"casebook/generator/keeping"
	"casebook/generator/model"
	"casebook/generator/model/roles"
	"casebook/generator/settings"
	"casebook/generator/watch"
	"casebook/store"
	"casebook/web"
)

type doctorCommand struct {
	JSON bool `env:"-" name:"json" help:"Print what was found as JSON."`
}

// Run looks at the installation: through the server if one runs, else at what can be seen
// without one. It ends as check does if something is wrong.
func (c *doctorCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	list, err := c.look(ctx, cli)
	if err != nil {
		return err
	}
	if c.JSON {
		err = json.NewEncoder(out).Encode(list)
	} else {
		err = watch.Print(out, list)
	}
	if err == nil && slices.ContainsFunc(list, func(c watch.Check) bool { return c.State == watch.Wrong }) {
		err = errProblems
	}
	return err
}

func (c *doctorCommand) look(ctx context.Context, cli *CLI) ([]watch.Check, error) {
	if _, err := os.Stat(cli.Data); err != nil {
		return nil, fmt.Errorf("look at %s: %w", cli.Data, err)
	}
	database := filepath.Join(cli.Data, "casebook.db")
	fault := keeping.CheckApart(ctx)(database)
	if _, ok := errors.AsType[*store.InUseError](fault); ok {
		server, err := web.Find(cli.Data)
		if err != nil {
			return nil, errors.Join(fault, err)
		}
		return server.Doctor(ctx)
	}
	set := &cli.Settings
	if fault == nil {
		kept, err := cli.kept(ctx)
		if err != nil {
			return nil, err
		}
		reading, _, err := cli.reader.ReadGood(kept)
		if err != nil {
			return nil, err
		}
		set = reading.Settings
	}
	place, err := placeOf(set)
	if err != nil {
		return nil, err
	}
	return append(watch.Examine(place, cli.Now()(), func() error { return fault }), watch.Unseen()...), nil
}

// placeOf is what the doctor needs to know of the settings.
func placeOf(s *settings.Settings) (watch.Place, error) {
	zone, err := s.Zone()
	if err != nil {
		return watch.Place{}, fmt.Errorf("timezone: %w", err)
	}
	return watch.Place{Data: s.Data, BackupFolder: s.BackupFolder, Zone: zone, Webhooks: len(s.WebhookURLs)}, nil
}

// providers asks those who play roles which models they offer.
func providers(r *roles.Roles) func(context.Context) []watch.Provider {
	return func(ctx context.Context) (list []watch.Provider) {
		for _, asked := range r.Ask(ctx) {
			p := watch.Provider{Name: asked.Provider, Lacks: asked.Lacks, NoList: errors.Is(asked.Err, model.ErrNoList)}
			if asked.Err != nil && !p.NoList {
				p.Problem = asked.Err.Error()
				failed, ok := errors.AsType[*model.Error](asked.Err)
				p.KeyRefused = ok && failed.Kind == model.Misconfigured
			}
			list = append(list, p)
		}
		return list
	}
}
