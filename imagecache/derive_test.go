package imagecache

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// ending is a context that ends when it has been asked so many times whether it has.
type ending struct {
	context.Context //nolint:containedctx // it is one
	left            int
}

func (e *ending) Err() error {
	if e.left--; e.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestDeriveStopped stops at any moment, and has a disk that fails: neither says anything of
// the picture.
func TestDeriveStopped(t *testing.T) {
	c, dir := openCache(t, Options{})
	p := mustPut(t, c, testKey(), asJPEG(noise(700, 500, 1)))
	left, err := 0, context.Canceled
	for ; errors.Is(err, context.Canceled); left++ {
		_, err = c.Derive(&ending{t.Context(), left}, p.Path, []int{640, 320}, Origin{})
	}
	if err != nil || left < 3 {
		t.Errorf("asked %d times: got %v, want that it stops before", left, err)
	}
	file := filepath.Join(dir, "images", filepath.FromSlash(p.Path))
	if err := errors.Join(os.Remove(file), os.Mkdir(file, 0o700)); err != nil {
		t.Fatal(err)
	}
	_, err = c.Derive(t.Context(), p.Path, []int{640}, Origin{})
	if _, refused := errors.AsType[*InputError](err); err == nil || refused {
		t.Errorf("what cannot be read: got %v, want an error that is no refusal", err)
	}
}

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
