// Package roles makes those who play the roles of the house with models, as the
// settings say.
package roles

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
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
	Artist    cases.Artist // nil: the built-in one
	Judge     play.Judge
	Witness   play.Witness
	Ledger    *ledger.Ledger
	providers []*provider
	prices    map[string]ledger.Price
	received  *prompts.Received
	log       *slog.Logger
}

// provider is whoever runs models: how it is asked, for which models, and how soon
// again.
type provider struct {
	name                  string
	image                 model.ImageCall
	text                  model.TextCall
	view                  model.ViewCall
	talk                  model.TalkCall
	chatModel             string // empty: it does not talk
	embed                 model.EmbedCall
	list                  func(context.Context) ([]string, error)
	imageModel, textModel string // textModel may be empty: then it says nothing
	embedModel            string // may be empty, too
	spacing               time.Duration
	used                  []string // of its models
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
			name: name, image: c.Image, text: c.Text, view: c.View, talk: c.Talk, embed: c.Embed, list: c.Models,
			imageModel: s.OpenAIImageModel, textModel: s.OpenAITextModel, chatModel: s.OpenAITextModel, embedModel: s.OpenAIEmbeddingModel, spacing: s.OpenAISpacing,
		}, nil
	}
	c, err := gemini.New(ctx, gemini.Options{Key: s.GeminiAPIKey, BaseURL: s.GeminiBaseURL, ImageSize: s.GeminiImageSize, Transport: o.Transport})
	if err != nil {
		return nil, err
	}
	return &provider{
		name: name, image: c.Image, text: c.Text, view: c.View, talk: c.Talk, embed: c.Embed, list: c.Models,
		imageModel: s.GeminiImageModel, textModel: s.GeminiTextModel, chatModel: s.GeminiChatModel, embedModel: s.GeminiEmbeddingModel, spacing: s.GeminiSpacing,
	}, nil
}

// cast gives a provider the roles that it is to play.
func (r *Roles) cast(s *settings.Models, o Options, p *provider) {
	guards := model.Guards{Ledger: r.Ledger, Lane: model.NewLane(s.ModelCalls, p.spacing), Attempts: attempts, Patience: patience}
	if s.ArtistBy() == p.name {
		p.used = append(p.used, p.imageModel)
		r.openArtist(s, o, guards, p)
	}
	if s.JudgeBy() == p.name && p.textModel != "" {
		// Apart from the lane of pictures, which take long: a player waits.
		guards.Role, guards.Timeout, guards.Lane, guards.Attempts, guards.Patience = judgeRole, judgeTime, model.NewLane(s.ModelCalls, 0), 2, judgeTime
		r.Judge = prompts.NewJudge(prompts.JudgeOptions{Ask: p.text, Guards: guards, Model: p.textModel, Code: o.Judge, Log: o.Log})
	}
	if p.textModel != "" {
		p.used = append(p.used, p.textModel)
	}
	if s.WitnessBy() == p.name && p.chatModel != "" {
		r.openWitness(s, o, p)
	}
	if s.EmbedderBy() == p.name && p.embedModel != "" {
		p.used = append(p.used, p.embedModel)
	}
}

func (r *Roles) openArtist(s *settings.Models, o Options, guards model.Guards, p *provider) {
	guards.Role, guards.Timeout = artistRole, s.PictureTimeout
	artist := prompts.ArtistOptions{
		Draw: alive(p.image), DrawGuard: guards, Model: p.imageModel, Received: r.received, Fetch: o.Fetch, Now: o.Now, Log: o.Log,
	}
	if p.textModel != "" {
		artist.View, artist.ViewModel, artist.ViewGuard = alive(p.view), p.textModel, guards
		artist.ViewGuard.Role, artist.ViewGuard.Timeout, artist.ViewGuard.Lane = viewerRole, s.TextTimeout, guards.Lane.Beside(looks)
	}
	r.Artist = painter{prompts.NewArtist(artist)}
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

// checkTime bounds how long a provider may take for its list.
const checkTime = 20 * time.Second

// Check compares the models of the settings with those that the providers offer, and
// with the list of prices, and logs what it finds. A model that is gone does not stop
// the house: its role falls back.
func (r *Roles) Check(ctx context.Context) error {
	for _, p := range r.providers {
		for _, name := range p.used {
			if _, known := r.prices[name]; !known {
				r.log.Warn("the model " + name + " has no price, so that it counts as free: if it is not, say in the setting prices what it costs")
			}
		}
		limited, cancel := context.WithTimeout(ctx, checkTime)
		offered, err := p.list(limited)
		cancel()
		if err != nil {
			r.log.Warn("models not checked", "provider", p.name, "err", err)
			continue
		}
		for _, name := range p.used {
			if !slices.Contains(offered, name) && !slices.Contains(offered, name+":latest") { // as Ollama calls them
				r.log.Error(fmt.Sprintf("%s does not offer the model %s (any more): choose another in the settings; until then the built-in role stands in", p.name, name),
					"like it", strings.Join(like(name, offered), ", "))
			}
		}
	}
	return nil
}

// few is how many models may be named that are not like the one that was meant.
const few = 10

// like lists the models that may be meant: those whose names share a word with name,
// or all if they are few.
func like(name string, offered []string) []string {
	words := strings.Split(name, "-")
	alike := slices.DeleteFunc(slices.Clone(offered), func(other string) bool {
		return !slices.ContainsFunc(words[1:], func(w string) bool { return len(w) > 2 && strings.Contains(other, w) })
	})
	if len(alike) == 0 && len(offered) <= few {
		return offered
	}
	return alike
}
