package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/term"

	"casebook/generator/keeping"
	"casebook/store"
	"casebook/web"
)

type backupCommand struct {
	Dest string `arg:"" help:"File to make, a folder to make it in, or - for the standard output." placeholder:"DEST"`
	JSON bool   `env:"-" name:"json" help:"Print what was made as JSON."`
}

// Run makes a backup: itself, or, when a server holds the database, through it.
func (c *backupCommand) Run(ctx context.Context, cli *CLI, out io.Writer) (err error) {
	if err := keeping.Present(cli.Data); err != nil {
		return err
	}
	write, end, err := writer(ctx, cli)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	if c.Dest == "-" {
		return write(out)
	}
	name := c.Dest
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		name = filepath.Join(name, keeping.FileName(cli.Now()()))
	}
	made, err := keeping.Save(ctx, name, write)
	if err != nil {
		return err
	}
	return c.say(out, name, &made)
}

func (c *backupCommand) say(out io.Writer, name string, made *keeping.Manifest) error {
	said := summary(name, made)
	if c.JSON {
		return json.NewEncoder(out).Encode(said)
	}
	_, err := fmt.Fprintf(out, "%s: %s, verified\n", name, said)
	return err
}

// backedUp says what is in a backup.
type backedUp struct {
	File     string    `json:"file"`
	Made     time.Time `json:"made"`
	Cases    int       `json:"cases"`
	Pictures int       `json:"pictures"` // files: each picture has several
	Bytes    int64     `json:"bytes"`    // unpacked
}

func summary(name string, m *keeping.Manifest) backedUp {
	return backedUp{File: name, Made: m.Made, Cases: m.Count("cases"), Pictures: m.Count("images"), Bytes: m.Bytes()}
}

// String returns it in words.
func (b backedUp) String() string {
	return fmt.Sprintf("backup of %s, %d cases, %d files of pictures, %.1f MB", b.Made.Format("2006-01-02 15:04 MST"), b.Cases, b.Pictures, float64(b.Bytes)/1e6)
}

// writer returns what writes a backup, and what is to be called after it.
func writer(ctx context.Context, cli *CLI) (write func(io.Writer) error, end func() error, err error) {
	h, err := open(ctx, cli, quietLog(), cli.desk)
	if inUse, ok := errors.AsType[*store.InUseError](err); ok {
		server, err := web.Find(cli.Data)
		if err != nil {
			return nil, nil, errors.Join(inUse, err)
		}
		return func(w io.Writer) error { return server.Backup(ctx, w) }, func() error { return nil }, nil
	}
	if err != nil {
		return nil, nil, err
	}
	return func(w io.Writer) error { _, err := h.keeper.Write(ctx, w); return err }, h.close, nil
}

type restoreCommand struct {
	Src  string `arg:"" help:"The backup." placeholder:"SRC"`
	JSON bool   `env:"-" name:"json" help:"Print what was restored as JSON."`
}

// Run restores a backup into the data directory.
func (c *restoreCommand) Run(ctx context.Context, cli *CLI, out io.Writer) error {
	if err := keeping.Local(cli.Data, cli.AllowNetworkFS); err != nil {
		return err
	}
	report, done := progressLine(out, c.JSON)
	made, err := keeping.Restore(ctx, c.Src, cli.Data, keeping.CheckApart(ctx), report)
	done()
	if err != nil {
		return err
	}
	said := summary(c.Src, &made)
	if c.JSON {
		return json.NewEncoder(out).Encode(said)
	}
	_, err = fmt.Fprintf(out, "%s: %s, verified and restored\n", cli.Data, said)
	return err
}

// progressLine shows progress in one line of a terminal, and nowhere else. done ends
// the line.
func progressLine(out io.Writer, quiet bool) (report func(done, total int64), done func()) {
	file, ok := out.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(file.Fd())) {
		return func(int64, int64) {}, func() {}
	}
	shown := int64(-1)
	report = func(n, total int64) {
		if percent := n * 100 / max(total, 1); percent != shown {
			shown = percent
			fmt.Fprintf(out, "\r%d%%", percent)
		}
	}
	return report, func() { fmt.Fprint(out, "\r    \r") }
}
