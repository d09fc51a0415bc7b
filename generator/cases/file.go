package cases

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/renameio/v2/maybe"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// caseFile is a case with its pictures as it stands in the data directory, so
// that the directory explains itself, and can be had back, without the database.
type caseFile struct {
	Format   int                    `json:"format"` // 1
	Record   caseRecord             `json:"record"`
	Pictures map[string]imageRecord `json:"pictures"`
}

// file writes the case's file anew, whole or not at all. A case that is deleted
// says so there until it is purged.
func (s *Service) file(id string) error {
	if s.o.Folder == "" {
		return nil
	}
	s.filing.Lock() // so that an older state never goes over a newer one
	defer s.filing.Unlock()
	file, err := s.asFile(id)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("file %s: %w", id, err)
	}
	data, err := json.MarshalIndent(file, "", "\t")
	if err != nil {
		return fmt.Errorf("file %s: %w", id, err)
	}
	if err := errors.Join(os.MkdirAll(s.o.Folder, 0o700), s.spare(&file.Record)); err != nil {
		return fmt.Errorf("file %s: %w", id, err)
	}
	if err := maybe.WriteFile(s.fileName(id), data, 0o600); err != nil {
		return fmt.Errorf("file %s: %w", id, err)
	}
	return nil
}

// spare gives another name to what is where the case's file is to be, if it cannot be read or
// is of another case than that: it may be all that is left of one that the database lacks.
func (s *Service) spare(now *caseRecord) error {
	name := s.fileName(now.Case.ID)
	there, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && now.follows(&there.Record) {
		return nil
	}
	mark := ".damaged-"
	if err == nil {
		mark, err = ".other-", errors.New("it is of another case than the one that the database has for its day")
	}
	aside := name + mark + s.o.Now().UTC().Format("20060102T150405.000Z")
	if err := os.Rename(name, aside); err != nil {
		return err
	}
	s.o.Log.Error("a case file is set aside, for another takes its place", "kept as", aside, "why", err)
	return nil
}

// follows reports whether r is what has become of the case in an earlier record of its id.
func (r *caseRecord) follows(before *caseRecord) bool {
	if before.Edition != r.Edition {
		return before.Edition < r.Edition
	}
	return before.Case.WrittenAt.Equal(r.Case.WrittenAt) && before.Revision <= r.Revision
}

// How often writing a case's file is tried again after it failed: for some days.
const (
	fileWait     = time.Minute
	fileAttempts = 1000
)

// refile writes a case's file after a change of it, which stands whatever comes of that: if
// the file cannot be written now, a job does later.
func (s *Service) refile(id string) {
	failed := s.file(id)
	if failed == nil {
		return
	}
	err := s.change(func(tx *store.Tx) error {
		_, err := s.o.Queue.Add(tx, jobs.Spec{Kind: fileKind, Name: id, Arg: id, At: s.o.Now().Add(fileWait), Again: true, Max: fileAttempts})
		return err
	})
	if err != nil {
		s.o.Log.Error("a case file cannot be written, now nor later; casebook check --repair does", "case", id, "err", errors.Join(failed, err))
		return
	}
	s.o.Log.Error("a case file cannot be written, and is later", "case", id, "err", failed)
}

// runFile writes a case's file.
func (s *Service) runFile(_ context.Context, run *jobs.Run) error {
	var id string
	if err := run.Arg(&id); err != nil {
		return jobs.Permanent(err)
	}
	return s.file(id)
}

// asFile is what the file of a case should be.
func (s *Service) asFile(id string) (caseFile, error) {
	file := caseFile{Format: 1}
	err := s.db.View(func(tx *store.Tx) (err error) {
		if file.Record, err = caseRecords().Get(tx, id); err != nil {
			return err
		}
		file.Pictures, err = allPictures(tx, id)
		return err
	})
	return file, err
}

// allPictures returns the records of a case's slots, by slot, and of what was uploaded
// beside them, by kind and name.
func allPictures(tx *store.Tx, id string) (map[string]imageRecord, error) {
	pictures := map[string]imageRecord{}
	for item, err := range images().All(tx, store.Range{Prefix: imagePrefix(id)}) {
		if err != nil {
			return nil, err
		}
		name := item.Value.Slot
		if _, isSlot := mystery.KindOf(name); !isSlot {
			name = string(item.Value.Kind) + "/" + name
		}
		pictures[name] = item.Value
	}
	return pictures, nil
}

// unfile removes the case's file; none is fine.
func (s *Service) unfile(id string) error {
	if s.o.Folder == "" {
		return nil
	}
	s.filing.Lock()
	defer s.filing.Unlock()
	if err := os.Remove(s.fileName(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (s *Service) fileName(id string) string { return filepath.Join(s.o.Folder, id+".json") }
