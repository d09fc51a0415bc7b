package generator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestLayers holds the import rules of ARCHITECTURE.md: which of our packages a
// package may import. One that is not listed may import none.
func TestLayers(t *testing.T) {
	areas := []string{"store", "generator/mystery", "generator/fault"}
	allowed := map[string][]string{
		"":                           {"*"},
		"web":                        {"*"},
		"web/certs":                  {},
		"web/webtest":                {},
		"web/bench":                  {},
		"web/bench/load":             {},
		"web/bench/small":            {"store"},
		"store":                      {},
		"store/storetest":            {"store"},
		"static":                     {},
		"static/icons":               {},
		"imagecache":                 {"imagecache/icc", "imagecache/jpegenc", "imagecache/resize"},
		"imagecache/bench/pictures":  {"imagecache", "imagecache/jpegenc", "imagecache/bench/ssimulacra2", "generator/builtin/painter", "generator/mystery"},
		"generator/fault":            {},
		"generator/settings":         {"generator/fault", "store"},
		"generator/audit":            {"store"},
		"generator/traces":           {},
		"generator/mystery":          {"generator/fault"},
		"generator/recent":           {},
		"generator/jobs":             {"store", "generator/fault", "generator/traces"},
		"generator/cases":            append(areas, "generator/jobs", "generator/traces"),
		"generator/play":             append(areas, "generator/recent"),
		"generator/builtin":          {"generator/mystery", "generator/recent"},
		"generator/builtin/painter":  {"generator/mystery"},
		"generator/gallery":          {"generator/builtin/painter", "generator/cases", "generator/mystery", "imagecache"},
		"generator/keeping":          {"generator/cases", "generator/fault", "generator/jobs", "store"},
		"generator/rehearsal":        {"generator/builtin", "generator/cases", "generator/fault", "generator/gallery", "generator/jobs", "generator/keeping", "generator/mystery", "generator/play", "imagecache", "store"},
		"generator/watch":            {"generator/cases", "generator/jobs", "generator/keeping", "generator/model/ledger", "generator/notify", "generator/play", "store"},
		"generator/people":           {"generator/fault", "store"},
		"generator/notify":           {"generator/fault", "store", "generator/jobs"},
		"generator/model":            {"generator/traces"},
		"generator/model/wire":       {"generator/model"},
		"generator/model/gemini":     {"generator/model", "generator/model/wire"},
		"generator/model/openai":     {"generator/model", "generator/model/wire"},
		"generator/model/fake":       {},
		"generator/model/fake/serve": {"generator/model/fake"},
		"generator/model/modeltest":  {"generator/model", "generator/model/fake", "generator/model/wire"},
		"generator/model/ledger":     {"generator/model", "store"},
		"generator/model/batch":      {"generator/model", "generator/traces", "store"},
		"generator/model/prompts":    {"generator/model", "generator/model/batch", "generator/mystery"},
		"generator/model/roles": {
			"generator/cases", "generator/play", "generator/mystery", "generator/model", "generator/model/batch", "generator/model/gemini", "generator/model/openai", "generator/model/ledger", "generator/model/prompts", "generator/settings", "store",
		},
	}
	speakHTTP := []string{
		"", "web", "web/certs", "web/webtest", "web/bench", "web/bench/load", "web/bench/small", "imagecache", "generator/notify", "generator/model/wire", "generator/model/gemini", "generator/model/openai", "generator/model/roles",
		"generator/model/fake", "generator/model/fake/serve", "generator/model/modeltest",
	}
	eachImport(t, func(folder, file, imported string) {
		if imported == "net/http" && !slices.Contains(speakHTTP, folder) {
			t.Errorf("%s imports net/http, which is for web, imagecache's fetching, notify and adapters of models", file)
		}
		ours, isOurs := strings.CutPrefix(imported, "casebook/")
		if rules := allowed[folder]; isOurs && !slices.Contains(rules, "*") && !slices.Contains(rules, ours) {
			t.Errorf("%s imports %s; %q may import %q", file, ours, folder, rules)
		}
		if strings.HasSuffix(ours, "test") && isOurs {
			t.Errorf("%s imports %s, which is for tests", file, ours)
		}
	})
}

// eachImport calls f for every import of every Go file that is not a test.
func eachImport(t *testing.T, f func(folder, file, imported string)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == ".git") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := strings.TrimPrefix(strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), ".."), "/")
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f(folder, path, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
