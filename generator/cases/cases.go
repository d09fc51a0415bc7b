// Package cases makes cases and says what players may see of them: it writes,
// referees, draws, publishes and heals, on a schedule or when asked.
//
// Collections it owns: cases, summaries, images, status, metrics. A case and its
// picture records change only together with an event to those who Watch.
package cases

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"sync"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// Writer writes one case. The result need not obey the laws: it is refereed.
type Writer interface {
	Write(ctx context.Context, brief mystery.Brief) (*mystery.Case, error)
}

// Artist draws one picture of a case. It must return when ctx ends. An error that
// is a *backoff.PermanentError is not tried again in the same round. One that takes
// longer than Options.Silence calls Alive with ctx now and then.
type Artist interface {
	Draw(ctx context.Context, caseID string, p mystery.Picture) (Drawing, error)
}

// Alive notes that an artist is still at work on what it was given ctx for.
func Alive(ctx context.Context) { jobs.Alive(ctx) }

// Batcher has pictures drawn in a way that costs less and may take a day.
type Batcher interface {
	// DrawAhead returns when no more pictures are to be expected, soon after until at
	// the latest; the Artist's Draw hands over what came. Wanted is told now and then
	// how many came, and says whether the others are still wanted. Without pictures,
	// what is under way of the case is given up.
	DrawAhead(ctx context.Context, caseID string, pictures []mystery.Picture, until time.Time, wanted func(received int) (bool, error)) error
}

// ErrRefused is what Pictures returns, among others, for what no second attempt can
// mend: from Put for bytes that are no picture that is accepted, from Fetch for an
// address that is not spoken to, and so is not given to players either.
var ErrRefused = errors.New("not a picture that can be kept")

// Drawing is what an artist hands over: the bytes of a picture in any format
// that Pictures accepts, or a URL that holds them for a while.
type Drawing struct {
	Data    []byte
	URL     string
	Expires time.Time // of URL; zero when unknown
	By      string    // ByBuiltin or the model's name
	// Forget, if set, drops the artist's own copy. It is called when the picture is
	// stored, or refused; until then the artist hands the same picture over again, or
	// the same URL as long as it holds.
	Forget func() error
}

// Who made a picture, if not a model.
const (
	ByBuiltin = "builtin" // the painter that comes with Casebook
	ByUpload  = "upload"  // not known
)

// Pictures keeps pictures for ever. Put has synced everything it made when it
// returns, so that a record may name it; by is as in Drawing, or ByUpload.
type Pictures interface {
	Put(ctx context.Context, name PictureName, data []byte, by string) (Kept, error)
	Fetch(ctx context.Context, url string) ([]byte, error)
	// Derive makes smaller versions of a kept picture anew, as Put does. ErrRefused: of what
	// is at path none can be made.
	Derive(ctx context.Context, path string, widths []int, by string) ([]KeptVariant, error)
	Remove(caseID string) error
	// Scrub compares the files with what records yields, and calls progress with the
	// number of files after each; an error of either ends it.
	Scrub(ctx context.Context, records iter.Seq2[string, error], progress func(files int) error) (Scrubbed, error)
}

// Backups brings back the files of pictures, given by their paths relative to /images/,
// that a backup has as they were, and returns the paths of these.
type Backups func(ctx context.Context, paths []string) ([]string, error)

// PictureName says which picture of which case.
type PictureName struct {
	CaseID string
	Kind   mystery.PictureKind
	Name   string // the slot, or another name for an extra picture
}

// Kept is a picture as Pictures keeps it. Paths are relative to /images/.
type Kept struct {
	Path     string        `json:"path"`
	Width    int           `json:"width"`
	Height   int           `json:"height"`
	Bytes    int           `json:"bytes"`
	BlurHash string        `json:"blurHash"`
	Color    string        `json:"color"`
	PHash    string        `json:"pHash,omitempty"` // few of its 64 bits differ between pictures that look alike
	Variants []KeptVariant `json:"variants"`
}

// KeptVariant is a smaller version of a kept picture.
type KeptVariant struct {
	Path   string `json:"path"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Format string `json:"format"`
}

// Options are what a Service needs. Writer, Artist, Pictures, Queue and Secret
// must be set; the rest has defaults.
type Options struct {
	Writer         Writer
	FallbackWriter Writer // used when Writer keeps breaking the laws; nil: none
	Artist         Artist
	FallbackArtist Artist  // draws placeholders when Artist fails; nil: none
	Batcher        Batcher // draws the pictures of days to come; nil: Artist does
	Batching       bool    // give Batcher cases that are written now, not only wait for what it was given
	Pictures       Pictures
	Queue          *jobs.Queue
	Secret         []byte // the installation's: seeds are derived from it
	Language       string // default "en"
	Now            func() time.Time
	Location       *time.Location // when a day begins; default UTC
	Ahead          int            // days kept ready after today; default 3
	Prefix         string         // put before "/images/…" in URLs
	Folder         string         // where case files go; empty: none are written
	Backups        Backups        // nil: there are none
	Window         int            // pictures of a case drawn at once; default 5
	Spacing        time.Duration  // least time between starts of two pictures
	PictureTimeout time.Duration  // for one attempt; default 60 s
	Silence        time.Duration  // of an artist, after which drawing is taken up again; at least jobs.StuckAfter
	Log            *slog.Logger
}

// casesRead is how many cases are kept decoded, of about half a megabyte each.
const casesRead = 16

// Service makes and shows cases. Its methods are safe for concurrent use.
type Service struct {
	db       *store.DB
	o        Options
	hub      hub
	revision revision
	read     *store.Cache[caseRecord] // those that players are at
	finder   finder
	filing   sync.Mutex // held while a case file is written
	// forget drops what players did in a case that is made anew, or is gone for good.
	forget func(tx *store.Tx, caseID string) error
	// move gives what they did in a case to another id.
	move func(tx *store.Tx, from, to string) error
	tell func(tx *store.Tx, n News) error
}

// New returns a Service over db and registers its job handlers with o.Queue.
func New(db *store.DB, o Options) *Service {
	s := &Service{db: db, o: withDefaults(o), read: store.NewCache(caseRecords(), casesRead), forget: func(*store.Tx, string) error { return nil }, move: func(*store.Tx, string, string) error { return nil }, tell: func(*store.Tx, News) error { return nil }}
	s.o.Queue.Handle(writeKind, s.runWrite, jobs.HandlerOptions{Timeout: writeTimeout})
	s.o.Queue.Handle(drawKind, s.runDraw, jobs.HandlerOptions{Silence: s.o.Silence})
	s.o.Queue.Handle(healKind, s.runDraw, jobs.HandlerOptions{Silence: s.o.Silence})
	s.o.Queue.Handle(batchKind, s.runBatch, jobs.HandlerOptions{Concurrency: batchesAtOnce})
	s.o.Queue.Handle(dropKind, s.runDrop, jobs.HandlerOptions{Concurrency: batchesAtOnce, Timeout: dropTime})
	s.o.Queue.Handle(scrubKind, s.runScrub, jobs.HandlerOptions{})
	s.o.Queue.Handle(purgeKind, s.runPurge, jobs.HandlerOptions{})
	s.o.Queue.Handle(fileKind, s.runFile, jobs.HandlerOptions{})
	return s
}

// OnReplaced sets what is called, within the transaction, when what players did in a case
// no longer fits, since it was made anew or is gone for good; and when it is to be kept
// under another id, as long as the case is deleted. Call it before use.
func (s *Service) OnReplaced(forget func(tx *store.Tx, caseID string) error, move func(tx *store.Tx, from, to string) error) {
	s.forget, s.move = forget, move
}

func withDefaults(o Options) Options {
	if o.Language == "" {
		o.Language = "en"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Location == nil {
		o.Location = time.UTC
	}
	if o.Ahead == 0 {
		o.Ahead = 3
	}
	if o.Window == 0 {
		o.Window = 5
	}
	if o.PictureTimeout == 0 {
		o.PictureTimeout = time.Minute
	}
	o.Silence = max(o.Silence, jobs.StuckAfter)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}
