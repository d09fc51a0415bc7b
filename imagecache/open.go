package imagecache

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"
)

// File is an open picture. The file below is shared with all who have it open,
// the position of reading is not. Unless it is small, its reader's Outer is an
// [os.File], so that a server can have the kernel send it. Whoever got it closes
// it, once.
type File struct {
	*io.SectionReader
	ModTime     time.Time
	ETag        string // strong, quoted
	ContentType string

	shared *shared
}

// Close gives the file back. Nothing of it may be read afterwards.
func (f *File) Close() error { return f.shared.release() }

// Open opens a picture or variant by its path, as [Picture] and [Variant] give it.
// Whatever has not exactly the shape of such a path is ErrNotFound, and so is what
// is not there.
func (c *Cache) Open(name string) (*File, error) {
	if s := c.opened.get(name); s != nil {
		return s.file(), nil
	}
	parsed, ok := parseFileName(name)
	if !ok {
		return nil, ErrNotFound
	}
	epoch := c.opened.now()
	f, err := c.images.Open(name)
	if errors.Is(err, fs.ErrNotExist) || err != nil && c.isLink(name) {
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
	s := &shared{
		disk: f, content: f, name: name, size: info.Size(), modTime: info.ModTime(), etag: `"` + parsed.hash + `"`, since: time.Now(), users: 1, of: c.opened,
	}
	if s.size <= inMemory {
		data := make([]byte, s.size)
		if _, err := io.ReadFull(f, data); err != nil {
			return nil, errors.Join(fmt.Errorf("read picture: %w", err), f.Close())
		}
		s.content = bytes.NewReader(data)
	}
	c.opened.add(s, epoch)
	return s.file(), nil
}

// isLink reports whether a link stands there, which may lead elsewhere.
func (c *Cache) isLink(name string) bool {
	info, err := c.images.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// Has reports whether there is a file for a picture or variant, by its path. What is
// in it is for Scrub to say.
func (c *Cache) Has(name string) bool {
	_, ok := parseFileName(name)
	info, err := c.images.Lstat(name)
	return ok && err == nil && info.Mode().IsRegular()
}
