package cases

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casebook/generator/mystery"
	"casebook/store"
)

// Repaired says what Repair did.
type Repaired struct {
	Done  []string // in words
	Again []string // cases of which pictures are drawn again
}

// Repair mends what can be mended of what Audit and Scrub found: from the case files,
// from the database, and by having pictures drawn again, which the queue does.
// Whatever it removes, it says. Nothing else may be at work.
func (s *Service) Repair(ctx context.Context, found []Finding) (Repaired, error) {
	var done Repaired
	say := func(format string, args ...any) { done.Done = append(done.Done, fmt.Sprintf(format, args...)) }
	fromFile, err := s.restateAll(found, say)
	if err != nil {
		return done, err
	}
	taken, err := s.TakeIn(ctx)
	if err != nil {
		return done, err
	}
	if taken.Cases+taken.Pictures > 0 {
		say("taken in from the case files: %d cases, %d pictures", taken.Cases, taken.Pictures)
	}
	if err := s.dropStrays(found, say); err != nil {
		return done, err
	}
	damaged, err := s.notWhole(ctx, found, fromFile || taken.Cases+taken.Pictures > 0)
	if err != nil {
		return done, err
	}
	mended, err := s.Mend(ctx, func(path string) bool { return !damaged[path] })
	for _, name := range mended.Derived {
		say("picture %s: smaller versions of it are made anew, under new addresses", name)
	}
	for _, name := range mended.Again {
		say("picture %s is drawn again", name)
		id, _, _ := strings.Cut(name, "/")
		done.Again = append(done.Again, id)
	}
	for _, name := range mended.Lost {
		say("picture %s is lost: it was uploaded, and cannot be drawn", name)
	}
	for _, name := range mended.Back {
		say("picture %s, which was lost, is there again", name)
	}
	slices.Sort(done.Again)
	done.Again = slices.Compact(done.Again)
	return done, err
}

// restateAll restates the cases that were found bad. fromFile: one of them by its file.
func (s *Service) restateAll(found []Finding, say func(string, ...any)) (fromFile bool, err error) {
	for _, f := range found {
		if f.Kind != BadCase && f.Kind != BadFile {
			continue
		}
		taken, err := s.restate(f.Name, say)
		if err != nil {
			return fromFile, fmt.Errorf("repair %s: %w", f.Name, err)
		}
		fromFile = fromFile || taken
	}
	return fromFile, nil
}

// notWhole returns the paths of pictures that were found not to be whole. With anew, since
// there are records that nobody knew when it was looked, all are looked at again.
func (s *Service) notWhole(ctx context.Context, found []Finding, anew bool) (map[string]bool, error) {
	paths := map[string]bool{}
	for _, f := range found {
		paths[f.Name] = f.Kind == BadPicture
	}
	if !anew {
		return paths, nil
	}
	scrubbed, err := s.Scrub(ctx, func(int64, int64) {})
	if err != nil {
		return paths, err
	}
	left, err := s.bringBack(ctx, slices.Concat(scrubbed.Missing, scrubbed.Damaged))
	for _, path := range left {
		paths[path] = true
	}
	return paths, err
}

// Drawn waits until the job has ended that draws what is not stored of a case.
func (s *Service) Drawn(ctx context.Context, id string) error {
	var record caseRecord
	err := s.db.View(func(tx *store.Tx) (err error) { record, err = living(tx, id); return err })
	if err == nil {
		_, err = s.o.Queue.Wait(ctx, jobID(drawKind, drawName(id, record.Edition)))
	}
	if err != nil {
		return fmt.Errorf("wait for the pictures of %s: %w", id, err)
	}
	return nil
}

// restate makes the lists and the file of a case agree with its record, or the record
// with the file where the referee accepts only that: fromFile.
func (s *Service) restate(id string, say func(string, ...any)) (fromFile bool, err error) {
	now, err := s.asFile(id)
	if err != nil || len(mystery.Review(&now.Record.Case)) > 0 {
		file, fileErr := readFile(s.fileName(id))
		if fileErr == nil && len(mystery.Review(&file.Record.Case)) == 0 {
			now, err, fromFile = file, nil, true
			say("case %s is taken from its file, with the records of its pictures", id)
		}
	}
	if err != nil {
		say("case %s is left as it is: neither its record nor its file is good (%v)", id, err)
		return false, nil
	}
	if err := s.change(func(tx *store.Tx) error { return s.resave(tx, now, fromFile) }); err != nil {
		return fromFile, err
	}
	say("case %s: its entry in the lists and its file are made anew", id)
	return fromFile, s.file(id)
}

// resave saves a case as it is in the database or, fromFile, in its file, and has the
// pictures drawn that it has no record of.
func (s *Service) resave(tx *store.Tx, now caseFile, fromFile bool) error {
	record := &now.Record
	id := record.Case.ID
	if err := caseRecords().Put(tx, id, *record); err != nil || record.DeletedAt != nil && !fromFile {
		return err
	}
	if fromFile {
		if err := s.takePictures(tx, now, false, new(TakenIn)); err != nil {
			return err
		}
	}
	for _, picture := range record.Case.Pictures {
		key := imageKey(id, picture.Kind, picture.Slot)
		if images().Has(tx, key) {
			continue
		}
		if err := images().Put(tx, key, imageRecord{Slot: picture.Slot, Kind: picture.Kind, State: Pending, UpdatedAt: record.Case.WrittenAt}); err != nil {
			return err
		}
	}
	if record.DeletedAt != nil {
		return s.bury(tx, *record)
	}
	return errors.Join(s.enlist(tx, record), s.drawRest(tx, record))
}

// dropStrays removes the records whose cases did not come back.
func (s *Service) dropStrays(found []Finding, say func(string, ...any)) error {
	return s.change(func(tx *store.Tx) error {
		for _, f := range found {
			collection, key, _ := strings.Cut(f.Name, " ")
			if f.Kind != BadRecord || caseRecords().Has(tx, caseIn(collection, key)) {
				continue
			}
			if err := (store.Collection[json.RawMessage]{Name: collection, Version: 1}).Delete(tx, key); err != nil {
				return fmt.Errorf("remove the record %s: %w", f.Name, err)
			}
			say("removed the record %s", f.Name)
		}
		return nil
	})
}
