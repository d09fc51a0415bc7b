package keeping

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"casebook/generator/cases"
)

// BringBack is cases.Backups with the backups of the schedule.
func (k *Keeper) BringBack(ctx context.Context, paths []string) ([]string, error) {
	problems := make([]cases.Finding, len(paths))
	for i, name := range paths {
		problems[i] = cases.Finding{Kind: cases.BadPicture, Name: name}
	}
	healed, err := k.fromBackups(ctx, problems)
	return slices.Sorted(maps.Keys(healed)), err
}

// fromBackups brings back the pictures among the problems that one of the schedule's
// backups has, from the newest that does. It returns the backup of each path.
func (k *Keeper) fromBackups(ctx context.Context, problems []cases.Finding) (healed map[string]string, err error) {
	healed = map[string]string{}
	list, err := k.List()
	if err != nil {
		return nil, err
	}
	for _, backup := range list {
		archive, err := OpenArchive(filepath.Join(k.o.Folder, backup.Name))
		if err != nil {
			k.o.Log.Warn("backup not read", "name", backup.Name, "err", err)
			continue
		}
		for _, f := range problems {
			if f.Kind != cases.BadPicture || healed[f.Name] != "" || ctx.Err() != nil {
				continue
			}
			if err := k.heal(archive, f.Name); err != nil {
				k.o.Log.Warn("picture not taken from the backup", "name", backup.Name, "path", f.Name, "err", err)
				continue
			}
			healed[f.Name] = backup.Name
		}
		if err := errors.Join(archive.Close(), ctx.Err()); err != nil {
			return nil, err
		}
	}
	return healed, nil
}

// heal brings back one picture. The name of a picture has the beginning of its hash,
// so that one can be told that was damaged when it was backed up.
func (k *Keeper) heal(archive *Archive, name string) error {
	file, ok := archive.file(path.Join(imagesFolder, name))
	if !ok || len(file.SHA256) < 16 || !strings.Contains(path.Base(name), "."+file.SHA256[:16]+".") {
		return errors.New("it is not in there, or damaged too")
	}
	root, err := os.OpenRoot(k.o.Data)
	if err != nil {
		return err
	}
	err = archive.compare(file, func(_ File, content io.Reader) error {
		part := path.Join("tmp", "heal.part")
		err := errors.Join(root.MkdirAll("tmp", 0o750), root.MkdirAll(path.Dir(file.Name), 0o750))
		if err == nil {
			err = writeFile(root, part, func(w io.Writer) error { _, err := io.Copy(w, content); return err })
		}
		if err == nil {
			err = root.Rename(part, file.Name)
		}
		return err
	})
	if err := errors.Join(err, root.Close()); err != nil {
		return fmt.Errorf("bring back %s: %w", name, err)
	}
	return syncFolder(filepath.Join(k.o.Data, filepath.FromSlash(path.Dir(file.Name))))
}

// file finds a file in the manifest.
func (a *Archive) file(name string) (File, bool) {
	for _, file := range a.Files {
		if file.Name == name {
			return file, true
		}
	}
	return File{}, false
}
