package gallery_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"casebook/generator/cases"
	"casebook/generator/gallery"
	"casebook/generator/mystery"
	"casebook/imagecache"
)

// TestDerive: a smaller version is made of a picture that is whole, and of no other.
func TestDerive(t *testing.T) {
	folder := t.TempDir()
	cache, err := imagecache.Open(folder, t.TempDir(), imagecache.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer cache.Close()
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewRGBA(image.Rect(0, 0, 400, 300))); err != nil {
		t.Fatal(err)
	}
	pictures := gallery.Pictures{Cache: cache}
	kept, err := pictures.Put(t.Context(), cases.PictureName{CaseID: "case-2026-11-21", Kind: mystery.Object, Name: "ev-1"}, data.Bytes(), "a model")
	if err != nil || len(kept.Variants) != 1 {
		t.Fatalf("got %+v, %v", kept, err)
	}
	if err := cache.Discard(kept.Variants[0].Path); err != nil {
		t.Fatal(err)
	}
	got, err := pictures.Derive(t.Context(), kept.Path, []int{320}, "a model")
	if err != nil || len(got) != 1 || got[0].Width != 320 || got[0].Height != 240 {
		t.Fatalf("got %+v, %v, want one of 320 by 240", got, err)
	}
	file, err := os.ReadFile(filepath.Join(folder, got[0].Path))
	if err != nil || !bytes.Contains(file, []byte("a model")) {
		t.Errorf("got %d bytes, %v, want it to say who made it", len(file), err)
	}
	if err := cache.Discard(kept.Path); err != nil {
		t.Fatal(err)
	}
	if _, err := pictures.Derive(t.Context(), kept.Path, []int{320}, "a model"); !errors.Is(err, cases.ErrRefused) {
		t.Errorf("of none: got %v, want a refusal", err)
	}
}
