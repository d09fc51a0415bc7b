package imagecache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

// Report is what Scrub found. All paths are relative to the directory of pictures.
type Report struct {
	Files   int      // pictures and variants looked at
	Bytes   int64    // and read
	Missing []string // named by a record, but not there as a file
	Damaged []string // not the bytes their name promises, or not to be read
	Orphan  []string // named by no record, and older than an hour
	Foreign []string // not ours
}

const (
	scrubBuffer = 64 << 10
	orphanAge   = time.Hour // a younger file's record may be on its way
)

// Scrub compares every record with its file, and every file with the hash in its
// name. records yields the paths of all pictures and variants that should be there;
// progress is told how many files are done, after each; an error from either ends the
// scrub. One file is read at a time, at Options.ScrubRate, and nothing is changed.
// Pictures may be put, opened and removed meanwhile. With an error the report holds
// what was found until then.
func (c *Cache) Scrub(ctx context.Context, records iter.Seq2[string, error], progress func(files int) error) (Report, error) {
	s := scrub{cache: c, progress: progress, seed: maphash.MakeSeed(), named: map[uint64]struct{}{}, oldest: time.Now().Add(-orphanAge)}
	limit := rate.Inf
	if c.scrubRate > 0 {
		limit = rate.Limit(c.scrubRate)
	}
	s.limiter = rate.NewLimiter(limit, scrubBuffer)
	if err := s.checkRecords(ctx, records); err != nil {
		return s.report, fmt.Errorf("scrub records: %w", err)
	}
	if err := s.checkFiles(ctx); err != nil {
		return s.report, fmt.Errorf("scrub files: %w", err)
	}
	return s.report, nil
}

type scrub struct {
	cache    *Cache
	progress func(files int) error
	limiter  *rate.Limiter
	seed     maphash.Seed
	named    map[uint64]struct{} // hashes of the paths in records: small even for many
	oldest   time.Time
	report   Report
}

func (s *scrub) checkRecords(ctx context.Context, records iter.Seq2[string, error]) error {
	for name, err := range records {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		s.named[maphash.String(s.seed, name)] = struct{}{}
		_, ok := parseFileName(name)
		if info, err := s.cache.images.Lstat(name); !ok || err != nil || !info.Mode().IsRegular() {
			s.report.Missing = append(s.report.Missing, name)
		}
	}
	return nil
}

func (s *scrub) checkFiles(ctx context.Context) error {
	return fs.WalkDir(s.cache.images.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case errors.Is(err, fs.ErrNotExist): // removed meanwhile
			return nil
		case err != nil:
			s.report.Damaged = append(s.report.Damaged, name)
			return fs.SkipDir
		case entry.IsDir():
			return s.checkDir(name)
		}
		return s.checkFile(ctx, name, entry)
	})
}

// checkDir skips what is not a folder of ours.
func (s *scrub) checkDir(name string) error {
	parts := strings.Split(name, "/")
	switch {
	case name == "." || len(parts) == 1 && isID(name):
		return nil
	case name == hiddenStage:
		return fs.SkipDir
	case len(parts) == 2 && (Key{Case: parts[0], Type: parts[1], Name: "x"}).check() == nil:
		return nil
	}
	s.report.Foreign = append(s.report.Foreign, name)
	return fs.SkipDir
}

func (s *scrub) checkFile(ctx context.Context, name string, entry fs.DirEntry) error {
	parsed, ok := parseFileName(name)
	if !ok || !entry.Type().IsRegular() {
		s.report.Foreign = append(s.report.Foreign, name)
		return nil
	}
	info, err := entry.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	hash, err := s.hash(ctx, name)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil || hash != parsed.hash:
		s.report.Damaged = append(s.report.Damaged, name)
	}
	s.report.Files++
	_, named := s.named[maphash.String(s.seed, name)]
	if !named && info.ModTime().Before(s.oldest) {
		s.report.Orphan = append(s.report.Orphan, name)
	}
	return s.progress(s.report.Files)
}

// hash reads a file at the limited rate.
func (s *scrub) hash(ctx context.Context, name string) (_ string, err error) {
	f, err := s.cache.images.Open(path.Clean(name))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sum := sha256.New()
	for {
		if err := s.limiter.WaitN(ctx, scrubBuffer); err != nil {
			return "", err
		}
		n, err := io.CopyN(sum, f, scrubBuffer)
		s.report.Bytes += n
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(sum.Sum(nil))[:hashDigits], nil
		}
		if err != nil {
			return "", err
		}
	}
}
