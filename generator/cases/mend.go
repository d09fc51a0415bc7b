package cases

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// Mended says what Mend found.
type Mended struct {
	Again   []string // pictures, as <case>/<slot>, that are drawn again
	Lost    []string // those that were uploaded, as <case>/<name>
	Back    []string // those of them that were lost before and are whole now, likewise
	Derived []string // those of which only smaller versions were lost, likewise: these are made anew

	made  map[string]bool // paths of smaller versions, which may have been found damaged
	stale []string        // cases that are not drawn again, whose files are to be written
}

// Mend has the pictures drawn again whose files are not all whole, as told by paths
// relative to /images/. Where only smaller versions are not, which no painter made, these are
// made anew of the picture. Those that were uploaded cannot be drawn: they are marked as
// failed, until they are uploaded again, or their files come back.
func (s *Service) Mend(ctx context.Context, whole func(path string) bool) (Mended, error) {
	mended := Mended{made: map[string]bool{}}
	broken, err := s.broken(ctx, whole)
	if err != nil {
		return mended, fmt.Errorf("look for pictures to mend: %w", err)
	}
	found := whole
	whole = func(path string) bool { return mended.made[path] || found(path) }
	for i, keys := range broken {
		if broken[i], err = s.deriveAll(ctx, keys, whole, &mended); err != nil {
			return mended, fmt.Errorf("mend pictures: %w", err)
		}
	}
	broken = slices.DeleteFunc(broken, func(keys []string) bool { return len(keys) == 0 })
	for part := range slices.Chunk(broken, casesAtOnce) {
		err := s.change(func(tx *store.Tx) error {
			for _, keys := range part {
				if err := s.mend(tx, keys, whole, &mended); err != nil {
					return fmt.Errorf("mend %s: %w", keys[0], err)
				}
			}
			return nil
		})
		for _, id := range mended.stale {
			err = errors.Join(err, s.file(id))
		}
		mended.stale = nil
		if err != nil {
			return mended, err
		}
	}
	return mended, nil
}

// broken returns the keys of the pictures whose files are not all whole, or were not, by
// case.
func (s *Service) broken(ctx context.Context, whole func(path string) bool) (list [][]string, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		for item, err := range images().All(tx, store.Range{}) {
			if err := errors.Join(err, ctx.Err()); err != nil {
				return err
			}
			if item.Value.Kept.all(whole) && !item.Value.lost() {
				continue
			}
			if n := len(list) - 1; n >= 0 && caseOf(list[n][0]) == caseOf(item.Key) {
				list[n] = append(list[n], item.Key)
			} else {
				list = append(list, []string{item.Key})
			}
		}
		return nil
	})
	return list, err
}

// all reports whether all files of a kept picture are as told.
func (k Kept) all(whole func(path string) bool) bool {
	if k.Path == "" {
		return true
	}
	for _, variant := range k.Variants {
		if !whole(variant.Path) {
			return false
		}
	}
	return whole(k.Path)
}

// mend has pictures of one case drawn again, or notes that they are lost.
func (s *Service) mend(tx *store.Tx, keys []string, whole func(path string) bool, mended *Mended) error {
	caseID := caseOf(keys[0])
	record, err := living(tx, caseID)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	again, now := false, s.o.Now().UTC()
	for _, key := range keys {
		rec, err := images().Get(tx, key)
		if err != nil {
			return err
		}
		drawn, changed := mendRecord(&rec, caseID+"/"+rec.Slot, now, whole, mended)
		again = again || drawn
		if !changed {
			continue
		}
		if err := images().Put(tx, key, rec); err != nil {
			return err
		}
	}
	tx.OnCommit(func() { s.hub.tell(caseID) })
	if again {
		return s.addDraw(tx, caseID, record.Edition, "")
	}
	mended.stale = append(mended.stale, caseID)
	return s.restatus(tx, caseID)
}

// mendRecord has the record of a picture say what its files are. again: it is to be drawn.
func mendRecord(rec *imageRecord, name string, now time.Time, whole func(path string) bool, mended *Mended) (again, changed bool) {
	_, isSlot := mystery.KindOf(rec.Slot)
	switch {
	case rec.Kept.all(whole) && !rec.lost(): // its smaller versions were made anew
		return false, false
	case rec.Kept.all(whole):
		mended.Back = append(mended.Back, name)
		rec.State, rec.Failure, rec.UpdatedAt = Stored, nil, now
	case isSlot && rec.By != ByUpload:
		again = true
		mended.Again = append(mended.Again, name)
		*rec = imageRecord{Slot: rec.Slot, Kind: rec.Kind, State: Pending, UpdatedAt: now}
	default:
		mended.Lost = append(mended.Lost, name)
		if rec.lost() {
			return false, false
		}
		rec.State, rec.Redraw, rec.UpdatedAt = Failed, false, now
		rec.Failure = &failure{At: now, Message: "it was uploaded, and its file is missing or damaged: upload it again"}
	}
	return again, true
}

// restatus lets the status of a case whose drawing has ended say what its pictures say.
func (s *Service) restatus(tx *store.Tx, id string) error {
	status, err := statuses().Get(tx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && !status.State.Ended() {
		return nil
	}
	bySlot, picturesErr := picturesOf(tx, id)
	if err := errors.Join(err, picturesErr); err != nil {
		return err
	}
	status.State, _ = outcome(bySlot)
	return statuses().Put(tx, id, status)
}

// bringBack has files of pictures brought back from backups, and returns the paths of those
// that none has.
func (s *Service) bringBack(ctx context.Context, paths []string) (left []string, err error) {
	if s.o.Backups == nil || len(paths) == 0 {
		return paths, nil
	}
	back, err := s.o.Backups(ctx, paths)
	if err != nil && ctx.Err() == nil {
		err = jobs.Permanent(fmt.Errorf("look for pictures in the backups: %w", err)) // rather than draw others in their place
	}
	if len(back) > 0 {
		s.o.Log.Warn("pictures that were not whole are taken from backups", "paths", back)
	}
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return slices.Contains(back, path) }), err
}
