package keeping

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Space is how much room the data directory takes and has.
type Space struct {
	Free      int64 `json:"free" doc:"Bytes of the disk that can still be written"`
	Total     int64 `json:"total" doc:"Bytes that the disk has"`
	Database  int64 `json:"database" doc:"Bytes of the database" example:"4194304"`
	Snapshots int64 `json:"snapshots" doc:"Bytes of all snapshots" example:"62914560"`
	Received  int64 `json:"received" doc:"Bytes of pictures that a model was paid for and that are not stored yet" example:"0"`
}

// FreePercent is how much of the disk can still be written, in percent.
func (s *Space) FreePercent() float64 {
	if s.Total == 0 {
		return 100
	}
	return 100 * float64(s.Free) / float64(s.Total)
}

// Space measures the data directory. Pictures and case files are not counted: there may
// be a million of them.
func (k *Keeper) Space() (Space, error) { return MeasureSpace(k.o.Data) }

// MeasureSpace measures a data directory.
func MeasureSpace(data string) (Space, error) {
	free, total, err := room(data)
	if err != nil {
		return Space{}, fmt.Errorf("measure the disk under %s: %w", data, err)
	}
	s := Space{Free: int64(free), Total: int64(total)} //nolint:gosec // no disk has 2^63 bytes
	info, err := os.Stat(filepath.Join(data, databaseName))
	if err == nil {
		s.Database = info.Size()
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	var snapshotsErr, receivedErr error
	s.Snapshots, snapshotsErr = folderSize(filepath.Join(data, "snapshots"))
	s.Received, receivedErr = folderSize(filepath.Join(data, "received"))
	if err := errors.Join(err, snapshotsErr, receivedErr); err != nil {
		return s, fmt.Errorf("measure %s: %w", data, err)
	}
	return s, nil
}

// Pictures measures the pictures, which takes a while where there are many.
func (k *Keeper) Pictures(ctx context.Context) (sum int64, err error) {
	err = filepath.WalkDir(filepath.Join(k.o.Data, "images"), func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || ctx.Err() != nil {
			return cmp.Or(ctx.Err(), err)
		}
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() { // it may have gone meanwhile
			sum += info.Size()
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("measure the pictures: %w", err)
	}
	return sum, nil
}

// folderSize is how many bytes the files in a folder have together; of none, 0. Files that
// go meanwhile do not count.
func folderSize(folder string) (sum int64, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
			sum += info.Size()
		}
	}
	return sum, err
}
