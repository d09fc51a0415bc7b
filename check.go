package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"casebook/generator/cases"
	"casebook/generator/gallery"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/imagecache"
	"casebook/store"
	"casebook/web"
)

// foundProblems is the exit status of a check that found something.
const foundProblems = 3

var errProblems = errors.New("something is wrong, as said above")

type checkCommand struct {
	Repair bool `env:"-" help:"Mend what can be mended: from snapshots, backups and case files, and by drawing pictures again. Needs the directory for itself."`
	JSON   bool `env:"-" name:"json" help:"Print what was found as JSON."`
}

// Run checks the data directory: itself, or, when a server holds the database, through
// it. It changes nothing without --repair.
func (c *checkCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	progress, done := progressLine(out, c.JSON)
	report, err := c.check(ctx, cli, progress)
	done()
	if err != nil {
		return err
	}
	if c.JSON {
		err = json.NewEncoder(out).Encode(report)
	} else {
		err = report.Print(out)
	}
	if err == nil && len(report.Problems) > 0 {
		err = errProblems
	}
	return err
}

func (c *checkCommand) check(ctx context.Context, cli *CLI, progress func(done, total int64)) (report keeping.Checked, err error) {
	if err := keeping.Unfinished(cli.Data); err != nil {
		return report, err
	}
	database := filepath.Join(cli.Data, "casebook.db")
	if _, err := os.Stat(database); err != nil && !c.Repair {
		return report, fmt.Errorf("check %s: %w", cli.Data, err)
	}
	if c.Repair {
		return c.repair(ctx, cli, progress)
	}
	why, err := doubt(ctx, database)
	if err != nil {
		return report, err
	}
	damage := func() error {
		if why != "" {
			return errors.New(why)
		}
		return nil
	}
	if why != "" {
		return keeping.Check(ctx, nil, damage, progress)
	}
	db, err := store.Open(database, store.Options{ReadOnly: true})
	if inUse, ok := errors.AsType[*store.InUseError](err); ok {
		server, err := web.Find(cli.Data)
		if err != nil {
			return report, errors.Join(inUse, err)
		}
		return server.Check(ctx)
	}
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	images, end, err := picturesToRead(cli.Data)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, end()) }()
	service := cases.New(db, cases.Options{
		Pictures: gallery.Pictures{Cache: images}, Queue: jobs.New(db, jobs.Options{}), Folder: filepath.Join(cli.Data, "cases"),
	})
	return keeping.Check(ctx, service, damage, progress)
}

// picturesToRead opens the pictures of a data directory, in which nothing is written; an empty
// folder elsewhere stands for one that is missing. end closes them.
func picturesToRead(data string) (images *imagecache.Cache, end func() error, err error) {
	folder, remove := filepath.Join(data, "images"), func() error { return nil }
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		if folder, err = os.MkdirTemp("", "casebook-no-images-"); err != nil {
			return nil, nil, err
		}
		remove = func() error { return os.Remove(folder) }
	}
	images, err = imagecache.Open(folder, "", imagecache.Options{ScrubRate: -1, ReadOnly: true})
	if err != nil {
		return nil, nil, errors.Join(err, remove())
	}
	return images, func() error { return errors.Join(images.Close(), remove()) }, nil
}

// doubt returns why a database must not be used as it is; empty if it may be.
func doubt(ctx context.Context, database string) (why string, err error) {
	why, err = store.Distrust(database, keeping.CheckApart(ctx))
	if err != nil || why != "" {
		return why, err
	}
	begun, err := store.Pending(database)
	if err == nil && begun.Needed() {
		why = begun.Why + ", and the recovery from a snapshot was not finished"
	}
	return why, err
}

// repair mends: opening the house replaces a damaged database.
func (c *checkCommand) repair(ctx context.Context, cli *CLI, progress func(done, total int64)) (report keeping.Checked, err error) {
	if err := keeping.Present(cli.Data); err != nil {
		return report, err
	}
	why, err := doubt(ctx, filepath.Join(cli.Data, "casebook.db"))
	if err != nil {
		return report, err
	}
	h, err := open(ctx, cli, quietLog(), cli.desk)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	report, err = h.keeper.Repair(ctx, h.cases, h.queue.Run, h.images.Discard, progress)
	if why != "" {
		report.Repaired = append([]string{"the database was replaced, since " + why + "; what was there is kept beside it"}, report.Repaired...)
	}
	return report, err
}

type rebuildCommand struct {
	JSON bool `env:"-" name:"json" help:"Print what was made as JSON."`
}

// rebuilt says what a rebuilt database has.
type rebuilt struct {
	Cases      int      `json:"cases"`
	Again      []string `json:"again"`      // pictures that are drawn again at the next start
	Lost       []string `json:"lost"`       // pictures that nobody can draw again
	Unreadable []string `json:"unreadable"` // case files
	Aside      string   `json:"aside"`      // where the database of before is
}

// Run makes a new database beside the old one and then puts it in its place.
func (c *rebuildCommand) Run(ctx context.Context, cli *CLI, out io.Writer) (err error) {
	if err := errors.Join(keeping.Local(cli.Data, cli.AllowNetworkFS), keeping.Unfinished(cli.Data)); err != nil {
		return err
	}
	database := filepath.Join(cli.Data, "casebook.db")
	aside, release, err := c.hold(ctx, database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	fresh := database + ".rebuilding"
	if err := os.RemoveAll(fresh); err != nil { // of a run that was killed
		return err
	}
	made, err := c.rebuild(ctx, cli, fresh)
	if err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	if err := store.Replace(database, fresh, aside); err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	made.Aside = aside
	if c.JSON {
		return json.NewEncoder(out).Encode(made)
	}
	return made.print(out)
}

// hold keeps others from opening the database, if there is one, until release is called, and
// says under which name it is to be kept.
func (c *rebuildCommand) hold(ctx context.Context, database string) (aside string, release func() error, err error) {
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) {
		return "", func() error { return nil }, nil
	}
	if inUse, ok := errors.AsType[*store.InUseError](keeping.CheckApart(ctx)(database)); ok {
		return "", nil, inUse
	}
	release, err = store.Hold(database)
	return database + ".before-rebuild-" + time.Now().UTC().Format("20060102T150405Z"), release, err
}

// rebuild makes a database of the case files.
func (c *rebuildCommand) rebuild(ctx context.Context, cli *CLI, fresh string) (made rebuilt, err error) {
	zone, err := cli.Zone()
	if err != nil {
		return made, fmt.Errorf("timezone: %w", err)
	}
	db, err := store.Open(fresh, store.Options{Now: cli.Now()})
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	images, err := imagecache.Open(filepath.Join(cli.Data, "images"), filepath.Join(cli.Data, "tmp"), imagecache.Options{})
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, images.Close()) }()
	service := cases.New(db, cases.Options{
		Pictures: gallery.Pictures{Cache: images}, Queue: jobs.New(db, jobs.Options{Now: cli.Now()}), Folder: filepath.Join(cli.Data, "cases"), Now: cli.Now(), Location: zone,
	})
	taken, err := service.TakeIn(ctx)
	if err != nil {
		return made, err
	}
	if taken.Cases == 0 {
		return made, fmt.Errorf("there is no case file in %s that could be read: %w", filepath.Join(cli.Data, "cases"), errors.Join(taken.Unreadable...))
	}
	mended, err := service.Mend(ctx, images.Has)
	made = rebuilt{Cases: taken.Cases, Again: mended.Again, Lost: mended.Lost}
	for _, err := range taken.Unreadable {
		made.Unreadable = append(made.Unreadable, err.Error())
	}
	return made, err
}

// print says it in words.
func (r *rebuilt) print(out io.Writer) error {
	_, err := fmt.Fprintf(out, "made anew with %d cases; what players did, accounts and settings of the operator are not in it\n", r.Cases)
	for _, list := range []struct {
		what  string
		names []string
	}{{"drawn again at the next start", r.Again}, {"lost", r.Lost}, {"left alone", r.Unreadable}} {
		for _, name := range list.names {
			_, lineErr := fmt.Fprintf(out, "%s: %s\n", list.what, name)
			err = errors.Join(err, lineErr)
		}
	}
	if r.Aside != "" {
		_, lineErr := fmt.Fprintf(out, "the database of before is kept as %s\n", r.Aside)
		err = errors.Join(err, lineErr)
	}
	return err
}
