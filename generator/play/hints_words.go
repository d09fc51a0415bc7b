package play

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
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

// readHintWords reads the texts for a case's language, or the English ones if there
// are none in it: models write in more languages than there are catalogues of.
func readHintWords(language string) (w hintWords, err error) {
	_, err = toml.DecodeFS(catalogues, "data/"+language+"/hints.toml", &w)
	if errors.Is(err, fs.ErrNotExist) {
		_, err = toml.DecodeFS(catalogues, "data/en/hints.toml", &w)
	}
	if err != nil {
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
