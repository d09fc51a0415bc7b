// Package roles makes those who play the roles of the house with models, as the
// settings say.
package roles

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"

	"casebook/generator/cases"
	"casebook/generator/model"
	"casebook/generator/model/gemini"
	"casebook/generator/model/ledger"
	"casebook/generator/model/openai"
	"casebook/generator/model/prompts"
	"casebook/generator/mystery"
	"casebook/generator/play"
	"casebook/generator/settings"
	"casebook/store"
)

// The roles, as costs name them.
const (
	writerRole   = "writer"
	embedderRole = "embedder" // compares plots
	artistRole   = "artist"
	viewerRole   = "viewer" // looks at what the artist drew
	judgeRole    = "judge"
)

const (
	attempts = 3
	patience = 2 * time.Minute // the longest hint of a busy provider that is waited for
	// judgeTime bounds an attempt, and a wait, of a judge: a player waits.
	judgeTime = 15 * time.Second
)

// Options are what Open needs beside the settings.
type Options struct {
	DB        *store.DB
	Folder    string // for pictures that were received and not yet kept
	Transport http.RoundTripper
	Fetch     func(ctx context.Context, url string) ([]byte, error) // of pictures, guarded
	Writer    cases.Writer                                          // who writes where no model does
	Judge     play.Judge                                            // who judges where no model does
	Witness   play.Witness                                          // who decides what is told where a model speaks
	Now       func() time.Time
	Location  *time.Location
	Log       *slog.Logger
}

// Roles are those that models may play.
type Roles struct {
	Writer    cases.Writer
	Artist    cases.Artist  // nil: the built-in one
	Batcher   cases.Batcher // nil: the artist has no batches
	Judge     play.Judge
	Witness   play.Witness
	Ledger    *ledger.Ledger
	providers []*provider
	prices    map[string]ledger.Price
	received  *prompts.Received
	log       *slog.Logger
}

// makers is the account of those who make cases. A first start writes several of them at
// once, and players must not go without witness and judge for the rest of the day: what
// the budget does not allow of the cases of days to come is drawn on the days to come.
func (r *Roles) makers() ledger.Share {
	return ledger.Share{Ledger: r.Ledger, Roles: []string{writerRole, embedderRole, artistRole, viewerRole}, Part: makersPart}
}

// makersPart is the part of the day's budget that may be spent on making cases.
const makersPart = 0.8

// provider is whoever runs models: how it is asked, for which models, and how soon
// again.
type provider struct {
	name                  string
	image                 model.ImageCall
	batches               batching
	text                  model.TextCall
	view                  model.ViewCall
	talk                  model.TalkCall
	chatModel             string // empty: it does not talk
	embed                 model.EmbedCall
	list                  func(context.Context) ([]string, error)
	imageModel, textModel string      // textModel may be empty: then it says nothing
	embedModel            string      // may be empty, too
	lane                  *model.Lane // of all but what players wait for
	used                  []choice    // of its models
}

// Open makes the roles. It sends nothing.
func Open(ctx context.Context, s *settings.Models, o Options) (*Roles, error) {
	prices, err := pricesOf(s)
	if err != nil {
		return nil, err
	}
	r := &Roles{log: o.Log, prices: prices, Judge: o.Judge, Witness: o.Witness, Ledger: ledger.New(o.DB, ledger.Options{
		Prices: prices, Budget: s.Budget, Now: o.Now, Location: o.Location, Log: o.Log,
	})}
	for _, name := range []string{settings.Gemini, settings.OpenAI} {
		if !slices.Contains([]string{s.WriterBy(), s.EmbedderBy(), s.ArtistBy(), s.JudgeBy(), s.WitnessBy()}, name) {
			continue
		}
		p, err := connect(ctx, name, s, o)
		if err != nil {
			return nil, err
		}
		r.providers = append(r.providers, p)
	}
	if len(r.providers) > 0 {
		if r.received, err = prompts.OpenReceived(o.Folder, o.Now()); err != nil {
			return nil, err
		}
	}
	for _, p := range r.providers {
		r.cast(s, o, p)
	}
	r.openWriter(s, o)
	return r, nil
}

// connect makes the client of a provider.
func connect(ctx context.Context, name string, s *settings.Models, o Options) (*provider, error) {
	if name == settings.OpenAI {
		c := openai.New(openai.Options{
			Key: s.OpenAIAPIKey, BaseURL: s.OpenAIBaseURL, Compatible: !s.OpenAIItself(), ImageSize: s.OpenAIImageSize, ImageQuality: s.OpenAIImageQuality,
			Transport: o.Transport,
		})
		return &provider{
			name: name, image: c.Image, batches: openAIBatches(s, c), text: c.Text, view: c.View, talk: c.Talk, embed: c.Embed, list: c.Models,
			imageModel: s.OpenAIImageModel, textModel: s.OpenAITextModel, chatModel: s.OpenAITextModel, embedModel: s.OpenAIEmbeddingModel, lane: model.NewLane(s.ModelCalls, s.OpenAISpacing),
		}, nil
	}
	c, err := gemini.New(ctx, gemini.Options{Key: s.GeminiAPIKey, BaseURL: s.GeminiBaseURL, ImageSize: s.GeminiImageSize, Transport: o.Transport})
	if err != nil {
		return nil, err
	}
	return &provider{
		name: name, image: c.Image, batches: geminiBatches(s, c), text: c.Text, view: c.View, talk: c.Talk, embed: c.Embed, list: c.Models,
		imageModel: s.GeminiImageModel, textModel: s.GeminiTextModel, chatModel: s.GeminiChatModel, embedModel: s.GeminiEmbeddingModel, lane: model.NewLane(s.ModelCalls, s.GeminiSpacing),
	}, nil
}

// cast gives a provider the roles that it is to play.
func (r *Roles) cast(s *settings.Models, o Options, p *provider) {
	guards := model.Guards{Ledger: r.makers(), Lane: p.lane, Attempts: attempts, Patience: patience}
	if s.ArtistBy() == p.name {
		p.use(artistRole, imageModel, p.imageModel)
		r.openArtist(s, o, guards, p)
	}
	if s.JudgeBy() == p.name && p.textModel != "" {
		// Apart from the lane of pictures, which take long: a player waits.
		guards.Role, guards.Timeout, guards.Lane, guards.Attempts, guards.Patience = judgeRole, judgeTime, model.NewLane(s.ModelCalls, 0), 2, judgeTime
		guards.Ledger = r.Ledger
		p.use(judgeRole, textModel, p.textModel)
		r.Judge = prompts.NewJudge(prompts.JudgeOptions{Ask: p.text, Guards: guards, Model: p.textModel, Code: o.Judge, Log: o.Log})
	}
	if s.WitnessBy() == p.name && p.chatModel != "" {
		r.openWitness(s, o, p)
	}
}

func (r *Roles) openArtist(s *settings.Models, o Options, guards model.Guards, p *provider) {
	guards.Role, guards.Timeout = artistRole, s.PictureTimeout
	artist := prompts.ArtistOptions{
		Draw: alive(p.image), DrawGuard: guards, Model: p.imageModel, Received: r.received, Fetch: o.Fetch, Now: o.Now, Log: o.Log,
	}
	if p.textModel != "" {
		p.use(viewerRole, textModel, p.textModel)
		artist.View, artist.ViewModel, artist.ViewGuard = alive(p.view), p.textModel, guards
		artist.ViewGuard.Role, artist.ViewGuard.Timeout, artist.ViewGuard.Lane = viewerRole, s.TextTimeout, guards.Lane.Beside(looks)
	}
	artist.Batch = r.openBatches(s, o, p)
	drawer := painter{prompts.NewArtist(artist)}
	if r.Artist = drawer; artist.Batch != nil {
		r.Batcher = drawer
	}
}

// Silence is how long no call for a picture may end before drawing counts as stuck: one
// may have to wait for another.
func Silence(s *settings.Models) time.Duration { return 2 * s.PictureTimeout }

// alive is call with a sign of life after each.
func alive[Q model.Request, A model.Answer](call model.Call[Q, A]) model.Call[Q, A] {
	return func(ctx context.Context, q Q) (A, error) {
		a, err := call(ctx, q)
		cases.Alive(ctx)
		return a, err
	}
}

// looks are how many pictures may be looked at while as many as may be are drawn.
const looks = 2

// Window is how many pictures of a case are in hand at once: those that a model draws,
// and those that it looks at.
func Window(s *settings.Models) int { return s.ModelCalls + looks }

// PictureTime bounds how long a picture takes with everything: each call to a model
// has a time of its own, but may have to wait for its place.
const PictureTime = 2 * time.Hour

// painter is the artist as package cases wants it. It has made all the attempts that
// make sense.
type painter struct{ *prompts.Artist }

func (p painter) Draw(ctx context.Context, caseID string, picture mystery.Picture) (cases.Drawing, error) {
	drawing, err := p.Artist.Draw(ctx, caseID, picture)
	return cases.Drawing(drawing), backoff.Permanent(err)
}

func pricesOf(s *settings.Models) (map[string]ledger.Price, error) {
	list, err := s.PriceList()
	prices := map[string]ledger.Price{}
	for name, p := range list {
		prices[name] = ledger.Price(p)
	}
	return prices, err
}

// Close ends what Open began.
func (r *Roles) Close() error {
	if r.received == nil {
		return nil
	}
	return r.received.Close()
}
