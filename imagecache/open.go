package imagecache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// File is an open picture. It is an [os.File], so that a server can hand it to the
// kernel whole; whoever got it reads, seeks and closes it, nothing else.
type File struct {
	*os.File
	Size        int64
	ModTime     time.Time
	ETag        string // strong, quoted
	ContentType string
}

// Open opens a picture or variant by its path, as [Picture] and [Variant] give it.
// Whatever has not exactly the shape of such a path is ErrNotFound, and so is what
// is not there.
func (c *Cache) Open(name string) (*File, error) {
	parsed, ok := parseFileName(name)
	if !ok {
		return nil, ErrNotFound
	}
	f, err := c.images.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("open picture: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open picture: %w", err), f.Close())
	}
	if !info.Mode().IsRegular() {
		return nil, errors.Join(ErrNotFound, f.Close())
	}
	return &File{
		File: f, Size: info.Size(), ModTime: info.ModTime(), ETag: `"` + parsed.hash + `"`, ContentType: "image/jpeg",
	}, nil
}
