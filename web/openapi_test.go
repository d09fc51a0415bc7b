package web

import (
	"bytes"
	"flag"
	"os"
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
