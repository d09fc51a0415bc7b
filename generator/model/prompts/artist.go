// Package prompts has the artist, the witness and the judge that work with any
// model: what is said to it, and what is made of its answers.
package prompts

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"casebook/generator/model"
	"casebook/generator/model/batch"
	"casebook/generator/mystery"
)

// redraws is how often a picture is drawn again that the viewer does not like. Each
// is paid for.
const redraws = 2

// style is said word for word for every picture of every case, so that they belong
// together.
//
//go:embed style.txt
var style string

// nobody is said, of every picture that is no portrait, to whoever draws and whoever
// looks. So each person is drawn in one picture only, and need not be drawn alike in two.
//
//go:embed nobody.txt
var nobody string

//go:embed viewer.txt
var viewerPrompt string

//go:embed viewer.json
var viewerSchema []byte

// errGory is why no picture is handed over although some were drawn.
var errGory = &model.Error{Kind: model.Refused, Reason: "every picture of it was gory"}

// ArtistOptions are what an Artist needs.
type ArtistOptions struct {
	Draw      model.ImageCall
	DrawGuard model.Guards
	Model     string
	View      model.ViewCall // nil: pictures are not looked at
	ViewGuard model.Guards
	ViewModel string
	Received  *Received
	Batch     *batch.Sender                                         // nil: DrawAhead is not called
	Fetch     func(ctx context.Context, url string) ([]byte, error) // guarded
	Now       func() time.Time
	Log       *slog.Logger
}

// Artist draws the pictures of cases with a model. It is safe for concurrent use.
type Artist struct {
	o    ArtistOptions
	ask  model.Call[order, model.ImageAnswer]
	view model.Call[model.ViewRequest, model.Parsed[opinion]]
}

// order is a request for a picture that is kept, under a name, as soon as it is
// received: while its call still holds its place, so that no more pictures can be lost
// at a kill than may be under way.
type order struct {
	model.ImageRequest
	name string
	kept *error // what came of keeping it
}

// NewArtist returns an artist.
func NewArtist(o ArtistOptions) *Artist {
	a := &Artist{o: o}
	a.ask = model.Guard(o.DrawGuard, a.receive)
	if o.View != nil {
		a.view = model.Guard(o.ViewGuard, model.Parse(o.View, (*opinion).check))
	}
	return a
}

// Drawing is a picture as it was received: Data, or a URL that has it until Expires.
type Drawing struct {
	Data    []byte
	URL     string
	Expires time.Time
	By      string       // the model
	Forget  func() error // drops the copy that is kept until the picture is stored for good
}

// Draw returns the picture, and pays for it once: what was received before and is
// not forgotten is handed over again, or the address at which it is, as long as that
// holds. The error is a *model.Error unless ctx has ended or the disk fails.
func (a *Artist) Draw(ctx context.Context, caseID string, p mystery.Picture) (Drawing, error) {
	name, err := pictureName(caseID, p)
	if err != nil {
		return Drawing{}, err
	}
	forget := func() error { return a.o.Received.drop(name) }
	data, by, err := a.o.Received.get(name + accepted)
	if err != nil {
		return Drawing{}, err
	}
	if data != nil {
		return Drawing{Data: data, By: by, Forget: forget}, nil
	}
	answer, err := a.draw(ctx, caseID, p, name)
	if err != nil {
		return Drawing{}, err
	}
	if answer.Data == nil {
		at, by, err := a.o.Received.address(name, a.o.Now())
		return Drawing{URL: at.URL, Expires: at.Expires, By: by, Forget: forget}, err
	}
	return Drawing{Data: answer.Data, By: answer.Model, Forget: forget}, a.o.Received.accept(name)
}

// request asks for a picture.
func (a *Artist) request(caseID string, p mystery.Picture) model.ImageRequest {
	return model.ImageRequest{About: model.About{CaseID: caseID}, Model: a.o.Model, Prompt: promptOf(p), Aspect: aspectOf(p.Kind)}
}

// draw draws until the viewer is content, or has complained too often, or nothing
// better can be had. The last picture counts, unless it is gory.
func (a *Artist) draw(ctx context.Context, caseID string, p mystery.Picture, name string) (model.ImageAnswer, error) {
	request := a.request(caseID, p)
	answer, err := a.first(ctx, request, p, name)
	for again := 0; err == nil && answer.Data != nil; again++ {
		seen, ok := a.look(ctx, caseID, p, answer.Data)
		if !ok || seen.good() {
			return answer, ctx.Err()
		}
		a.o.Log.Info("picture not as wanted", "case", caseID, "picture", p.Slot, "remark", seen.Remark, "tries", again+1)
		var better model.ImageAnswer
		if err = errGory; again < redraws {
			better, err = a.once(ctx, redraw(request, p, seen, answer.Data), p, name)
		}
		if err == nil && better.Data != nil {
			answer = better
			continue
		}
		if seen.FreeOfGore {
			return answer, ctx.Err()
		}
		return answer, errors.Join(errGory, a.o.Received.drop(name))
	}
	return answer, err
}

// first returns a first picture: one that was received before the program ended and not
// looked at, one whose address is known, or a new one.
func (a *Artist) first(ctx context.Context, q model.ImageRequest, p mystery.Picture, name string) (answer model.ImageAnswer, err error) {
	if answer.Data, answer.Model, err = a.o.Received.get(name); err != nil || answer.Data != nil {
		return answer, err
	}
	at, by, err := a.o.Received.address(name, a.o.Now())
	if err != nil {
		return answer, err
	}
	if answer.URL, answer.Model = at.URL, by; at.URL != "" {
		return a.fetched(ctx, answer, p, name)
	}
	return a.once(ctx, q, p, name)
}

// once draws one picture and keeps it. A refused description is tried once in plainer
// words, and a request with references once without, for servers that take none. A
// picture at an address is fetched, since the address does not last; if that fails, the
// address is handed on.
func (a *Artist) once(ctx context.Context, q model.ImageRequest, p mystery.Picture, name string) (model.ImageAnswer, error) {
	var kept error
	answer, err := a.ask(ctx, order{q, name, &kept})
	failed, _ := errors.AsType[*model.Error](err)
	switch {
	case failed != nil && failed.Kind == model.Refused:
		q.Prompt, q.References = style+"\n"+p.Alt+alone(p.Kind), nil
		answer, err = a.ask(ctx, order{q, name, &kept})
	case failed != nil && failed.Kind == model.Misconfigured && len(q.References) > 0:
		q.References = nil
		answer, err = a.ask(ctx, order{q, name, &kept})
	}
	if err := errors.Join(err, kept); err != nil || answer.Data != nil {
		return answer, err
	}
	return a.fetched(ctx, answer, p, name)
}

// receive asks for a picture and keeps its bytes, or its address, before anything else
// happens.
func (a *Artist) receive(ctx context.Context, q order) (model.ImageAnswer, error) {
	answer, err := a.o.Draw(ctx, q.ImageRequest)
	switch {
	case err != nil:
	case answer.Data != nil:
		*q.kept = a.o.Received.put(q.name, answer.Data, answer.Model)
	default:
		*q.kept = a.o.Received.putAddress(q.name, answer, a.o.Now())
	}
	return answer, err
}

// promptOf is all that is said about a picture.
func promptOf(p mystery.Picture) string {
	return style + "\n" + p.Prompt + alone(p.Kind)
}

// alone is what is said of people in a picture of a kind.
func alone(kind mystery.PictureKind) string {
	if kind == mystery.Portrait {
		return ""
	}
	return "\n" + strings.TrimSpace(nobody)
}

// aspectOf is the form of all pictures of a kind.
func aspectOf(kind mystery.PictureKind) model.Aspect {
	switch kind {
	case mystery.Portrait:
		return model.Upright
	case mystery.Object:
		return model.Square
	case mystery.Location, mystery.Cinematic:
	}
	return model.Wide
}

// opinion is what the viewer says of a picture. All yes is good.
type opinion struct {
	ShowsSubject  bool   `json:"showsSubject"`
	FreeOfWriting bool   `json:"freeOfWriting"`
	FreeOfGore    bool   `json:"freeOfGore"`
	Remark        string `json:"remark"`
}

func (o opinion) good() bool { return o.ShowsSubject && o.FreeOfWriting && o.FreeOfGore }

// check refuses what says no without a word why.
func (o *opinion) check() error {
	if !o.good() && strings.TrimSpace(o.Remark) == "" {
		return errors.New("it says no without a remark")
	}
	return nil
}

// look asks the viewer about a picture. It is false when there is none, or none that
// answers: then the picture has to do.
func (a *Artist) look(ctx context.Context, caseID string, p mystery.Picture, data []byte) (opinion, bool) {
	if a.view == nil {
		return opinion{}, false
	}
	answer, err := a.view(ctx, model.ViewRequest{
		About: model.About{CaseID: caseID}, Model: a.o.ViewModel, Prompt: fmt.Sprintf(viewerPrompt, p.Alt+alone(p.Kind)), Picture: data,
		Schema: json.RawMessage(viewerSchema), MaxTokens: 2000,
	})
	if err != nil {
		a.o.Log.Warn("picture not looked at", "case", caseID, "picture", p.Slot, "err", err)
		return opinion{}, false
	}
	return answer.Value, true
}

// redraw is the request for another try. A picture that shows what it should is
// mended, so that people stay the same; else it is drawn anew.
func redraw(q model.ImageRequest, p mystery.Picture, seen opinion, data []byte) model.ImageRequest {
	q.Prompt = promptOf(p) + "\nAvoid this, which was wrong before: " + model.Clean(seen.Remark, "")
	q.References = nil
	if seen.ShowsSubject && seen.FreeOfGore {
		q.References = []model.Reference{{Meaning: "Keep everything in this picture as it is, but for what is said below.", Data: data}}
	}
	return q
}
