// Package web serves Casebook over HTTP: the game API, its documentation, the
// pictures, the client and the operator's area.
//
// Each area has a file with its routes and its handlers. A handler parses, calls
// its area and returns; what is common to all is done around it: answer.go makes
// whole answers with their tags, errors.go turns errors into statuses,
// middleware.go guards, limit.go slows down.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"casebook/generator/audit"
	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/model/ledger"
	"casebook/generator/notify"
	"casebook/generator/people"
	"casebook/generator/play"
	"casebook/generator/rehearsal"
	"casebook/generator/settings"
	"casebook/generator/traces"
	"casebook/generator/watch"
	"casebook/imagecache"
	"casebook/store"
	"casebook/web/certs"
)

// How long things may take. There is no time for a whole request: some wait for
// a case to be written, and streams last.
const (
	headerPatience = 10 * time.Second // for the header of a request to arrive
	bodyPatience   = 15 * time.Second // for its body, unless a route says otherwise
	writeTimeout   = time.Minute      // for an answer to be taken
	idleTimeout    = 2 * time.Minute
)

// The largest requests, in bytes. Uploads have a bound of their own.
const (
	maxHeader = 32 << 10
	maxBody   = 64 << 10
)

// Options are what a Server needs. Audit, Log, Level and Now have defaults, PublicURL,
// BasePath and TrustedProxies may be empty.
type Options struct {
	Cases    *cases.Service
	Play     *play.Service
	Images   *imagecache.Cache
	Queue    *jobs.Queue
	DB       *store.DB
	Keeper   *keeping.Keeper
	Costs    *ledger.Ledger
	Webhooks *notify.Service
	Watch    *watch.Watch
	Stage    *rehearsal.Stage
	Auth     *people.Service
	Audit    *audit.Log
	Certs    *certs.Keeper // nil without HTTPS of our own
	Desk     *settings.Desk
	Client   *Client
	Log      *slog.Logger
	Level    *slog.LevelVar // of Log
	Traces   *traces.Tracer // nil: requests are not traced
	Now      func() time.Time
	NextRun  func() time.Time // when the schedule makes cases next; nil: it does not run

	BasePath       string         // what all paths begin with, for example "/mystery"
	PublicURL      string         // the origin that players use, without a path
	TrustedProxies []netip.Prefix // whose X-Forwarded headers are believed
	Version        string
}

// Server answers HTTP requests. Make one with New.
type Server struct {
	o        Options
	echo     *echo.Echo
	root     *echo.Group // where the base path ends
	api      huma.API
	operator *operator       // nil: there are no such routes
	public   map[string]bool // "METHOD /pattern" of routes that any origin may read
	quiet    map[string]bool // patterns that are logged only when they fail
	streams  *streams
	zippers  sync.Pool
	prepared prepared
	address  *limits         // what an address may do in the game
	player   *limits         // what a player may do in the game
	generate *limits         // how often an address may ask for a case
	patience time.Duration   // for bodies
	ending   context.Context //nolint:containedctx // ends with what requests are told that must end
	end      context.CancelCauseFunc
	meter    *meter
	probes   probes
	working  sync.RWMutex // read-locked by the gate for every request that is being handled
}

// New returns a Server with every route.
func New(o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Audit == nil {
		o.Audit = audit.New(o.DB, o.Now)
	}
	if o.Level == nil {
		o.Level = new(slog.LevelVar)
	}
	s := &Server{
		o: o, echo: echo.New(), public: map[string]bool{}, quiet: map[string]bool{}, streams: newStreams(),
		address:  newLimits(addressPerSecond, addressBurst),
		player:   newLimits(playerPerSecond, playerBurst),
		generate: newLimits(generatePerSecond, generateBurst),
		patience: bodyPatience,
		meter:    newMeter(o.Version, o.Watch, o.Certs),
	}
	s.ending, s.end = context.WithCancelCause(context.Background())
	s.echo.IPExtractor, s.echo.SchemeExtractor = clientAddress(o.TrustedProxies), clientScheme(o.TrustedProxies)
	s.echo.HTTPErrorHandler = func(err error, c echo.Context) { s.fail(c, err) }
	s.echo.Use(s.observe, s.protect, s.crossOrigin, s.hurry)
	s.root = s.echo.Group(o.BasePath)
	s.prepareAPI()
	s.registerCases()
	s.registerPictures()
	s.registerEvents()
	s.registerPlay()
	s.registerAloud()
	s.registerPerson()
	s.registerOperator()
	s.registerHealth()
	s.registerShare()
	s.registerClient()
	if err := s.registerDocs(); err != nil {
		return nil, fmt.Errorf("prepare the documentation: %w", err)
	}
	s.meter.know(s.echo.Routes(), s.o.BasePath)
	s.meter.routes[s.o.BasePath+s.o.Client.root+"/*"] = "/static/*" // whatever the client's version
	return s, nil
}

// registerOperator adds the operator's area. Its routes are the last that the
// document of the API has.
func (s *Server) registerOperator() {
	if s.o.Auth == nil {
		return
	}
	origins := http.NewCrossOriginProtection()
	if s.o.PublicURL != "" {
		_ = origins.AddTrustedOrigin(s.o.PublicURL) // checked with the settings
	}
	area := &operator{
		db: s.o.DB, auth: s.o.Auth, cases: s.o.Cases, images: s.o.Images, play: s.o.Play, nextRun: s.o.NextRun, queue: s.o.Queue, origins: origins, limited: s.limited(s.address),
		publicURL: s.o.PublicURL, basePath: s.o.BasePath, now: s.o.Now, look: lookEvery,
		fail:  func(ctx huma.Context, err error) { s.fail(humaecho.Unwrap(ctx), err) },
		costs: s.o.Costs, keeper: s.o.Keeper, webhooks: s.o.Webhooks, watch: s.o.Watch, stage: s.o.Stage, doctor: s.doctor, meter: s.meter, audit: s.o.Audit, desk: s.o.Desk, log: s.o.Log, level: s.o.Level,
	}
	area.register(s.api)
	s.operator = area
	s.registerProfiles(area)
	s.quiet[s.o.BasePath+metricsPath] = true
}

// Handler is the server for tests and for other servers. Streams of it end with
// their requests.
func (s *Server) Handler() http.Handler { return http.HandlerFunc(s.front) }

// waitForHandlers returns whether no request is being handled, at the latest after
// patience.
func (s *Server) waitForHandlers(patience time.Duration) bool {
	idle := make(chan struct{})
	go func() {
		s.working.Lock()
		defer s.working.Unlock()
		close(idle)
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-idle:
		return true
	case <-timer.C:
		return false
	}
}
