// Package gallery joins the built-in painter and the picture cache to package cases,
// which knows neither.
package gallery

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"iter"

	"casebook/generator/builtin/painter"
	"casebook/generator/cases"
	"casebook/generator/mystery"
	"casebook/imagecache"
)

// Artist is the built-in painter as package cases wants it.
type Artist struct{ painter *painter.Painter }

// NewArtist returns the built-in painter.
func NewArtist() Artist { return Artist{painter.New()} }

// Draw draws a picture; one picture is the same each time.
func (a Artist) Draw(ctx context.Context, _ string, p mystery.Picture) (cases.Drawing, error) {
	picture, err := a.painter.Draw(ctx, p)
	if err != nil {
		return cases.Drawing{}, err
	}
	var data bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&data, picture); err != nil {
		return cases.Drawing{}, fmt.Errorf("encode: %w", err)
	}
	return cases.Drawing{Data: data.Bytes(), By: cases.ByBuiltin}, nil
}

// Pictures is the picture cache as package cases wants it.
type Pictures struct{ Cache *imagecache.Cache }

// Put implements cases.Pictures.
func (p Pictures) Put(ctx context.Context, name cases.PictureName, data []byte, by string) (cases.Kept, error) {
	key := imagecache.Key{Case: name.CaseID, Type: string(name.Kind), Name: name.Name}
	picture, err := p.Cache.Put(ctx, key, bytes.NewReader(data), origin(by))
	if _, refused := errors.AsType[*imagecache.InputError](err); refused {
		return cases.Kept{}, errors.Join(cases.ErrRefused, err)
	}
	if err != nil {
		return cases.Kept{}, err
	}
	kept := cases.Kept{
		Path: picture.Path, Width: picture.Width, Height: picture.Height, Bytes: picture.Bytes,
		BlurHash: picture.BlurHash, Color: picture.Color, PHash: picture.PHash,
	}
	kept.Variants = variantsOf(picture.Variants)
	return kept, nil
}

func variantsOf(list []imagecache.Variant) (variants []cases.KeptVariant) {
	for _, v := range list {
		variants = append(variants, cases.KeptVariant{Path: v.Path, Width: v.Width, Height: v.Height, Format: v.Format})
	}
	return variants
}

// Derive implements cases.Pictures.
func (p Pictures) Derive(ctx context.Context, path string, widths []int, by string) ([]cases.KeptVariant, error) {
	variants, err := p.Cache.Derive(ctx, path, widths, origin(by))
	if _, refused := errors.AsType[*imagecache.InputError](err); refused {
		err = errors.Join(cases.ErrRefused, err)
	}
	return variantsOf(variants), err
}

// origin is what the files of a picture say about who made it. An upload's say
// nothing: it is not known.
func origin(by string) imagecache.Origin {
	switch by {
	case cases.ByUpload:
		return imagecache.Origin{}
	case cases.ByBuiltin:
		return imagecache.Origin{Source: imagecache.CompositeSynthetic, Maker: "Casebook's built-in painter"}
	default:
		return imagecache.Origin{Source: imagecache.TrainedAlgorithmicMedia, Maker: by}
	}
}

// Fetch implements cases.Pictures.
func (p Pictures) Fetch(ctx context.Context, url string) ([]byte, error) {
	data, err := p.Cache.Fetch(ctx, url)
	if input, ok := errors.AsType[*imagecache.InputError](err); ok && input.Kind == imagecache.BadAddress {
		err = errors.Join(cases.ErrRefused, err)
	}
	return data, err
}

// Remove implements cases.Pictures.
func (p Pictures) Remove(caseID string) error { return p.Cache.Remove(caseID) }

// Scrub implements cases.Pictures.
func (p Pictures) Scrub(ctx context.Context, records iter.Seq2[string, error], progress func(int) error) (cases.Scrubbed, error) {
	report, err := p.Cache.Scrub(ctx, records, progress)
	return cases.Scrubbed(report), err
}
