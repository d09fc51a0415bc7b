package imagecache

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strings"
)

// write puts files in place in their order, all or none. Those that are there with
// the same bytes already are left alone.
func (c *Cache) write(key Key, files []file) error {
	writer := &c.writers[maphash.Comparable(c.seed, key)%uint64(len(c.writers))]
	writer.Lock()
	defer writer.Unlock()
	made, err := c.place(key, files)
	if err != nil {
		c.undo(key, made)
	}
	return err
}

// place does what write promises but for undoing; it returns the names that were
// not there before.
func (c *Cache) place(key Key, files []file) (made []string, err error) {
	c.tree.RLock()
	defer c.tree.RUnlock()
	staged := make(map[string]string, len(files)) // final name to staged name
	defer func() {
		for _, name := range staged {
			_ = c.parent.Remove(name) // gone if it was moved, swept at the next start if it cannot be removed
		}
	}()
	for _, f := range files {
		name := f.name.String()
		if c.holds(name, f.data) {
			continue
		}
		staged[name] = c.stageName()
		if err := writeSynced(c.parent, staged[name], f.data); err != nil {
			return nil, err
		}
	}
	folder := path.Join(key.Case, key.Type)
	if err := c.images.MkdirAll(folder, 0o750); err != nil {
		return nil, err
	}
	for _, f := range files {
		name := f.name.String()
		from, ok := staged[name]
		if !ok {
			continue
		}
		_, before := c.images.Lstat(name)
		if err := c.parent.Rename(from, path.Join(c.prefix, name)); err != nil {
			return made, err
		}
		if before != nil {
			made = append(made, name)
		}
		c.opened.drop(func(open string) bool { return open == name }) // it was damaged, if it was there
	}
	// Synced even if nothing is new: whoever was first may not have come so far.
	for _, dir := range []string{folder, key.Case, "."} {
		if err := syncDir(c.images, dir); err != nil {
			return made, err
		}
	}
	return made, nil
}

// undo removes the files made and the folders that are empty then.
func (c *Cache) undo(key Key, made []string) {
	c.tree.Lock()
	defer c.tree.Unlock()
	for _, name := range made {
		_ = c.images.Remove(name) // what cannot be removed, Scrub reports
	}
	for _, folder := range []string{path.Join(key.Case, key.Type), key.Case} {
		if info, err := c.images.Lstat(folder); err == nil && info.IsDir() {
			_ = c.images.Remove(folder) // fails while it is in use
		}
	}
}

// holds reports whether the file is there with just these bytes.
func (c *Cache) holds(name string, data []byte) bool {
	info, err := c.images.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	there, err := c.images.ReadFile(name)
	return err == nil && bytes.Equal(there, data)
}

// stageName returns a new name in staging, within parent.
func (c *Cache) stageName() string { return path.Join(c.stage, stagePrefix+rand.Text()) }

// writeSynced makes a new file that is on disk when it returns.
func writeSynced(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir makes what was renamed into a folder stay there. Windows does so by
// itself, and has no such call.
func syncDir(root *os.Root, name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Remove removes all pictures of a case at once: after a crash they are all there
// or all gone. Removing what is not there is fine. Files got from Open stay
// readable.
func (c *Cache) Remove(caseID string) error {
	if !isID(caseID) {
		return refuse(BadName, nil, "%q is not the id of a case.", caseID)
	}
	trash := c.stageName()
	err := c.moveAway(caseID, trash)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = c.parent.RemoveAll(trash)
	}
	if err != nil {
		return fmt.Errorf("remove pictures of %s: %w", caseID, err)
	}
	return nil
}

// Discard removes one file, by its path. None is fine.
func (c *Cache) Discard(name string) error {
	if _, ok := parseFileName(name); !ok {
		return refuse(BadName, nil, "%q is not the name of a file.", name)
	}
	c.tree.Lock()
	defer c.tree.Unlock()
	same := func(open string) bool { return open == name }
	c.opened.drop(same) // Windows removes no open file
	if err := c.images.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", name, err)
	}
	c.opened.drop(same)
	return syncDir(c.images, path.Dir(name))
}

func (c *Cache) moveAway(caseID, trash string) error {
	c.tree.Lock()
	defer c.tree.Unlock()
	ofCase := func(open string) bool { return strings.HasPrefix(open, caseID+"/") }
	c.opened.drop(ofCase) // Windows moves no folder with open files
	if err := c.parent.Rename(path.Join(c.prefix, caseID), trash); err != nil {
		return err
	}
	c.opened.drop(ofCase)
	return syncDir(c.images, ".")
}
