package keeping

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// restoringName is the file that is in a data directory as long as it is not restored
// to the end.
const restoringName = "restore-unfinished"

// Unfinished returns an error for a data directory that holds half of a backup.
func Unfinished(data string) error {
	if _, err := os.Lstat(filepath.Join(data, restoringName)); err == nil {
		return fmt.Errorf("%s was not restored to the end: run casebook restore again", data)
	}
	return nil
}

// Restore makes a backup a data directory again. The directory must be empty or
// missing, or one that a Restore was killed over. All of the backup is verified before
// anything is written; check is as store.Recover wants it. When Restore fails, the
// directory is empty again; when it is killed, Unfinished says so.
func Restore(ctx context.Context, backup, data string, check func(file string) error, progress func(done, total int64)) (m Manifest, err error) {
	archive, err := OpenArchive(backup)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	if err := vacant(data); err != nil {
		return m, err
	}
	total := 2 * archive.Bytes()
	if err := archive.Verify(ctx, func(done, _ int64) { progress(done, total) }); err != nil {
		return m, fmt.Errorf("%s is damaged: %w", backup, err)
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		return m, err
	}
	root, err := os.OpenRoot(data)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	if err := begin(root); err != nil {
		return m, err
	}
	err = hasRoom(data, archive.Bytes())
	if err == nil {
		err = archive.unpack(ctx, root, func(done int64) { progress(total/2+done, total) })
	}
	if err == nil {
		err = check(filepath.Join(data, databaseName))
	}
	if err != nil {
		return m, errors.Join(fmt.Errorf("restore: %w", err), clear(root), root.Remove(restoringName))
	}
	return archive.Manifest, errors.Join(root.Remove(restoringName), syncFolder(data))
}

// vacant returns an error unless a backup may be restored into the directory.
func vacant(data string) error {
	names, err := os.ReadDir(data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(names) > 0 && Unfinished(data) == nil {
		return fmt.Errorf("%s is not empty (there is %s): choose another directory with --data, or move that one away", data, names[0].Name())
	}
	return nil
}

// hasRoom returns an error if so many bytes do not fit on the disk under a directory.
func hasRoom(data string, bytes int64) error {
	free, total, err := room(data)
	if err == nil && total > 0 && uint64(bytes) > free { //nolint:gosec // never negative
		err = fmt.Errorf("it takes %.1f MB, and the disk under %s has room for %.1f MB", float64(bytes)/1e6, data, float64(free)/1e6)
	}
	return err
}

// begin marks the directory as unfinished and removes what an earlier Restore wrote.
func begin(root *os.Root) error {
	err := writeFile(root, restoringName, func(io.Writer) error { return nil })
	if err == nil {
		err = syncFolder(root.Name())
	}
	if err == nil {
		err = clear(root)
	}
	return err
}

// clear removes what a backup may hold.
func clear(root *os.Root) (err error) {
	for _, name := range []string{databaseName, settingsName, casesFolder, imagesFolder, paidFolder} {
		err = errors.Join(err, root.RemoveAll(name))
	}
	return err
}

// unpack writes the files, all of them on the disk when it returns.
func (a *Archive) unpack(ctx context.Context, root *os.Root, progress func(done int64)) error {
	folders := map[string]bool{".": true}
	err := a.each(ctx, func(done, _ int64) { progress(done) }, func(file File, content io.Reader) error {
		folder := path.Dir(file.Name)
		if !folders[folder] {
			if err := root.MkdirAll(folder, 0o750); err != nil {
				return err
			}
		}
		for ; !folders[folder]; folder = path.Dir(folder) {
			folders[folder] = true
		}
		return writeFile(root, file.Name, func(w io.Writer) error { _, err := io.Copy(w, content); return err })
	})
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		if err == nil {
			err = syncFolder(filepath.Join(root.Name(), filepath.FromSlash(folder)))
		}
	}
	return err
}

// writeFile makes a file that is on the disk when it returns.
func writeFile(root *os.Root, name string, fill func(io.Writer) error) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(fill(file), file.Sync(), file.Close())
}
