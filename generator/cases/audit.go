package cases

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// Finding is something that is not as it should be.
type Finding struct {
	Kind    FindingKind `json:"kind"`
	Name    string      `json:"name"`
	Problem string      `json:"problem"`
}

// FindingKind says what a Finding is about, and so what its name is.
type FindingKind string

// What can be found.
const (
	BadDatabase FindingKind = "database"  // a file
	BadCase     FindingKind = "case"      // an id
	BadFile     FindingKind = "case file" // the id of its case
	BadPicture  FindingKind = "picture"   // a path relative to /images/
	BadRecord   FindingKind = "record"    // of a collection, with its key
)

// auditPage is how many cases are read in one transaction.
const auditPage = 50

// Audit checks that every case is complete, that its file says the same, and that what
// refers to a case or a picture refers to one that is there. It changes nothing.
// Whether pictures are whole is for Scrub to say.
func (s *Service) Audit(ctx context.Context) (count int, found []Finding, err error) {
	known := map[string]bool{}
	for after := ""; ; {
		ids, err := s.caseIDs(after)
		if err != nil {
			return count, found, fmt.Errorf("audit: %w", err)
		}
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return count, found, err
			}
			known[id] = true
			problems, err := s.auditCase(id)
			if err != nil {
				return count, found, fmt.Errorf("audit %s: %w", id, err)
			}
			found = append(found, problems...)
		}
		if len(ids) < auditPage {
			break
		}
		after = ids[len(ids)-1]
	}
	strays, err := s.strays(known)
	return len(known), append(found, strays...), err
}

// caseIDs returns the ids of the next cases after one, deleted ones too.
func (s *Service) caseIDs(after string) (ids []string, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		for id := range caseRecords().Keys(tx, store.Range{After: after}) {
			if ids = append(ids, id); len(ids) == auditPage {
				break
			}
		}
		return nil
	})
	return ids, err
}

// auditCase checks one case. A record that cannot be read is a finding.
func (s *Service) auditCase(id string) (found []Finding, err error) {
	say := func(kind FindingKind, format string, args ...any) {
		found = append(found, Finding{kind, id, fmt.Sprintf(format, args...)})
	}
	now, err := s.asFile(id)
	if errors.Is(err, store.ErrNotFound) { // purged meanwhile
		return nil, nil
	}
	if err != nil {
		say(BadCase, "cannot be read: %v", err)
		return found, nil
	}
	if now.Record.Case.ID != id {
		say(BadCase, "is recorded as %s", now.Record.Case.ID)
	}
	if now.Record.DeletedAt == nil {
		for _, picture := range now.Record.Case.Pictures {
			if record, ok := now.Pictures[picture.Slot]; !ok || record.State == Stored && record.Kept.Path == "" {
				say(BadCase, "has no record of the picture %s", picture.Slot)
			}
		}
		if err := s.db.View(func(tx *store.Tx) error { _, err := summaries().Get(tx, id); return err }); err != nil {
			say(BadCase, "is in no list: %v", err)
		}
	}
	problem := s.auditFile(now)
	if problem != "" { // it may just be on its way
		now, err = s.unlessDrawn(now)
		if errors.Is(err, store.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return found, err
		}
		problem = s.auditFile(now)
	}
	if problem != "" {
		say(BadFile, "%s", problem)
	}
	return found, nil
}

// auditFile says what is wrong with a case's file, given what should be in it.
func (s *Service) auditFile(now caseFile) string {
	if s.o.Folder == "" {
		return ""
	}
	there, err := readFile(s.fileName(now.Record.Case.ID))
	if now.Pictures == nil {
		there.Pictures = nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "is missing"
	}
	if err != nil {
		return err.Error()
	}
	want, err := json.Marshal(now)
	if err != nil {
		return err.Error()
	}
	if got, err := json.Marshal(there); err != nil || !bytes.Equal(got, want) {
		return "is not what the database has"
	}
	return ""
}

// unlessDrawn reads again what should be in a case's file: the case alone while a job is
// at it, which writes the file in the end.
func (s *Service) unlessDrawn(now caseFile) (caseFile, error) {
	id, busy := now.Record.Case.ID, false
	err := s.db.View(func(tx *store.Tx) error {
		unfinished, err := s.o.Queue.List(tx, func(j jobs.Job) bool { return !j.State.Finished() && strings.Contains(j.ID, id) })
		busy = len(unfinished) > 0
		return err
	})
	if err != nil {
		return now, err
	}
	if now, err = s.asFile(id); busy {
		now.Pictures = nil
	}
	return now, err
}

// strays finds what belongs to no known case.
func (s *Service) strays(known map[string]bool) (found []Finding, err error) {
	names, err := filepath.Glob(filepath.Join(s.o.Folder, idPrefix+"*.json"))
	if err != nil || s.o.Folder == "" {
		names = nil
	}
	for _, name := range names {
		if id := strings.TrimSuffix(filepath.Base(name), ".json"); !known[id] {
			found = append(found, Finding{BadFile, id, "is of a case that the database lacks"})
		}
	}
	err = s.db.View(func(tx *store.Tx) error {
		for _, collection := range byCase() {
			for key := range collection.Keys(tx, store.Range{}) {
				if id := caseIn(collection.Name, key); !known[id] && !caseRecords().Has(tx, id) {
					found = append(found, Finding{BadRecord, collection.Name + " " + key, "is of a case that is not there"})
				}
			}
		}
		return nil
	})
	return found, err
}

// byCase are the collections whose keys begin with a case.
func byCase() (list []store.Collection[json.RawMessage]) {
	for _, name := range []string{"summaries", "images", "status", "players", "conversations", "notebooks", "submissions", "rankings"} {
		list = append(list, store.Collection[json.RawMessage]{Name: name, Version: 1})
	}
	return list
}

// caseIn returns the case in a key of such a collection.
func caseIn(collection, key string) string {
	if collection == images().Name {
		return caseOf(key)
	}
	id, _, _ := strings.Cut(key, "/")
	return id
}

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
		var err error
		switch f.Kind {
		case BadPicture:
			damaged[f.Name] = true
		case BadCase, BadFile:
			err = s.restate(f.Name, say)
		case BadDatabase, BadRecord: // one is mended before there is a Service, the other below
		}
		if err != nil {
			return done, fmt.Errorf("repair %s %s: %w", f.Kind, f.Name, err)
		}
	}
	taken, err := s.TakeIn(ctx)
	if err != nil {
		return done, err
	}
	if taken.Cases+taken.Pictures > 0 {
		say("taken in from the case files: %d cases, %d pictures", taken.Cases, taken.Pictures)
	}
	for _, f := range found { // of cases that did not come back
		if f.Kind != BadRecord {
			continue
		}
		if err := s.dropStray(f.Name, say); err != nil {
			return done, fmt.Errorf("repair %s: %w", f.Name, err)
		}
	}
	mended, err := s.Mend(ctx, func(path string) bool { return !damaged[path] })
	if err != nil {
		return done, err
	}
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
	return done, nil
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
	file, fileErr := readFile(s.fileName(id))
	now, err := s.asFile(id)
	if err != nil || len(mystery.Review(&now.Record.Case)) > 0 {
		if fileErr != nil || len(mystery.Review(&file.Record.Case)) > 0 {
			return nil // neither is good
		}
		now = file
		say("case %s is taken from its file", id)
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
		return errors.Join(summaries().Put(tx, id, summaryOf(&record.Case)), s.drawRest(tx, &record))
	})
	if err != nil {
		return err
	}
	say("case %s: its entry in the lists and its file are made anew", id)
	return s.file(id)
}

// dropStray removes a record if its case is not there.
func (s *Service) dropStray(name string, say func(string, ...any)) error {
	collection, key, _ := strings.Cut(name, " ")
	return s.change(func(tx *store.Tx) error {
		if caseRecords().Has(tx, caseIn(collection, key)) {
			return nil
		}
		say("removed the record %s", name)
		return store.Collection[json.RawMessage]{Name: collection, Version: 1}.Delete(tx, key)
	})
}
