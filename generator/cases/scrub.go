package cases

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"casebook/generator/jobs"
	"casebook/store"
)

const (
	scrubPage  = 500  // records read in one transaction
	scrubCount = 1000 // files between two reports of progress
)

// Scrubbed is what Pictures found when it compared its files with their hashes and
// with the records. Paths are relative to /images/.
type Scrubbed struct {
	Files   int      // looked at
	Bytes   int64    // read
	Missing []string // named by a record, but not there
	Damaged []string // not the bytes they were
	Orphan  []string // named by no record, such as a picture that was replaced
	Foreign []string // not made by Pictures
}

// AddScrub adds the job that checks every picture, if this week has none yet.
func (s *Service) AddScrub(_ context.Context) error {
	year, week := s.o.Now().UTC().ISOWeek()
	err := s.change(func(tx *store.Tx) error {
		_, err := s.o.Queue.Add(tx, jobs.Spec{Kind: scrubKind, Name: fmt.Sprintf("%d-W%02d", year, week), At: s.o.Now().Add(time.Hour)})
		return err
	})
	if err != nil {
		return fmt.Errorf("add a scrub: %w", err)
	}
	return nil
}

// runScrub checks every picture. What is found is logged; the job itself says how
// many pictures are not what they should be.
func (s *Service) runScrub(ctx context.Context, run *jobs.Run) error {
	total := 0
	found, err := s.scrub(ctx, &total, func(files int) error { return run.Progress(files, max(files, total)) })
	if err != nil {
		return err
	}
	for what, list := range map[string][]string{"missing": found.Missing, "damaged": found.Damaged} {
		for _, path := range list {
			s.o.Log.Error("picture not whole", "what", what, "path", path)
		}
	}
	s.o.Log.Info("pictures scrubbed", "files", found.Files, "bytes", found.Bytes, "missing", len(found.Missing),
		"damaged", len(found.Damaged), "orphan", len(found.Orphan), "foreign", len(found.Foreign))
	if err := run.Progress(found.Files, max(found.Files, total)); err != nil {
		return err
	}
	bad := slices.Concat(found.Missing, found.Damaged)
	if err := s.heal(ctx, bad, found.Files); err != nil {
		return err
	}
	if len(bad) > 0 {
		return fmt.Errorf("%w: %d pictures are missing, %d damaged: %q %q", jobs.ErrPartial, len(found.Missing), len(found.Damaged), found.Missing, found.Damaged)
	}
	return nil
}

// healedPart is the part of all files beyond which nothing is drawn again by itself: the
// disk they are on may just not be there.
const healedPart = 10

// heal has pictures of which a file is missing or damaged brought back from backups, or
// drawn again.
func (s *Service) heal(ctx context.Context, bad []string, files int) error {
	if len(bad)*healedPart > files+len(bad) {
		s.o.Log.Error("too many pictures are not whole to draw them again unasked; casebook check --repair does", "not whole", len(bad), "files", files)
		return nil
	}
	left, err := s.bringBack(ctx, bad)
	if err != nil {
		return err
	}
	still := map[string]bool{}
	for _, path := range left {
		still[path] = true
	}
	mended, err := s.Mend(ctx, func(path string) bool { return !still[path] })
	if len(mended.Again)+len(mended.Lost)+len(mended.Back)+len(mended.Derived) > 0 {
		s.o.Log.Warn("pictures were not whole", "smaller versions made anew", mended.Derived, "drawn again", mended.Again, "uploaded and lost", mended.Lost, "whole again", mended.Back)
	}
	return err
}

// scrub checks every picture. total is how many files records name, as far as is known;
// progress is called now and then with how many are done.
func (s *Service) scrub(ctx context.Context, total *int, progress func(files int) error) (Scrubbed, error) {
	return s.o.Pictures.Scrub(ctx, s.paths(total), func(files int) error {
		if files%scrubCount != 0 {
			return nil
		}
		return progress(files)
	})
}

// Scrub compares every picture with its hash and with the records. progress is told now
// and then how many files are done, and how many there should be.
func (s *Service) Scrub(ctx context.Context, progress func(done, total int64)) (Scrubbed, error) {
	total := 0
	return s.scrub(ctx, &total, func(files int) error {
		progress(int64(files), int64(max(files, total)))
		return nil
	})
}

// Unnamed returns those of the paths that no record names.
func (s *Service) Unnamed(paths []string) ([]string, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	unnamed := slices.Clone(paths)
	for path, err := range s.paths(new(int)) {
		if err != nil {
			return nil, err
		}
		unnamed = slices.DeleteFunc(unnamed, func(p string) bool { return p == path })
	}
	return unnamed, nil
}

// paths yields the path of every picture and variant that a record names, and counts
// them. No transaction is open while the caller works.
func (s *Service) paths(count *int) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for after := ""; ; {
			page, last, err := s.pathsAfter(after)
			if err != nil {
				yield("", err)
				return
			}
			*count += len(page)
			for _, path := range page {
				if !yield(path, nil) {
					return
				}
			}
			if last == "" {
				return
			}
			after = last
		}
	}
}

// pathsAfter lists the paths in the next records beyond after. last is the key of
// the last one, empty when there are no more.
func (s *Service) pathsAfter(after string) (page []string, last string, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		left := scrubPage
		for item, err := range images().All(tx, store.Range{After: after}) {
			if err != nil {
				return fmt.Errorf("read pictures: %w", err)
			}
			if kept := item.Value.Kept; kept.Path != "" {
				page = append(page, kept.Path)
				for _, variant := range kept.Variants {
					page = append(page, variant.Path)
				}
			}
			if left--; left == 0 {
				last = item.Key
				return nil
			}
		}
		return nil
	})
	return page, last, err
}
