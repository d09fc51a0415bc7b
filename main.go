// Command casebook runs a daily murder mystery: it writes a case each night,
// draws its pictures, keeps both for ever and serves them to players.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"
	_ "time/tzdata" // time zones on machines that have none

	"golang.org/x/sync/errgroup"
	"golang.org/x/term"

	"casebook/generator/audit"
	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/gallery"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/model/roles"
	"casebook/generator/model/wire"
	"casebook/generator/mystery"
	"casebook/generator/notify"
	"casebook/generator/play"
	"casebook/generator/rehearsal"
	"casebook/generator/settings"
	"casebook/generator/traces"
	"casebook/generator/watch"
	"casebook/imagecache"
	"casebook/store"
	"casebook/web"
	"casebook/web/certs"
)

// version is stamped by make build.
var version = ""

// CLI is the command line.
type CLI struct {
	settings.Settings `embed:""`

	reader *settings.Reader
	clock  func() time.Time // what time it is, for as long as the program runs

	Serve    serveCommand    `cmd:"" default:"1" help:"Serve the game (what happens without a command)."`
	Generate generateCommand `cmd:"" help:"Make the case of a day."`
	Backup   backupCommand   `cmd:"" help:"Make a backup, also while Casebook runs."`
	Restore  restoreCommand  `cmd:"" help:"Make a backup a data directory again."`
	Check    checkCommand    `cmd:"" help:"Check the database, every case and every picture. Ends with 3 if something is wrong."`
	Doctor   doctorCommand   `cmd:"" help:"Look at the whole installation, and say what to change. Ends with 3 if something is wrong."`
	Rebuild  rebuildCommand  `cmd:"" help:"Make the database anew from the case files and pictures alone."`
	User     userCommand     `cmd:"" help:"See to who may run Casebook."`
	Token    tokenCommand    `cmd:"" help:"See to the tokens of programs."`
	Config   configCommand   `cmd:"" help:"Print the configuration in force."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "casebook:", err)
		if errors.Is(err, errProblems) {
			os.Exit(foundProblems)
		}
		os.Exit(1)
	}
}

// run parses the command line and runs the command it names.
func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 2 && args[0] == keeping.VerifyCommand {
		return keeping.Verify(args[1], out)
	}
	cli := &CLI{}
	parsed, err := settings.Parse(cli, builtin.Languages(), args, out)
	if err != nil {
		return err
	}
	cli.reader, cli.clock = settings.NewReader(cli, builtin.Languages(), args), cli.Now()
	parsed.BindTo(ctx, (*context.Context)(nil))
	parsed.BindTo(out, (*io.Writer)(nil))
	return parsed.Run(cli)
}

// house is everything that works without being asked, wired.
type house struct {
	db     *store.DB
	desk   *settings.Desk
	images *imagecache.Cache
	audit  *audit.Log
	queue  *jobs.Queue
	hooks  *notify.Service
	traces *traces.Tracer // nil: nobody is told
	models *roles.Roles
	cases  *cases.Service
	play   *play.Service
	keeper *keeping.Keeper
	watch  *watch.Watch
	stage  *rehearsal.Stage
	certs  *certs.Keeper // nil without a domain
	now    func() time.Time
	zone   *time.Location
	log    *slog.Logger

	readOnly bool // nothing can be written into the data directory
	unproven bool // the database was opened because it had been closed in order, and is to be checked
}

// open opens the house over the data directory, with the settings that makeDesk reads. The
// caller closes it.
func open(ctx context.Context, cli *CLI, log *slog.Logger, makeDesk func(*store.DB) (*settings.Desk, error)) (*house, error) {
	h := newHouse(cli, log, false)
	if err := h.furnish(ctx, cli, makeDesk); err != nil {
		return nil, errors.Join(err, h.abandon())
	}
	return h, nil
}

// newHouse returns a house to furnish. With closed, which says that the database was
// closed in order, that is opened unchecked.
func newHouse(cli *CLI, log *slog.Logger, closed bool) *house {
	h := &house{log: log, now: cli.clock, readOnly: keeping.IsReadOnly(cli.Data)}
	h.unproven = closed && !h.readOnly
	return h
}

// furnish opens everything, in one straight line. After an error the house is abandoned.
func (h *house) furnish(ctx context.Context, cli *CLI, makeDesk func(*store.DB) (*settings.Desk, error)) error {
	recovery, err := h.prepare(ctx, cli)
	if err != nil {
		return err
	}
	if h.db, err = store.Open(filepath.Join(cli.Data, "casebook.db"), store.Options{Now: h.now, ReadOnly: h.readOnly}); err != nil {
		return err
	}
	h.clearScratch(cli.Data)
	h.audit = audit.New(h.db, h.now)
	s, err := h.settle(makeDesk)
	if err != nil {
		return err
	}
	if h.images, err = imagecache.Open(filepath.Join(s.Data, "images"), filepath.Join(s.Data, "tmp"), imagecache.Options{AllowFetch: s.FetchNetworks(), ReadOnly: h.readOnly}); err != nil {
		return err
	}
	secret, err := h.db.Secret()
	if err != nil {
		return err
	}
	h.models, err = roles.Open(ctx, &s.Models, roles.Options{
		DB: h.db, Folder: filepath.Join(s.Data, "received"), Transport: wire.Transport(), Fetch: h.images.Fetch, Writer: builtin.NewWriter(), Judge: builtin.NewJudge(), Witness: builtin.NewWitness(), Now: h.now, Location: h.zone, Log: h.log,
	})
	if err != nil {
		return err
	}
	if err := h.openQueue(ctx, s); err != nil {
		return err
	}
	h.keeper = keeping.New(keeping.Options{
		DB: h.db, Queue: h.queue, Data: s.Data, Check: keeping.CheckApart(ctx), Folder: s.BackupFolder, Keep: s.BackupKeep, Version: versionText(), Now: h.now, Zone: h.zone, Log: h.log,
	})
	options := cases.Options{
		Writer: h.models.Writer, Artist: gallery.NewArtist(), Pictures: gallery.Pictures{Cache: h.images}, Queue: h.queue, Secret: secret,
		Now: h.now, Location: h.zone, Language: s.Language, Ahead: s.Ahead, Prefix: s.PublicURL + s.BasePath, Folder: filepath.Join(s.Data, "cases"), Backups: h.keeper.BringBack, Log: h.log,
	}
	if h.models.Artist != nil {
		options.FallbackArtist, options.Artist, options.PictureTimeout = options.Artist, h.models.Artist, roles.PictureTime
		options.Window, options.Silence, options.Batcher = roles.Window(&s.Models), roles.Silence(&s.Models), h.models.Batcher
		options.Batching = s.ArtistBatch
	}
	h.cases = cases.New(h.db, options)
	h.play = play.New(h.db, h.cases, h.models.Witness, h.models.Judge, play.Options{Now: h.now, Location: h.zone, Secret: secret})
	h.cases.OnReplaced(h.play.Forget, h.play.Move)
	h.cases.OnNews(func(tx *store.Tx, n cases.News) error { return h.hooks.Send(tx, n.Event(), n.Name(), n) })
	if err := h.openWatch(ctx, s); err != nil {
		return err
	}
	h.noteRecovery(&recovery)
	return keeping.Finish(ctx, recovery, h.cases, h.images.Has, h.log)
}

// quietLog is the log of commands that end: it has what goes wrong.
func quietLog() *slog.Logger {
	log, _ := settings.NewLog("warn")
	return log
}

// close ends what furnish began. Nothing may be at work any more.
func (h *house) close() (err error) {
	if h.models != nil {
		err = h.models.Close()
	}
	if h.images != nil {
		err = errors.Join(err, h.images.Close())
	}
	if h.db != nil {
		err = errors.Join(err, h.db.Close())
	}
	return errors.Join(err, h.traces.Close())
}

// abandon closes a house that could not be opened. If its database was not checked, it is
// before the next try.
func (h *house) abandon() error {
	if h.db != nil && h.unproven {
		h.db.Doubt()
	}
	return h.close()
}

type generateCommand struct {
	Date  string `env:"-" help:"Day of the case, YYYY-MM-DD; today if left out." placeholder:"DATE"`
	Force bool   `env:"-" help:"Make the case anew if there is one. Its old pictures' files stay."`
	JSON  bool   `env:"-" name:"json" help:"Print progress as lines of JSON, and the case of a dry run as JSON."`

	DryRun   bool `env:"-" help:"Write a sample of a case without a model, have it refereed, and keep nothing."`
	Print    bool `env:"-" help:"With --dry-run: print the case as a player comes to know it."`
	Solution bool `env:"-" help:"With --print: print the solution, the chain of reasoning and all facts, too."`
}

// Validate refuses options that mean nothing together.
func (c *generateCommand) Validate() error {
	switch {
	case c.DryRun && c.Force:
		return errors.New("--force makes no sense with --dry-run, which replaces nothing")
	case c.Print && !c.DryRun:
		return errors.New("--print needs --dry-run")
	case c.Solution && !c.Print:
		return errors.New("--solution needs --print")
	default:
		return nil
	}
}

// Run makes a case: itself, or, when a server holds the database, through it.
func (c *generateCommand) Run(ctx context.Context, cli *CLI, out io.Writer) (err error) {
	if c.DryRun {
		return c.sample(ctx, cli, out)
	}
	report := c.reporter(out)
	h, err := open(ctx, cli, quietLog(), cli.desk)
	if inUse, ok := errors.AsType[*store.InUseError](err); ok {
		server, err := web.Find(cli.Data)
		if err != nil {
			return errors.Join(inUse, err)
		}
		return server.Generate(ctx, c.Date, c.Force, report)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	working, stop := context.WithCancel(ctx)
	var group errgroup.Group
	group.Go(func() error { return h.queue.Run(working) })
	err = h.cases.Make(ctx, c.Date, c.Force, report)
	stop()
	return errors.Join(err, group.Wait())
}

// sample writes a case that is not kept. It needs no data directory and no model: the
// case is the same on every machine, and none that a house will play. It is in English
// where only a model knows the language that is set.
func (c *generateCommand) sample(ctx context.Context, cli *CLI, out io.Writer) error {
	zone, err := cli.Zone()
	if err != nil {
		return fmt.Errorf("timezone: %w", err)
	}
	language := cli.Language
	if !slices.Contains(builtin.Languages(), language) {
		language = "en"
	}
	sample, err := cases.Sample(ctx, cases.Options{Writer: builtin.NewWriter(), Now: cli.Now(), Location: zone, Language: language}, c.Date)
	if err != nil {
		return err
	}
	sheet := cases.NewSheet(sample, c.Solution)
	switch {
	case c.Print && c.JSON:
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(sheet)
	case c.Print:
		return sheet.Print(out)
	case c.JSON:
		return json.NewEncoder(out).Encode(cases.Progress{CaseID: sample.ID, Title: sample.Title, Total: mystery.PictureCount})
	default:
		_, err := fmt.Fprintf(out, "%s: %s (%s) pleases the referee; nothing was kept\n", sample.ID, sample.Title, sample.Difficulty)
		return err
	}
}

// reporter prints progress: lines of JSON, or one line that is written over on a
// terminal and once per picture elsewhere.
func (c *generateCommand) reporter(out io.Writer) func(cases.Progress) {
	if c.JSON {
		encoder := json.NewEncoder(out)
		return func(p cases.Progress) { _ = encoder.Encode(p) }
	}
	end := "\n"
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		end = "\r"
	}
	return func(p cases.Progress) {
		switch p.State {
		case "":
			fmt.Fprintf(out, "%s: writing the case\n", p.CaseID)
		case cases.DrawPending, cases.DrawGenerating:
			fmt.Fprintf(out, "%s: %d of %d pictures drawn%s%s", p.CaseID, p.Stored, p.Total, failures(p), end)
		default:
			fmt.Fprintf(out, "%s: %s, %d of %d pictures stored%s\n", p.CaseID, p.State, p.Stored, p.Total, failures(p))
		}
	}
}

// failures says how many pictures failed, if any did.
func failures(p cases.Progress) string {
	if p.Failed == 0 {
		return ""
	}
	return fmt.Sprintf(", %d failed", p.Failed)
}

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(out io.Writer) error {
	_, err := fmt.Fprintln(out, "casebook", versionText())
	return err
}

// versionText is the version stamped by make build, or "dev".
func versionText() string { return cmp.Or(version, "dev") }
