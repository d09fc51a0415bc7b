package imagecache

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"
)

// paths yields what the records of pictures name.
func paths(pictures ...Picture) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, p := range pictures {
			if !yield(p.Path, nil) {
				return
			}
			for _, v := range p.Variants {
				if !yield(v.Path, nil) {
					return
				}
			}
		}
	}
}

func silent(int) error { return nil }

func TestScrub(t *testing.T) {
	c, dir := openCache(t, Options{ScrubRate: -1})
	images := filepath.Join(dir, "images")
	file := func(name string) string { return filepath.Join(images, filepath.FromSlash(name)) }
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	whole := mustPut(t, c, testKey(), asJPEG(noise(400, 300, 1)))
	if report, err := c.Scrub(t.Context(), paths(whole), silent); err != nil || report.Files != 2 || len(slices.Concat(report.Missing, report.Damaged, report.Orphan, report.Foreign)) > 0 {
		t.Errorf("all in order: got %+v, %v, want two files and nothing wrong", report, err)
	}

	damaged := mustPut(t, c, Key{"case-2026-11-21", "suspect", "suspect-2"}, asJPEG(noise(30, 20, 2)))
	bytes, err := os.ReadFile(file(damaged.Path))
	check(err)
	bytes[len(bytes)/2] ^= 1
	check(os.WriteFile(file(damaged.Path), bytes, 0o600))
	missing := mustPut(t, c, Key{"case-2026-11-21", "location", "loc-1"}, asJPEG(noise(30, 20, 3)))
	check(os.Remove(file(missing.Path)))
	orphan := mustPut(t, c, Key{"case-2026-11-22", "cinematic", "establishing"}, asJPEG(noise(30, 20, 4)))
	check(os.Chtimes(file(orphan.Path), time.Time{}, time.Now().Add(-2*time.Hour)))
	mustPut(t, c, Key{"case-2026-11-23", "evidence", "ev-1"}, asJPEG(noise(30, 20, 5))) // its record is on its way
	check(os.WriteFile(file("case-2026-11-21/suspect/notes.txt"), nil, 0o600))
	check(os.MkdirAll(file("case-2026-11-21/holiday/deep"), 0o750))
	check(os.WriteFile(file("case-2026-11-21/holiday/deep/a.jpg"), nil, 0o600))
	check(os.Mkdir(file(".thumbnails"), 0o750))
	strange := Picture{Path: "../casebook.db"}

	got, err := c.Scrub(t.Context(), paths(whole, damaged, missing, strange), silent)
	check(err)
	got.Bytes = 0
	want := Report{
		Files:   5,
		Missing: []string{missing.Path, strange.Path},
		Damaged: []string{damaged.Path},
		Orphan:  []string{orphan.Path},
		Foreign: []string{".thumbnails", "case-2026-11-21/holiday", "case-2026-11-21/suspect/notes.txt"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestScrubEnds(t *testing.T) {
	c, _ := openCache(t, Options{})
	p := mustPut(t, c, testKey(), asJPEG(noise(400, 300, 1)))
	broken := errors.New("database gone")
	_, err := c.Scrub(t.Context(), func(yield func(string, error) bool) { yield("", broken) }, silent)
	if !errors.Is(err, broken) {
		t.Errorf("error of the records: got %v, want it passed on", err)
	}
	if _, err := c.Scrub(t.Context(), paths(p), func(int) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("error of the progress: got %v, want it passed on", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Scrub(ctx, paths(p), silent); !errors.Is(err, context.Canceled) {
		t.Errorf("context ended: got %v, want context.Canceled", err)
	}
	if _, err := c.Scrub(ctx, paths(), silent); !errors.Is(err, context.Canceled) {
		t.Errorf("context ended, no records: got %v, want context.Canceled", err)
	}
}

func TestScrubIsSlow(t *testing.T) {
	c, _ := openCache(t, Options{ScrubRate: 1000})
	p := mustPut(t, c, testKey(), asJPEG(noise(500, 300, 1)))
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		report, err := c.Scrub(t.Context(), paths(p), silent)
		if err != nil {
			t.Fatal(err)
		}
		wanted := time.Duration(report.Bytes/scrubBuffer) * scrubBuffer * time.Second / 1000 // the first buffer is free
		if got := time.Since(start); got < wanted || wanted == 0 {
			t.Errorf("time for %d bytes at 1000 a second: got %v, want at least %v", report.Bytes, got, wanted)
		}
	})
	if limit := rate.Limit(32 << 20); rate.Limit(mustOpen(t).scrubRate) != limit {
		t.Errorf("rate by default: got %v, want %v", mustOpen(t).scrubRate, limit)
	}
}

func mustOpen(t *testing.T) *Cache {
	t.Helper()
	c, _ := openCache(t, Options{})
	return c
}
