package builtin

import (
	"embed"
	"fmt"
	"path"
	"strings"
)

//go:embed data/*/*.txt
var textFiles embed.FS

// Languages returns the languages that there are words in, by their codes: one
// for each folder of data.
func Languages() []string {
	folders, err := textFiles.ReadDir("data")
	if err != nil {
		panic(fmt.Sprintf("read languages: %v", err))
	}
	var list []string
	for _, folder := range folders {
		list = append(list, folder.Name())
	}
	return list
}

// sections reads an embedded file of named lists: a line "[name]" begins a list,
// every other line is an item of it, "#" begins a comment. A file that is not
// there or not of that form is a fault of the build, so it panics.
func sections(name string) map[string][]string {
	data, err := textFiles.ReadFile(path.Join("data", english, name))
	if err != nil {
		panic(fmt.Sprintf("read word list: %v", err))
	}
	lists, current := map[string][]string{}, ""
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			current = strings.Trim(line, "[]")
		case current == "":
			panic(fmt.Sprintf("%s: %q stands before the first list", name, line))
		default:
			lists[current] = append(lists[current], line)
		}
	}
	return lists
}

// allWords returns the words of all items of a list.
func allWords(items []string) []string {
	var list []string
	for _, item := range items {
		list = append(list, strings.Fields(item)...)
	}
	return list
}
