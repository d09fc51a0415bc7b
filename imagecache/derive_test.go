package imagecache

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestDerive loses variants of a picture: they are made anew, and the picture stays as it is.
func TestDerive(t *testing.T) {
	c, dir := openCache(t, Options{ScrubRate: -1})
	o := Origin{Source: TrainedAlgorithmicMedia, Maker: "a model"}
	p := mustPut(t, c, testKey(), asJPEG(noise(700, 500, 1)))
	file := func(name string) string { return filepath.Join(dir, "images", filepath.FromSlash(name)) }
	if err := os.WriteFile(file(p.Variants[1].Path), []byte("rot"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := c.Derive(t.Context(), p.Path, []int{640}, o)
	if err != nil || len(got) != 1 || got[0].Width != 640 || got[0].Height != p.Variants[1].Height || got[0].Path == p.Variants[1].Path {
		t.Fatalf("got %+v, %v, want another of 640 pixels than %+v", got, err, p.Variants[1])
	}
	want := p
	want.Variants = []Variant{p.Variants[0], got[0]}
	if report, err := c.Scrub(t.Context(), paths(want), silent); err != nil || len(report.Missing) > 0 || len(report.Damaged) != 1 || report.Damaged[0] != p.Variants[1].Path {
		t.Errorf("got %+v, %v, want nothing damaged but what was", report, err)
	}
	again, err := c.Derive(t.Context(), p.Path, []int{640, 320}, o)
	if err != nil || len(again) != 2 || again[0].Width != 320 || again[1] != got[0] {
		t.Errorf("twice: got %+v, %v, want the same", again, err)
	}
	if err := os.WriteFile(file(p.Path), []byte("rot"), 0o600); err != nil {
		t.Fatal(err)
	}
	for what, ask := range map[string]struct {
		path  string
		width int
	}{"damaged": {p.Path, 640}, "of a variant": {got[0].Path, 320}, "of none": {"../casebook.db", 320}, "too wide": {mustPut(t, c, testKey(), asJPEG(noise(700, 500, 2))).Path, 1024}} {
		_, err := c.Derive(t.Context(), ask.path, []int{ask.width}, o)
		if _, refused := errors.AsType[*InputError](err); !refused {
			t.Errorf("%s: got %v, want a refusal", what, err)
		}
	}
}
