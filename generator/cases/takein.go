package cases

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"casebook/generator/mystery"
	"casebook/store"
)

// TakenIn says what TakeIn brought back.
type TakenIn struct {
	Cases      int     // that the database lacked, or had in an older edition
	Pictures   int     // of those it had
	Unreadable []error // case files that were left alone
}

// TakeIn brings back from the case files what the database lacks: cases, newer
// editions of them, deletions, and pictures. What it has already stays. Call it
// before the queue runs.
func (s *Service) TakeIn(ctx context.Context) (TakenIn, error) {
	var taken TakenIn
	names, err := filepath.Glob(filepath.Join(s.o.Folder, idPrefix+"*.json"))
	if err != nil {
		return taken, fmt.Errorf("take in: %w", err)
	}
	for part := range slices.Chunk(names, casesAtOnce) {
		var files []caseFile
		for _, name := range part {
			file, err := readFile(name)
			if err != nil {
				taken.Unreadable = append(taken.Unreadable, err)
				continue
			}
			files = append(files, file)
		}
		err := s.change(func(tx *store.Tx) error {
			for _, file := range files {
				if err := errors.Join(ctx.Err(), s.takeIn(tx, file, &taken)); err != nil {
					return fmt.Errorf("take in %s: %w", file.Record.Case.ID, err)
				}
			}
			return nil
		})
		if err != nil {
			return taken, err
		}
	}
	return taken, nil
}

// casesAtOnce is how many cases share a transaction when all of them are gone through: each
// transaction waits for the disk, and each case takes memory.
const casesAtOnce = 20

// readFile reads a case file and checks that it is what its name says.
func readFile(name string) (caseFile, error) {
	var file caseFile
	data, err := os.ReadFile(name) //nolint:gosec // a file of the data directory
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil {
		return file, fmt.Errorf("read %s: %w", name, err)
	}
	c := file.Record.Case
	if id, ok := ParseID(c.ID); !ok || file.Format != 1 || filepath.Base(name) != id+".json" || len(c.Pictures) != mystery.PictureCount {
		return file, fmt.Errorf("read %s: not the file of that case", name)
	}
	return file, nil
}

// takeIn brings back what one file has and the database lacks.
func (s *Service) takeIn(tx *store.Tx, file caseFile, taken *TakenIn) error {
	record := &file.Record
	have, err := caseRecords().Get(tx, record.Case.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	adopted := have.Edition < record.Edition
	if have.Edition > record.Edition || !adopted && have.DeletedAt != nil {
		return nil
	}
	err = nil
	switch {
	case adopted:
		taken.Cases++
		err = s.adopt(tx, record)
	case record.DeletedAt == nil && have.Revision < record.Revision:
		err = s.keep(tx, record)
	}
	if err != nil {
		return err
	}
	if err := s.takePictures(tx, file, adopted, taken); err != nil {
		return err
	}
	if record.DeletedAt != nil {
		return s.bury(tx, *record)
	}
	return s.drawRest(tx, record)
}

// takePictures brings back the picture records that are newer than those there are, or
// all of a case that has just been adopted.
func (s *Service) takePictures(tx *store.Tx, file caseFile, adopted bool, taken *TakenIn) error {
	for _, picture := range file.Pictures {
		key := imageKey(file.Record.Case.ID, picture.Kind, picture.Slot)
		had, err := images().Get(tx, key)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if !adopted && !picture.UpdatedAt.After(had.UpdatedAt) {
			continue
		}
		if !adopted {
			taken.Pictures++
		}
		if err := images().Put(tx, key, picture); err != nil {
			return err
		}
	}
	return nil
}

// adopt saves a case as publish did when it was written.
func (s *Service) adopt(tx *store.Tx, record *caseRecord) error {
	return errors.Join(s.forget(tx, record.Case.ID), s.save(tx, record))
}

// drawRest adds the job that draws what is not stored of a case, or was to be drawn again,
// if anything, unless that is awaited from a batch.
func (s *Service) drawRest(tx *store.Tx, record *caseRecord) error {
	bySlot, err := picturesOf(tx, record.Case.ID)
	if err != nil {
		return err
	}
	if allThere(bySlot) {
		if err := statuses().Delete(tx, record.Case.ID); err != nil || !anyOf(bySlot, (*imageRecord).wanted) {
			return err
		}
	}
	if awaited, err := s.awaited(tx, record.Case.ID, record.Edition); err != nil || awaited {
		return err
	}
	return s.addDraw(tx, record.Case.ID, record.Edition, "")
}
