package main

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sync/errgroup"

	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/gallery"
	"casebook/generator/mystery"
	"casebook/imagecache"
)

// BenchmarkPictures draws, re-encodes and stores the fourteen pictures of a
// case with all their variants on two cores, two at once. It reports the most
// memory that the process held.
func BenchmarkPictures(b *testing.B) {
	before := runtime.GOMAXPROCS(2)
	defer runtime.GOMAXPROCS(before)
	written, err := builtin.NewWriter().Write(b.Context(), mystery.Brief{ID: "case-2026-11-21", Date: "2026-11-21", Language: "en", Seed: 7})
	if err != nil {
		b.Fatal(err)
	}
	drawer := gallery.NewArtist()
	for b.Loop() {
		dir := b.TempDir()
		cache, err := imagecache.Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), imagecache.Options{})
		if err != nil {
			b.Fatal(err)
		}
		group, ctx := errgroup.WithContext(b.Context())
		group.SetLimit(2)
		for _, p := range written.Pictures {
			group.Go(func() error { return drawAndKeep(ctx, drawer, gallery.Pictures{Cache: cache}, p) })
		}
		if err := group.Wait(); err != nil {
			b.Fatal(err)
		}
		if err := cache.Close(); err != nil {
			b.Fatal(err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/1e6, "MB-held")
}

func drawAndKeep(ctx context.Context, a gallery.Artist, kept gallery.Pictures, p mystery.Picture) error {
	drawing, err := a.Draw(ctx, "", p)
	if err != nil {
		return err
	}
	_, err = kept.Put(ctx, cases.PictureName{CaseID: "case-2026-11-21", Kind: p.Kind, Name: p.Slot}, drawing.Data, drawing.By)
	return err
}
