package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/model/ledger"
	"casebook/generator/mystery"
	"casebook/generator/notify"
	"casebook/generator/play"
	"casebook/generator/watch"
	"casebook/imagecache"
	"casebook/static"
	"casebook/store"
	"casebook/store/storetest"
)

// logged keeps what a server logs.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// loaded is the client, which all servers of a process have in common.
var loaded = sync.OnceValues(func() (*Client, error) { return LoadClient(static.FS) })

func theClient(t testing.TB) *Client {
	t.Helper()
	client, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// bare returns a server over an empty database, in which no case is made.
func bare(t testing.TB, change func(*Options)) (*Server, *logged) {
	t.Helper()
	log := &logged{}
	db := storetest.Open(t)
	o := Options{DB: db, Auth: newTestAuth(t, db, time.Now), Client: theClient(t), Version: "test", Log: slog.New(slog.NewJSONHandler(log, nil))}
	if change != nil {
		change(&o)
	}
	if o.Cases == nil {
		o.Cases = cases.New(db, cases.Options{Queue: jobs.New(db, jobs.Options{})})
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s, log
}

// easel draws pictures of one colour, each when it is let.
type easel struct{ let chan struct{} }

func (e easel) Draw(ctx context.Context, _ string, p mystery.Picture) (cases.Drawing, error) {
	select {
	case <-e.let:
	case <-ctx.Done():
		return cases.Drawing{}, ctx.Err()
	}
	picture := image.NewRGBA(image.Rect(0, 0, 336, 24))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(color.RGBA{uint8(p.Seed), uint8(p.Seed >> 8), uint8(len(p.Slot) * 9), 255}), image.Point{}, draw.Src)
	var data bytes.Buffer
	err := png.Encode(&data, picture)
	return cases.Drawing{Data: data.Bytes(), By: "builtin"}, err
}

// keeper is the picture cache as package cases wants it.
type keeper struct{ *imagecache.Cache }

func (k keeper) Put(ctx context.Context, name cases.PictureName, data []byte, _ string) (cases.Kept, error) {
	key := imagecache.Key{Case: name.CaseID, Type: string(name.Kind), Name: name.Name}
	p, err := k.Cache.Put(ctx, key, bytes.NewReader(data), imagecache.Origin{})
	kept := cases.Kept{Path: p.Path, Width: p.Width, Height: p.Height, Bytes: p.Bytes, BlurHash: p.BlurHash, Color: p.Color}
	for _, v := range p.Variants {
		kept.Variants = append(kept.Variants, cases.KeptVariant{Path: v.Path, Width: v.Width, Height: v.Height, Format: v.Format})
	}
	return kept, err
}

func (keeper) Derive(context.Context, string, []int, string) ([]cases.KeptVariant, error) {
	return nil, cases.ErrRefused
}

func (k keeper) Scrub(ctx context.Context, records iter.Seq2[string, error], progress func(int) error) (cases.Scrubbed, error) {
	report, err := k.Cache.Scrub(ctx, records, progress)
	return cases.Scrubbed(report), err
}

// blocked is a writer that never succeeds.
type blocked struct{}

func (blocked) Write(context.Context, mystery.Brief) (*mystery.Case, error) {
	return nil, jobs.Permanent(errors.New("secret reason"))
}

// today is the day on which the tests play.
const today = "case-2026-11-21"

// house is a whole game for a test, at noon of today.
type house struct {
	*Server
	url   string
	log   *logged
	easel easel
	later atomic.Int64 // how much the clock is ahead
}

func (h *house) now() time.Time {
	return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC).Add(time.Duration(h.later.Load()))
}

// newHouse returns a game without a case, served over HTTP.
func newHouse(t testing.TB, change func(*Options, *cases.Options)) *house {
	t.Helper()
	h := &house{easel: easel{let: make(chan struct{})}}
	h.Server, h.log = bare(t, func(o *Options) {
		images, err := imagecache.Open(filepath.Join(t.TempDir(), "images"), filepath.Join(t.TempDir(), "tmp"), imagecache.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = images.Close() })
		o.Images, o.Now, o.Auth = images, h.now, newTestAuth(t, o.DB, h.now)
		o.Queue = jobs.New(o.DB, jobs.Options{Now: h.now})
		made := cases.Options{
			Writer: builtin.NewWriter(), Artist: h.easel, Pictures: keeper{images}, Queue: o.Queue, Secret: []byte("secret"), Now: h.now,
		}
		o.Keeper = keeping.New(keeping.Options{
			DB: o.DB, Queue: o.Queue, Data: t.TempDir(), Check: func(string) error { return nil }, Folder: t.TempDir(), Keep: 2, Version: "test", Now: h.now, Zone: time.UTC, Log: o.Log,
		})
		if change != nil {
			change(o, &made)
		}
		made.Prefix = o.PublicURL + o.BasePath
		o.Cases = cases.New(o.DB, made)
		costs := ledger.New(o.DB, ledger.Options{Now: h.now, Location: time.UTC, Log: o.Log})
		hooks, err := notify.New(o.DB, notify.Options{Secret: "c2VjcmV0", Queue: o.Queue, Now: h.now, Log: o.Log})
		if err != nil {
			t.Fatal(err)
		}
		o.Costs, o.Webhooks = costs, hooks
		o.Play = play.New(o.DB, o.Cases, builtin.NewWitness(), builtin.NewJudge(), play.Options{Now: h.now, Secret: []byte("secret")})
		o.Cases.OnReplaced(o.Play.Forget, o.Play.Move)
		o.Watch = watch.New(watch.Options{
			DB: o.DB, Cases: o.Cases, Queue: o.Queue, Keeper: o.Keeper, Costs: costs, Webhooks: hooks, Play: o.Play, Herald: &notify.Herald{}, Now: h.now, Zone: time.UTC, Log: o.Log, Traces: o.Traces.Receiver,
		})
	})
	ctx, cancel := context.WithCancel(context.Background())
	var working sync.WaitGroup
	working.Go(func() {
		if err := h.o.Queue.Run(ctx); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		cancel()
		working.Wait()
	})
	h.url = open(t, h.Server)
	return h
}

// drawn returns a game whose case of today is written and drawn, and whose case
// of tomorrow is too.
func drawn(t testing.TB, change func(*Options, *cases.Options)) *house {
	t.Helper()
	h := newHouse(t, change)
	close(h.easel.let)
	for _, date := range []string{"2026-11-22", "2026-11-21"} {
		if err := h.o.Cases.Make(t.Context(), date, false, func(cases.Progress) {}); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// TestGame runs the tests that can share one game.
func TestGame(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	for name, test := range map[string]func(*testing.T, *house){
		"case errors": testCaseErrors, "case with player": testCaseWithPlayer, "suspects": testSuspects,
		"picture status": testPictureStatus, "suspect image": testSuspectImage, "every picture": testEveryPictureIsThere,
		"points": testPoints, "search": testSearchAndItems, "commitment": testCommitment, "chat": testChat, "aloud": testAloud, "player state": testPlayerState,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, h)
		})
	}
}

// record reads the truth of a case.
func (h *house) record(t testing.TB, id string) (c *mystery.Case) {
	t.Helper()
	err := h.o.DB.View(func(tx *store.Tx) (err error) {
		c, err = h.o.Cases.Case(tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (h *house) get(t testing.TB, path string) answered {
	t.Helper()
	return ask(t, h.url, asked{Path: path})
}

func (h *house) post(t testing.TB, path string, body any) answered {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return ask(t, h.url, asked{Method: http.MethodPost, Path: path, Body: string(text)})
}

// asked is a request for a test; only Path must be set.
type asked struct {
	Method, Path, Body, Type string
	Header                   map[string]string
}

func (a asked) request(t testing.TB, base string) *http.Request {
	t.Helper()
	if a.Method == "" {
		a.Method = http.MethodGet
	}
	r, err := http.NewRequestWithContext(t.Context(), a.Method, base+a.Path, strings.NewReader(a.Body))
	if err != nil {
		t.Fatal(err)
	}
	if a.Body != "" && a.Type == "" {
		a.Type = "application/json"
	}
	if a.Type != "" && a.Type != "none" {
		r.Header.Set("Content-Type", a.Type)
	}
	for name, value := range a.Header {
		r.Header.Set(name, value)
	}
	return r
}

// answered is what came back.
type answered struct {
	Status int
	Header http.Header
	Body   []byte
}

// find returns a part of a JSON body by its path: names and indices with dots
// between them. ok is false where there is none.
func (a answered) find(t testing.TB, path string) (v any, ok bool) {
	t.Helper()
	if err := json.Unmarshal(a.Body, &v); err != nil {
		t.Fatalf("%v in %q", err, a.Body)
	}
	for name := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			if v, ok = in[name]; !ok {
				return nil, false
			}
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(in) {
				return nil, false
			}
			v, ok = in[i], true
		default:
			return nil, false
		}
	}
	return v, ok
}

// field is find for a part that may be missing.
func (a answered) field(t testing.TB, path string) any {
	t.Helper()
	v, _ := a.find(t, path)
	return v
}

// text is a part that is text.
func (a answered) text(t testing.TB, path string) string {
	t.Helper()
	v, ok := a.field(t, path).(string)
	if !ok {
		t.Errorf("%s: got %v, want text", path, a.field(t, path))
	}
	return v
}

// wantFields checks that a good answer has all the parts named, none of them
// null.
func wantFields(t testing.TB, a answered, paths string) {
	t.Helper()
	if a.Status != http.StatusOK || a.Header.Get("Content-Type") != "application/json" {
		t.Fatalf("got %d %s %s, want 200 application/json", a.Status, a.Header.Get("Content-Type"), a.Body)
	}
	for path := range strings.FieldsSeq(paths) {
		if v, ok := a.find(t, path); !ok || v == nil {
			t.Errorf("%s is missing in %.300s", path, a.Body)
		}
	}
}

// ask sends a request over real HTTP, without following redirects or unzipping.
func ask(t testing.TB, base string, a asked) answered {
	t.Helper()
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	response, err := transport.RoundTrip(a.request(t, base))
	if err != nil {
		t.Fatalf("%s %s: %v", a.Method, a.Path, err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", a.Method, a.Path, err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return answered{response.StatusCode, response.Header, body}
}

// open serves s for the time of the test and returns where.
func open(t testing.TB, s *Server) string {
	t.Helper()
	server := httptest.NewServer(s.Handler())
	t.Cleanup(func() {
		s.streams.close()
		server.Close()
	})
	return server.URL
}

// wantError checks that an answer is an error as GAME-API.md has it.
func wantError(t testing.TB, a answered, status int, message string) {
	t.Helper()
	if a.Status != status {
		t.Fatalf("status: got %d (%s), want %d", a.Status, a.Body, status)
	}
	if kind := a.Header.Get("Content-Type"); kind != "application/json" {
		t.Errorf("content type: got %q, want application/json", kind)
	}
	if keep := a.Header.Get("Cache-Control"); keep != "no-store" {
		t.Errorf("cache control of an error: got %q, want no-store", keep)
	}
	for _, name := range []string{"error", "message", "type", "title", "detail", "instance"} {
		if a.text(t, name) == "" {
			t.Errorf("%s is empty", name)
		}
	}
	if got := a.field(t, "status"); got != float64(status) {
		t.Errorf("status in the body: got %v, want %d", got, status)
	}
	if got := a.text(t, "message"); !strings.Contains(got, message) {
		t.Errorf("message: got %q, want %q in it", got, message)
	}
}
