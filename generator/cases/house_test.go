package cases

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// studio is an Artist whose pictures cost nothing and fail as told.
type studio struct {
	mu     sync.Mutex
	takes  time.Duration
	fail   func(slot string, attempt int) error
	link   bool // hand over URLs in place of bytes, the same for an hour
	links  map[string]Drawing
	hang   func(slot string, attempt int) bool
	by     string
	now    func() time.Time
	drawn  map[string]int
	busy   int
	most   int
	starts []time.Time
}

func (a *studio) Draw(ctx context.Context, _ string, p mystery.Picture) (Drawing, error) {
	a.mu.Lock()
	if a.drawn == nil {
		a.drawn, a.links = map[string]int{}, map[string]Drawing{}
	}
	known := a.links[p.Slot]
	a.drawn[p.Slot]++
	attempt := a.drawn[p.Slot]
	a.busy++
	a.most = max(a.most, a.busy)
	a.starts = append(a.starts, time.Now())
	a.mu.Unlock()
	defer func() {
		a.mu.Lock()
		a.busy--
		a.mu.Unlock()
	}()
	if known.URL != "" && known.Expires.After(a.now()) {
		return known, nil
	}
	takes := a.takes
	if a.hang != nil && a.hang(p.Slot, attempt) {
		takes = 24 * time.Hour
	}
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		return Drawing{}, ctx.Err()
	}
	if a.fail != nil {
		if err := a.fail(p.Slot, attempt); err != nil {
			return Drawing{}, err
		}
	}
	if a.link {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.links[p.Slot] = Drawing{URL: "https://example.org/" + p.Slot, Expires: a.now().Add(time.Hour), By: a.by}
		return a.links[p.Slot], nil
	}
	return Drawing{Data: dot(p.Slot, p.Seed), By: a.by}, nil
}

func (a *studio) times(slot string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.drawn[slot]
}

// dot is a small picture that differs by name and seed.
func dot(name string, seed uint64) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 8, 8))
	for i, c := range fmt.Sprint(name, seed) {
		img.Set(i%8, i/8, color.RGBA{uint8(c), uint8(i), 7, 255})
	}
	var data bytes.Buffer
	_ = png.Encode(&data, img) // a Buffer takes everything
	return data.Bytes()
}

// album is a Pictures that keeps files in a folder and fetches as told.
type album struct {
	folder string
	mu     sync.Mutex
	fetch  func(url string) ([]byte, error)
	put    func(name PictureName) error
	derive error
}

func (a *album) Put(_ context.Context, name PictureName, data []byte, _ string) (Kept, error) {
	a.mu.Lock()
	put := a.put
	a.mu.Unlock()
	if put != nil {
		if err := put(name); err != nil {
			return Kept{}, err
		}
	}
	path := fmt.Sprintf("%s/%s/%s.%x.jpg", name.CaseID, name.Kind, name.Name, len(data)+int(data[len(data)/2])*1000)
	full := filepath.Join(a.folder, path)
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return Kept{}, err
	}
	kept := Kept{Path: path, Width: 8, Height: 8, Bytes: len(data), Variants: []KeptVariant{{Path: path + ".w320", Width: 320, Height: 4, Format: "jpeg"}}}
	return kept, os.WriteFile(full, data, 0o600)
}

func (a *album) Derive(_ context.Context, path string, widths []int, _ string) (list []KeptVariant, err error) {
	for _, width := range widths {
		list = append(list, KeptVariant{Path: fmt.Sprintf("%s.anew.w%d", path, width), Width: width, Height: 4, Format: "jpeg"})
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return list, a.derive
}

func (a *album) Fetch(_ context.Context, url string) ([]byte, error) {
	a.mu.Lock()
	fetch := a.fetch
	a.mu.Unlock()
	if fetch == nil {
		return nil, errors.New("no network")
	}
	return fetch(url)
}

// online lets the album fetch from now on.
func (a *album) online(fetch func(url string) ([]byte, error)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.fetch = fetch
}

// broken lets keeping pictures fail from now on.
func (a *album) broken(put func(PictureName) error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.put = put
}

func (a *album) Scrub(_ context.Context, records iter.Seq2[string, error], progress func(int) error) (found Scrubbed, err error) {
	for path, err := range records {
		if err != nil {
			return found, err
		}
		found.Files++
		if _, err := os.Stat(filepath.Join(a.folder, path)); err != nil && !strings.Contains(path, ".w320") {
			found.Missing = append(found.Missing, path)
		}
		if err := progress(found.Files); err != nil {
			return found, err
		}
	}
	return found, nil
}

func (a *album) Remove(caseID string) error { return os.RemoveAll(filepath.Join(a.folder, caseID)) }

// press is a service with everything it needs, all of it real but the artist and
// the album. It works in the virtual time of synctest, which begins on
// 2000-01-01.
type press struct {
	*Service
	t     *testing.T
	db    *store.DB
	queue *jobs.Queue
	art   *studio
	album *album
	ended []string // cases whose players were forgotten
}

// theDay is the day on which the tests play.
const theDay = "2026-11-21"

// run runs a test in virtual time that begins at noon of theDay.
func run(t *testing.T, change func(*Options), test func(t *testing.T, p *press)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		until := time.Until(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
		now := func() time.Time { return time.Now().Add(until) }
		db, err := store.Open(filepath.Join(t.TempDir(), "casebook.db"), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := &press{
			t: t, db: db, queue: jobs.New(db, jobs.Options{Now: now}), art: &studio{takes: time.Second, by: "builtin", now: now}, album: &album{folder: t.TempDir()},
		}
		o := Options{
			Writer: builtin.NewWriter(), Artist: p.art, Pictures: p.album, Queue: p.queue, Secret: []byte("secret"), Now: now, Ahead: 1,
			Folder: filepath.Join(p.album.folder, "cases"),
		}
		if change != nil {
			change(&o)
		}
		p.Service = New(db, o)
		p.OnReplaced(func(_ *store.Tx, caseID string) error {
			p.ended = append(p.ended, caseID)
			return nil
		}, func(*store.Tx, string, string) error { return nil })
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- p.queue.Run(ctx) }()
		defer func() {
			stop()
			if err := errors.Join(<-done, db.Close()); err != nil {
				t.Error(err)
			}
		}()
		test(t, p)
	})
}

// made makes a case and waits until its drawing has ended.
func (p *press) made(date string) Progress {
	p.t.Helper()
	var last Progress
	err := p.Make(context.Background(), date, false, func(now Progress) { last = now })
	if err != nil && last.State == "" {
		p.t.Fatal(err)
	}
	return last
}

func (p *press) view(ref string) View {
	p.t.Helper()
	v, err := p.View(context.Background(), ref, "")
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// kindOf is the kind of a fault, 0 for any other error or none.
func kindOf(err error) fault.Kind {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Kind
	}
	return 0
}
