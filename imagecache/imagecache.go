// Package imagecache keeps pictures on local disk for ever: whatever comes in
// (PNG, JPEG, WebP or GIF; the first frame of what is animated) is checked, decoded,
// brought to sRGB, put upright, freed of metadata and transparency, made to fit,
// encoded anew as JPEG with smaller variants beside it, each of which says in XMP who
// made it, and written once.
//
// # Files
//
// Below the directory given to [Open]:
//
//	<case>/<type>/<name>.<hash>.jpg          the picture, at most 1600 pixels wide and high
//	<case>/<type>/<name>.<hash>.w1024.jpg    its variants, 1024, 640 and 320 pixels wide,
//	<case>/<type>/<name>.<hash>.w640.jpg     where that is narrower than the picture
//	<case>/<type>/<name>.<hash>.w320.jpg
//
// The hash is the first 16 hexadecimal digits of the SHA-256 of that very file,
// so every file can be checked by its own name, and the hash of a variant differs
// from that of its picture. A file never changes once it has its name: it is
// written and synced under another name, renamed, and its folders are synced
// before [Cache.Put] returns. A record committed after Put never names a missing
// file.
package imagecache

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"
)

// ErrNotFound is returned by [Cache.Open] for whatever is not a picture kept here.
var ErrNotFound = errors.New("picture not found")

// Options of a cache. The zero value is fit for use.
type Options struct {
	// Concurrency is how many pictures are decoded at once; GOMAXPROCS if zero.
	// Together they hold at most MaxPixels pixels, however many they are.
	Concurrency int
	// AllowFetch lists networks that Fetch may reach on any port although they are
	// not public, such as that of a model server at home.
	AllowFetch []netip.Prefix
	// ScrubRate is how many bytes a second Scrub reads; 32 MiB if zero, as many as
	// it can if negative.
	ScrubRate int
	// OpenFiles is how many files stay open after they were read, those asked for
	// last; 512 if zero.
	OpenFiles int
	// ReadOnly is for a directory in which nothing can be written: pictures are read,
	// all else fails.
	ReadOnly bool
	// Resolver looks up the hosts that Fetch is given; the system's if nil.
	Resolver *net.Resolver
}

// Cache is a directory of pictures. Its methods are safe for concurrent use. One
// process at a time may have a directory open.
type Cache struct {
	images *os.Root // everything but moving into place happens in here
	parent *os.Root // holds both images and staging, for renames between them
	prefix string   // of images within parent
	stage  string   // where files are made, within parent

	pixels    *semaphore.Weighted
	share     int64 // the least a picture takes of pixels
	client    *http.Client
	scrubRate int
	opened    *openFiles

	tree    sync.RWMutex // shared while files are put in place, whole while any are removed
	seed    maphash.Seed
	writers [32]sync.Mutex // by key
}

// Open opens the cache whose pictures are in dir, making the directories that are
// missing. Files are made in tmp, which should be on the same file system; if it
// is not, they are made in a hidden folder of dir. What an earlier run left there
// is removed.
func Open(dir, tmp string, o Options) (*Cache, error) {
	if o.Concurrency <= 0 {
		o.Concurrency = runtime.GOMAXPROCS(0)
	}
	if o.ScrubRate == 0 {
		o.ScrubRate = 32 << 20
	}
	if o.OpenFiles == 0 {
		o.OpenFiles = 512
	}
	c := &Cache{
		pixels:    semaphore.NewWeighted(MaxPixels),
		share:     max(1, MaxPixels/int64(o.Concurrency)),
		client:    newClient(o.AllowFetch, o.Resolver),
		scrubRate: o.ScrubRate,
		opened:    newOpenFiles(o.OpenFiles),
		seed:      maphash.MakeSeed(),
	}
	open := c.openRoots
	if o.ReadOnly {
		open = c.openToRead
	}
	if err := open(dir, tmp); err != nil {
		return nil, errors.Join(fmt.Errorf("open picture directory: %w", err), c.Close())
	}
	return c, nil
}

// Close frees what the cache holds. Files got from Open stay readable.
func (c *Cache) Close() error {
	c.opened.close()
	var errs []error
	for _, root := range []*os.Root{c.images, c.parent} {
		if root != nil {
			errs = append(errs, root.Close())
		}
	}
	return errors.Join(errs...)
}

const (
	hiddenStage = ".tmp"        // the folder of images that stands in for tmp
	stagePrefix = "imagecache-" // of all that is ours in tmp
)

func (c *Cache) openRoots(dir, tmp string) error {
	paths := [2]string{dir, tmp}
	for i, p := range paths {
		if err := os.MkdirAll(p, 0o750); err != nil {
			return err
		}
		p, err := filepath.EvalSymlinks(p)
		if err != nil {
			return err
		}
		if paths[i], err = filepath.Abs(p); err != nil {
			return err
		}
	}
	var err error
	if c.images, err = os.OpenRoot(paths[0]); err != nil {
		return err
	}
	err = c.openStage(paths[0], paths[1])
	if err == nil {
		return nil
	}
	inside := c.openStage(paths[0], filepath.Join(paths[0], hiddenStage))
	if inside == nil {
		return nil
	}
	return errors.Join(err, inside)
}

// openToRead is openRoots without a place where files are made.
func (c *Cache) openToRead(dir, _ string) (err error) {
	if c.images, err = os.OpenRoot(dir); err != nil {
		return err
	}
	c.prefix, c.stage = ".", hiddenStage
	c.parent, err = os.OpenRoot(dir)
	return err
}

// openStage makes tmp the place where files are made, if they can be moved from
// there into dir.
func (c *Cache) openStage(dir, tmp string) (err error) {
	common := commonParent(dir, tmp)
	parent, err := os.OpenRoot(common)
	if err != nil {
		return err
	}
	c.parent = parent
	defer func() {
		if err != nil {
			err = errors.Join(err, parent.Close())
			c.parent = nil
		}
	}()
	if c.prefix, err = relative(common, dir); err != nil {
		return err
	}
	if c.stage, err = relative(common, tmp); err != nil {
		return err
	}
	if err = parent.MkdirAll(c.stage, 0o750); err != nil {
		return err
	}
	if err = c.sweep(); err != nil {
		return err
	}
	return c.probe()
}

// probe moves an empty folder from staging into the directory of pictures.
func (c *Cache) probe() error {
	from, to := c.stageName(), path.Join(c.prefix, hiddenStage+"-probe")
	if err := c.parent.Mkdir(from, 0o750); err != nil {
		return err
	}
	_ = c.parent.Remove(to) // left by a probe that was killed
	if err := c.parent.Rename(from, to); err != nil {
		return errors.Join(err, c.parent.Remove(from))
	}
	return c.parent.Remove(to)
}

// sweep removes what an earlier run left in staging.
func (c *Cache) sweep() error {
	left, err := fs.ReadDir(c.parent.FS(), c.stage)
	if err != nil {
		return err
	}
	for _, entry := range left {
		if strings.HasPrefix(entry.Name(), stagePrefix) {
			if err := c.parent.RemoveAll(path.Join(c.stage, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// commonParent returns the deepest directory that holds both absolute paths.
func commonParent(a, b string) string {
	for {
		if rel, err := filepath.Rel(a, b); err == nil && filepath.IsLocal(rel) {
			return a
		}
		up := filepath.Dir(a)
		if up == a {
			return a
		}
		a = up
	}
}

// relative returns the slash-separated path of dir within base.
func relative(base, dir string) (string, error) {
	rel, err := filepath.Rel(base, dir)
	return filepath.ToSlash(rel), err
}
