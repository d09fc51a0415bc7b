package web

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestDocumentIsAsAgreed compares the document of the API with the golden file,
// which the client's types are made from.
func TestDocumentIsAsAgreed(t *testing.T) {
	s, _ := bare(t, nil)
	got := ask(t, open(t, s), asked{Path: "/api/openapi.json"}).Body
	const golden = "testdata/openapi.json"
	if *update {
		if err := os.WriteFile(golden, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the document changed (-want +got); if it is meant to, run make golden:\n%s", cmp.Diff(string(want), string(got)))
	}
}

// described is a part of the document, as far as this test reads it.
type described struct {
	Summary              string               `json:"summary"`
	Description          string               `json:"description"`
	Example              any                  `json:"example"`
	Examples             []any                `json:"examples"`
	Ref                  string               `json:"$ref"`
	Type                 any                  `json:"type"`
	Name                 string               `json:"name"`
	Properties           map[string]described `json:"properties"`
	Items                *described           `json:"items"`
	AdditionalProperties any                  `json:"additionalProperties"`
	Schema               *described           `json:"schema"`
	Parameters           []described          `json:"parameters"`
	RequestBody          *described           `json:"requestBody"`
	Responses            map[string]described `json:"responses"`
	Content              map[string]described `json:"content"`
}

// TestDocumentIsComplete looks for routes, parameters, bodies, errors and fields without
// description or example, and for descriptions of nothing.
func TestDocumentIsComplete(t *testing.T) {
	s, _ := bare(t, nil)
	var document struct {
		Paths      map[string]map[string]described `json:"paths"`
		Components struct {
			Schemas map[string]described `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(ask(t, open(t, s), asked{Path: "/api/openapi.json"}).Body, &document); err != nil {
		t.Fatal(err)
	}
	content := func(where string, in map[string]described) {
		for kind, one := range in {
			if one.Example == nil {
				t.Errorf("%s: no example of %s", where, kind)
			}
		}
	}
	for path, methods := range document.Paths {
		for method, op := range methods {
			where := method + " " + path
			if op.Summary == "" || op.Description == "" || len(op.Responses) < 2 {
				t.Errorf("%s: got %+v, want a summary, a description and errors", where, op)
			}
			for _, parameter := range op.Parameters {
				if parameter.Description == "" || parameter.Example == nil && len(parameter.Schema.Examples) == 0 {
					t.Errorf("%s: the parameter %s lacks a description or an example", where, parameter.Name)
				}
			}
			if op.RequestBody != nil {
				content(where, op.RequestBody.Content)
			}
			for status, response := range op.Responses {
				if response.Description == "" {
					t.Errorf("%s: %s is not described", where, status)
				}
				content(where+": "+status, response.Content)
			}
		}
	}
	var words map[string]string
	text, err := fieldsFile.ReadFile("docs/fields.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &words); err != nil {
		t.Fatal(err)
	}
	for name, schema := range document.Components.Schemas {
		for field, property := range schema.Properties {
			if property.Description == "" {
				t.Errorf("%s.%s is not described", name, field)
			}
			within := property.Ref != "" || property.Properties != nil || property.Items != nil && property.Items.Ref != "" || property.AdditionalProperties != nil
			if !within && len(property.Examples) == 0 {
				t.Errorf("%s.%s has no example", name, field)
			}
			for _, key := range []string{name + "." + field, field} {
				if words[key] == property.Description {
					delete(words, key)
				}
			}
		}
	}
	for key := range words {
		t.Errorf("docs/fields.json describes %s, which is nowhere", key)
	}
}

// TestTagsFitInto32Bits: where an int has 32 bits, a tag with a larger number keeps the server
// from starting, since huma asks whether it is one. Such an example stands in docs/examples.json.
func TestTagsFitInto32Bits(t *testing.T) {
	tag := regexp.MustCompile(`(?:example|default|enum):"(-?[0-9]+)"`)
	seen := 0
	for _, root := range []string{".", "../generator", "../imagecache", "../store"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := os.ReadFile(filepath.Join(root, name))
			for _, found := range tag.FindAllSubmatch(text, -1) {
				seen++
				if _, err := strconv.ParseInt(string(found[1]), 10, 32); err != nil {
					t.Errorf("%s/%s: got %s, want an example of 32 bits", root, name, found[0])
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 50 {
		t.Errorf("got %d tags with a number, want 50 or more", seen)
	}
}
