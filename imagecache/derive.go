package imagecache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"slices"
)

// Derive makes variants of these widths anew of a kept picture, given by its path, and keeps
// them. Put made them of the picture as it came, of which there is only the file now: they
// look the same, but their bytes are others, and so are their paths. An *InputError says that
// the picture is not what its path promises; after any error nothing is left behind.
func (c *Cache) Derive(ctx context.Context, path string, widths []int, o Origin) ([]Variant, error) {
	name, ok := parseFileName(path)
	if !ok || name.width != 0 {
		return nil, refuse(BadName, nil, "%q is not the name of a picture.", path)
	}
	data, err := c.original(name)
	if err != nil {
		return nil, fmt.Errorf("derive from %s: %w", path, err)
	}
	f, size, err := check(data)
	if err != nil {
		return nil, err
	}
	var variants []Variant
	var files []file
	err = c.normalised(ctx, f, size, data, func(img *image.NRGBA) error {
		p, all, err := renderAll(ctx, name.key, img, o.packet())
		if err != nil {
			return err
		}
		for i, v := range p.Variants {
			if slices.Contains(widths, v.Width) {
				variants, files = append(variants, v), append(files, all[len(p.Variants)-1-i]) // largest first
			}
		}
		return nil
	})
	if err == nil && len(variants) < len(widths) {
		err = refuse(Broken, nil, "The picture has no variants of %d pixels.", widths)
	}
	if err == nil {
		err = c.write(name.key, files)
	}
	if err != nil {
		return nil, fmt.Errorf("derive from %s: %w", path, err)
	}
	return variants, nil
}

// original reads a kept picture. An *InputError says that it is not what its name promises.
func (c *Cache) original(name fileName) ([]byte, error) {
	data, err := c.images.ReadFile(name.String())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refuse(Broken, err, "The picture is missing.")
	}
	if hash := sha256.Sum256(data); err == nil && hex.EncodeToString(hash[:])[:hashDigits] != name.hash {
		return nil, refuse(Broken, nil, "The picture is damaged.")
	}
	return data, err
}
