package cases

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2/maybe"

	"casebook/store"
)

// caseFile is a case with its pictures as it stands in the data directory, so
// that the directory explains itself without the database.
type caseFile struct {
	Format   int                    `json:"format"` // 1
	Record   caseRecord             `json:"record"`
	Pictures map[string]imageRecord `json:"pictures"`
}

// file writes the case's file anew, whole or not at all. A case that is gone
// has none.
func (s *Service) file(id string) error {
	if s.o.Folder == "" {
		return nil
	}
	file := caseFile{Format: 1}
	err := s.db.View(func(tx *store.Tx) (err error) {
		if file.Record, err = living(tx, id); err != nil {
			return err
		}
		file.Pictures, err = picturesOf(tx, id)
		return err
	})
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
	if err := os.MkdirAll(s.o.Folder, 0o700); err != nil {
		return fmt.Errorf("file %s: %w", id, err)
	}
	if err := maybe.WriteFile(s.fileName(id), data, 0o600); err != nil {
		return fmt.Errorf("file %s: %w", id, err)
	}
	return nil
}

// unfile removes the case's file; none is fine.
func (s *Service) unfile(id string) error {
	if s.o.Folder == "" {
		return nil
	}
	if err := os.Remove(s.fileName(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (s *Service) fileName(id string) string { return filepath.Join(s.o.Folder, id+".json") }
