package web

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"image/png"
	"strings"
	"time"

	"github.com/bbrks/go-blurhash"

	"casebook/generator/cases"
)

// cover is what a page shows of a case before any script has run. The page's
// template draws it as the client's cb-title does.
type cover struct {
	Case     cases.View
	Picture  cases.Image
	Srcset   string        // all sizes of the picture
	Haze     template.URL  // a small blurred form of the picture as data; empty when there is none
	Day      string        // "21 November 2026"
	Opening  string        // the first lines
	MadeBy   string        // who made text and pictures, as a sentence
	Enclosed template.HTML // the answer of the API as an element, so that the client need not ask again
}

// hazeWidth and hazeHeight are the size of a haze in pixels.
const (
	hazeWidth  = 16
	hazeHeight = 9
)

func newCover(view cases.View) (*cover, error) {
	enclosed, err := json.Marshal(Case{View: view}) // without <, > and & in it
	if err != nil {
		return nil, fmt.Errorf("enclose the case: %w", err)
	}
	picture := view.Images["establishing"]
	var sizes []string
	for _, v := range picture.Variants {
		sizes = append(sizes, fmt.Sprintf("%s %dw", v.URL, v.Width))
	}
	sizes = append(sizes, fmt.Sprintf("%s %dw", picture.URL, max(picture.Width, 1)))
	return &cover{
		Case: view, Picture: picture, Srcset: strings.Join(sizes, ", "), Haze: haze(picture.BlurHash),
		Day: dayInWords(view.Date), Opening: opening(view), MadeBy: madeBy(view.Provenance),
		Enclosed: template.HTML(`<script type="application/json" id="enclosed">` + string(enclosed) + `</script>`), //nolint:gosec // JSON as json.Marshal escapes it
	}, nil
}

// haze returns the picture of a BlurHash as the URL of a PNG of a few hundred
// bytes, empty when there is none.
func haze(hash string) template.URL {
	if hash == "" {
		return ""
	}
	picture, err := blurhash.Decode(hash, hazeWidth, hazeHeight, 1)
	if err != nil {
		return ""
	}
	var data bytes.Buffer
	if err := png.Encode(&data, picture); err != nil {
		return ""
	}
	return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(data.Bytes())) //nolint:gosec // base64 of our own picture
}

// dayInWords returns a case's day as people write it, and what is no day as it is.
func dayInWords(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return day.Format("2 January 2006")
}

// opening returns the first lines of a case.
func opening(view cases.View) string {
	return view.IntroSlides.Discovery.TimeLocation + " " + view.IntroSlides.Discovery.VictimStatement
}

// madeBy says in a sentence that machines made a case, and which.
func madeBy(p cases.Provenance) string {
	maker := func(by, own string) string {
		if by == "builtin" {
			return "Casebook’s built-in " + own
		}
		return "the model " + by
	}
	if p.Text == p.Pictures && p.Text != "builtin" {
		return "Made by a machine: " + maker(p.Text, "") + " wrote the text and drew the pictures."
	}
	return "Made by a machine: " + maker(p.Text, "writer") + " wrote the text, " + maker(p.Pictures, "painter") + " drew the pictures."
}
