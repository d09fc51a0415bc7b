package cases

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"casebook/store"
)

// deriveAll makes the smaller versions anew, of those among the pictures that are whole
// themselves, and returns the keys of what is left to mend. A picture whose versions cannot be
// made now is left as it is: to draw another would not help. The painter's are left to be
// drawn: that makes the same files.
func (s *Service) deriveAll(ctx context.Context, keys []string, whole func(path string) bool, mended *Mended) (left []string, err error) {
	for _, key := range keys {
		derived, err := s.derive(ctx, key, whole, mended.made)
		switch {
		case ctx.Err() != nil:
			return left, ctx.Err()
		case err != nil && !errors.Is(err, ErrRefused):
			s.o.Log.Error("smaller versions of a picture cannot be made anew now", "picture", key, "err", err)
			continue
		case err != nil:
			s.o.Log.Warn("smaller versions cannot be made of a picture", "picture", key, "err", err)
		case derived != "":
			mended.Derived = append(mended.Derived, derived)
		}
		left = append(left, key)
	}
	return left, nil
}

// derive is deriveAll for one picture, and notes the paths of what it made; derived is empty if
// there is nothing to derive.
func (s *Service) derive(ctx context.Context, key string, whole func(path string) bool, made map[string]bool) (derived string, err error) {
	var rec imageRecord
	err = s.db.View(func(tx *store.Tx) (err error) {
		if _, err = living(tx, caseOf(key)); err == nil {
			rec, err = images().Get(tx, key)
		}
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	widths := rec.Kept.lacks(whole)
	if err != nil || len(widths) == 0 || rec.By == ByBuiltin || !whole(rec.Kept.Path) {
		return "", err
	}
	fresh, err := s.o.Pictures.Derive(ctx, rec.Kept.Path, widths, rec.By)
	if err != nil {
		return "", err
	}
	for _, f := range fresh {
		made[f.Path] = true
	}
	err = s.change(func(tx *store.Tx) error {
		now, err := images().Get(tx, key)
		if err != nil || now.Kept.Path != rec.Kept.Path { // it was replaced meanwhile
			return err
		}
		now.Kept.Variants, now.UpdatedAt = renewed(now.Kept.Variants, fresh), s.o.Now().UTC()
		return images().Put(tx, key, now)
	})
	if err != nil {
		return "", fmt.Errorf("save the smaller versions: %w", err)
	}
	return caseOf(key) + "/" + rec.Slot, nil
}

// lacks returns the widths of the smaller versions that are not whole.
func (k Kept) lacks(whole func(path string) bool) (widths []int) {
	for _, v := range k.Variants {
		if !whole(v.Path) {
			widths = append(widths, v.Width)
		}
	}
	return widths
}

// renewed is list with the fresh ones in the place of those of their width.
func renewed(list, fresh []KeptVariant) []KeptVariant {
	list = slices.Clone(list)
	for i, v := range list {
		if at := slices.IndexFunc(fresh, func(f KeptVariant) bool { return f.Width == v.Width }); at >= 0 {
			list[i] = fresh[at]
		}
	}
	return list
}
