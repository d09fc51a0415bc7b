package keeping

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// What a data directory has one of at least, as patterns for its paths.
const (
	snapshotFiles = "snapshots/casebook-*.db"
	caseFiles     = casesFolder + "/case-*.json"
)

// Present returns an error for a directory that has nothing of a Casebook: no database, no
// snapshot and no case file; and for one that is half restored.
func Present(data string) error {
	if err := Unfinished(data); err != nil {
		return err
	}
	if _, err := os.ReadDir(data); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !has(data, databaseName) && !has(data, snapshotFiles) && !has(data, caseFiles) {
		return fmt.Errorf("there is no Casebook in %s: name its directory with --data", data)
	}
	return nil
}

// has reports whether a directory has a file of such a path.
func has(data, pattern string) bool {
	names, err := fs.Glob(os.DirFS(data), pattern)
	return err == nil && len(names) > 0
}
