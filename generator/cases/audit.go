package cases

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"casebook/generator/jobs"
	"casebook/store"
)

// Finding is something that is not as it should be.
type Finding struct {
	Kind    FindingKind `json:"kind" doc:"What it is about: database, case, case file, picture or record"`
	Name    string      `json:"name" doc:"Of that: a file, a case's id, a path or a record's key"`
	Problem string      `json:"problem" doc:"What is wrong with it, in words"`
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
	if isAside(id) { // the place and the file are another's
		return nil, nil
	}
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
		s.auditRecords(now, say)
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

// auditRecords checks what belongs to a case that is not deleted.
func (s *Service) auditRecords(now caseFile, say func(FindingKind, string, ...any)) {
	for _, picture := range now.Record.Case.Pictures {
		if record, ok := now.Pictures[picture.Slot]; !ok || record.State == Stored && record.Kept.Path == "" {
			say(BadCase, "has no record of the picture %s", picture.Slot)
		}
	}
	if err := s.db.View(func(tx *store.Tx) error { _, err := summaries().Get(tx, now.Record.Case.ID); return err }); err != nil {
		say(BadCase, "is in no list: %v", err)
	}
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
				if id := asideFrom(caseIn(collection.Name, key)); !known[id] && !caseRecords().Has(tx, id) {
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
