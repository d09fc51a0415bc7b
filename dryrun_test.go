package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebook/generator/cases"
	"casebook/web/webtest"
)

// TestDryRun prints cases beside a running server and where there is no data
// directory at all, and leaves no trace of it.
func TestDryRun(t *testing.T) {
	data, none := t.TempDir(), filepath.Join(t.TempDir(), "none")
	s := webtest.Start(t, data)
	dry := func(args ...string) string {
		t.Helper()
		out, err := webtest.Run(t, append([]string{"generate", "--dry-run", "--date", "2026-01-02"}, args...)...)
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return out
	}
	beside, alone := dry("--print", "--data", data), dry("--print", "--data", none)
	if beside != alone {
		t.Error("what is printed depends on the data directory")
	}
	if _, err := os.Stat(none); err == nil {
		t.Error("a dry run made the data directory")
	}
	if status, _, err := s.Do(http.MethodGet, "/api/case/2026-01-02", nil, nil); err != nil || status != http.StatusNotFound {
		t.Errorf("the case of a dry run: got %d, %v, want 404", status, err)
	}
	var sheet cases.Sheet
	if err := json.Unmarshal([]byte(dry("--print", "--solution", "--json", "--data", none)), &sheet); err != nil || sheet.Truth == nil {
		t.Fatalf("as JSON: got %v, want the truth", err)
	}
	for _, args := range [][]string{{"--print"}, {"--dry-run", "--solution"}, {"--dry-run", "--force"}} {
		if out, err := webtest.Run(t, append([]string{"generate", "--data", none}, args...)...); err == nil {
			t.Errorf("%v: got %q, want an error", args, out)
		}
	}
}

// TestLanguage writes in a language that there is, says which is set, and refuses the
// others by naming those.
func TestLanguage(t *testing.T) {
	data := filepath.Join(t.TempDir(), "none")
	if out, err := webtest.Run(t, "config", "--data", data); err != nil || !strings.Contains(out, `language = "en"`) {
		t.Errorf("config: got %v, %s, want the language", err, out)
	}
	model := []string{"--writer", "openai", "--openai-base-url", "http://127.0.0.1:1/v1/"} // is not asked for a sample
	for _, args := range [][]string{{"--language", "en"}, append(model, "--language", "fr")} {
		out, err := webtest.Run(t, append([]string{"generate", "--data", data, "--dry-run", "--print", "--json"}, args...)...)
		var sheet cases.Sheet
		if err := errors.Join(err, json.Unmarshal([]byte(out), &sheet)); err != nil || sheet.Language != "en" {
			t.Errorf("a sample with %v: got %v, language %q", args, err, sheet.Language)
		}
	}
	for _, command := range []string{"serve", "generate", "config"} {
		out, err := webtest.Run(t, command, "--data", data, "--language", "tlh")
		if err == nil || !strings.Contains(out, `language "tlh": the built-in writer knows en;`) {
			t.Errorf("%s in Klingon: got %v, %q, want an error that names the languages", command, err, out)
		}
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("what was refused made the data directory")
	}
}
