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
	damaged := map[string]bool{}
	for _, f := range found {
		damaged[f.Name] = f.Kind == BadPicture
		if f.Kind != BadCase && f.Kind != BadFile {
			continue
		}
		if err := s.restate(f.Name, say); err != nil {
			return done, fmt.Errorf("repair %s: %w", f.Name, err)
		}
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
	mended, err := s.Mend(ctx, func(path string) bool { return !damaged[path] })
	for _, name := range mended.Again {
		say("picture %s is drawn again", name)
		id, _, _ := strings.Cut(name, "/")
		done.Again = append(done.Again, id)
	}
	for _, name := range mended.Lost {
		say("picture %s is lost: it was uploaded, and cannot be drawn", name)
	}
	slices.Sort(done.Again)
	done.Again = slices.Compact(done.Again)
	return done, err
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
// with the file where the referee accepts only that.
func (s *Service) restate(id string, say func(string, ...any)) error {
	now, err := s.asFile(id)
	if err != nil || len(mystery.Review(&now.Record.Case)) > 0 {
		file, fileErr := readFile(s.fileName(id))
		if fileErr == nil && len(mystery.Review(&file.Record.Case)) == 0 {
			now, err = file, nil
			say("case %s is taken from its file", id)
		}
	}
	if err != nil {
		say("case %s is left as it is: neither its record nor its file is good (%v)", id, err)
		return nil
	}
	err = s.change(func(tx *store.Tx) error {
		record := now.Record
		if err := caseRecords().Put(tx, id, record); err != nil || record.DeletedAt != nil {
			return err
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
		return errors.Join(s.enlist(tx, &record), s.drawRest(tx, &record))
	})
	if err != nil {
		return err
	}
	say("case %s: its entry in the lists and its file are made anew", id)
	return s.file(id)
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
