package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"casebook/store"
)

// keepRecords is how long the record of a batch stays that is over.
const keepRecords = 30 * 24 * time.Hour

// record is what is known of a batch. It is there before the provider is asked, so that
// one whose creation was interrupted is looked for.
type record struct {
	Name      string    `json:"name"`         // at the provider
	ID        string    `json:"id,omitempty"` // the provider's; empty: it is not sure that there is one
	Size      int       `json:"size"`
	Model     string    `json:"model,omitempty"` // that draws it
	Tries     int       `json:"tries"`           // to create it
	Faults    int       `json:"faults"`          // answers of no use, one after another
	LateAt    time.Time `json:"lateAt,omitzero"`
	Cancelled bool      `json:"cancelled"`
	Over      bool      `json:"over"`     // nothing more is to be done about it
	Received  int       `json:"received"` // pictures
	At        time.Time `json:"at"`       // of the last change
}

func records() store.Collection[record] {
	return store.Collection[record]{Name: "batches", Version: 1}
}

// nameOf names the batch of these pictures of a case: another description of a picture
// makes it another batch.
func nameOf(caseID string, pictures []Picture) string {
	sum := sha256.New()
	for _, p := range pictures {
		fmt.Fprintln(sum, p.Name)
	}
	return fmt.Sprintf("casebook %s %s", caseID, hex.EncodeToString(sum.Sum(nil)[:8]))
}

func key(caseID, name string) string { return store.Key(caseID, name) }

// load returns the record of a batch, a new one if there is none.
func (s *Sender) load(caseID, name string, size int) (rec record, err error) {
	err = s.o.DB.View(func(tx *store.Tx) error {
		rec, err = records().Get(tx, key(caseID, name))
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return record{Name: name, Size: size}, nil
	}
	if err != nil {
		return rec, fmt.Errorf("read the batch %s: %w", name, err)
	}
	return rec, nil
}

func (s *Sender) save(caseID string, rec *record) error {
	rec.At = s.o.Now().UTC()
	err := s.o.DB.Update(func(tx *store.Tx) error { return records().Put(tx, key(caseID, rec.Name), *rec) })
	if err != nil {
		return fmt.Errorf("save the batch %s: %w", rec.Name, err)
	}
	return nil
}

// others returns the batches of a case that are not over and not among names, and drops
// the records of all cases that are long over.
func (s *Sender) others(caseID string, names map[string]bool) (list []record, err error) {
	oldest := s.o.Now().Add(-keepRecords)
	err = s.o.DB.Update(func(tx *store.Tx) error {
		for item, err := range records().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			if item.Key == key(caseID, item.Value.Name) && !item.Value.Over && !names[item.Value.Name] {
				list = append(list, item.Value)
			}
			if item.Value.Over && item.Value.At.Before(oldest) {
				if err := records().Delete(tx, item.Key); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the batches of %s: %w", caseID, err)
	}
	return list, nil
}
