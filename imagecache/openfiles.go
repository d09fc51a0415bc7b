package imagecache

import (
	"container/list"
	"io"
	"os"
	"sync"
	"time"
)

// freshFor is how long a file stays open for others: one that was put back or
// taken away by hand is noticed after this time.
const freshFor = time.Minute

// inMemory is the size of thumbnails, in bytes, up to which an open file's content
// is kept in memory: 8 MiB in all by default.
const inMemory = 16 << 10

// openFiles keeps the files open that were asked for last, at most limit of them,
// so that a picture in demand is opened once. Beyond that, files are open only
// while they are read.
type openFiles struct {
	mu     sync.Mutex
	limit  int
	epoch  uint64 // one more with each drop
	byName map[string]*list.Element
	recent *list.List // of *shared, the last one asked for first
}

func newOpenFiles(limit int) *openFiles {
	return &openFiles{limit: limit, byName: map[string]*list.Element{}, recent: list.New()}
}

// shared is a file that several may have open. It is closed when the last of
// them has given it back.
type shared struct {
	disk    *os.File
	content io.ReaderAt // disk, or what was in it
	name    string
	size    int64
	modTime time.Time
	etag    string
	since   time.Time // when it was opened
	users   int       // guarded by of.mu; openFiles is one of them
	of      *openFiles
}

func (s *shared) file() *File {
	return &File{io.NewSectionReader(s.content, 0, s.size), s.modTime, s.etag, "image/jpeg", s}
}

// get returns the file for one more user; nil if it is not open.
func (o *openFiles) get(name string) *shared {
	o.mu.Lock()
	defer o.mu.Unlock()
	element := o.byName[name]
	if element == nil {
		return nil
	}
	s, ok := element.Value.(*shared)
	if !ok || time.Since(s.since) > freshFor {
		return nil
	}
	o.recent.MoveToFront(element)
	s.users++
	return s
}

// now is the epoch to give to add: to be asked for before a file is opened.
func (o *openFiles) now() uint64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.epoch
}

// add keeps a file open for others, in place of an older one of that name, unless
// some were dropped since epoch: it may be one of those.
func (o *openFiles) add(s *shared, epoch uint64) {
	o.mu.Lock()
	if epoch != o.epoch || o.limit == 0 {
		o.mu.Unlock()
		return
	}
	var out []*shared
	if element := o.byName[s.name]; element != nil {
		out = o.remove(out, element)
	}
	s.users++
	o.byName[s.name] = o.recent.PushFront(s)
	if o.recent.Len() > o.limit {
		out = o.remove(out, o.recent.Back())
	}
	o.mu.Unlock()
	release(out)
}

// remove takes a file out and adds it to the list of those to release.
func (o *openFiles) remove(out []*shared, element *list.Element) []*shared {
	s, ok := o.recent.Remove(element).(*shared)
	if !ok {
		return out
	}
	delete(o.byName, s.name)
	return append(out, s)
}

// drop forgets the files for which gone is true, and whatever is being opened
// now. Those who read them go on.
func (o *openFiles) drop(gone func(name string) bool) {
	o.mu.Lock()
	o.epoch++
	var out []*shared
	for name, element := range o.byName {
		if gone(name) {
			out = o.remove(out, element)
		}
	}
	o.mu.Unlock()
	release(out)
}

// close forgets all files and keeps none open from now on.
func (o *openFiles) close() {
	o.mu.Lock()
	o.limit = 0
	o.mu.Unlock()
	o.drop(func(string) bool { return true })
}

// release gives files back that were only read: there is nothing to lose if
// closing fails.
func release(list []*shared) {
	for _, s := range list {
		_ = s.release()
	}
}

// release gives a file back for one user, and closes it after the last.
func (s *shared) release() error {
	s.of.mu.Lock()
	s.users--
	last := s.users == 0
	s.of.mu.Unlock()
	if last {
		return s.disk.Close()
	}
	return nil
}
