package play

import (
	"embed"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

//go:embed data
var catalogues embed.FS

// hintWords are the texts of hints in one language.
type hintWords struct {
	Compare string `toml:"compare"`
	Search  string `toml:"search"`
	More    string `toml:"more"`
	Unasked string `toml:"unasked"`
	Enough  string `toml:"enough"`
	Hidden  string `toml:"hidden"`
	Says    string `toml:"says"`
	Comma   string `toml:"comma"`
	And     string `toml:"and"`
}

// readHintWords reads the texts for a case's language. A case of which there is no
// catalogue is a defect: its language was not offered.
func readHintWords(language string) (w hintWords, err error) {
	if _, err = toml.DecodeFS(catalogues, "data/"+language+"/hints.toml", &w); err != nil {
		return w, fmt.Errorf("read the texts of hints: %w", err)
	}
	return w, nil
}

// put puts a word in the place of its name in a text.
func put(text, name, word string) string { return strings.ReplaceAll(text, "{"+name+"}", word) }

// list lists names as a sentence does.
func (w *hintWords) list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], w.Comma) + w.And + names[last]
}
