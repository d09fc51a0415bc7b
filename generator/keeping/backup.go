package keeping

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"casebook/generator/jobs"
)

// Write writes a backup while others go on working. It is that of one moment: the
// database has everything that the case files have, and every picture that it names is
// there. What is written before an error is no backup.
func (k *Keeper) Write(ctx context.Context, out io.Writer) (Manifest, error) {
	defer k.prune()
	w := &archiver{zip: zip.NewWriter(&lively{out, alive(ctx)}), data: os.DirFS(k.o.Data), manifest: Manifest{Format: format, Version: k.o.Version, Made: k.o.Now().UTC().Truncate(time.Second)}}
	err := w.folder(ctx, casesFolder)
	if err == nil {
		err = k.database(w)
	}
	// A picture is there before the database names it, so pictures come after it.
	for _, name := range []string{imagesFolder, paidFolder, settingsName} {
		if err == nil {
			err = w.folder(ctx, name)
		}
	}
	if err == nil {
		err = w.finish()
	}
	if err != nil {
		return w.manifest, fmt.Errorf("back up: %w", err)
	}
	return w.manifest, nil
}

// lively is a writer that calls alive at each write.
type lively struct {
	io.Writer
	alive func()
}

// Write implements io.Writer.
func (l *lively) Write(p []byte) (int, error) {
	l.alive()
	return l.Writer.Write(p)
}

// aliveEvery is how often a backup says that it goes on.
const aliveEvery = time.Minute

// alive returns what notes now and then, for each note is a write to the database, that the job
// of ctx goes on.
func alive(ctx context.Context) func() {
	last := time.Now()
	return func() {
		if time.Since(last) >= aliveEvery {
			last = time.Now()
			jobs.Alive(ctx)
		}
	}
}

// database adds the database as it is now. The copy that is read is one of the
// snapshots: a reader that is slow would hold up writers.
func (k *Keeper) database(w *archiver) error {
	snapshot, err := k.snapshot()
	if err != nil {
		return err
	}
	file, err := os.Open(snapshot) //nolint:gosec // it has just been made
	if err != nil {
		return err
	}
	if err = k.o.Check(snapshot); err == nil {
		err = w.add(databaseName, zip.Deflate, k.o.Now(), file)
	}
	return errors.Join(err, file.Close())
}

// snapshot makes one of the snapshots, where it is removed with the others. A database
// that can only be read does not change, and is its own.
func (k *Keeper) snapshot() (name string, err error) {
	if k.o.DB.ReadOnly() {
		return filepath.Join(k.o.Data, databaseName), nil
	}
	return k.o.DB.Snapshot(filepath.Join(k.o.Data, "snapshots"))
}

// prune removes old snapshots, as the server does: without one, nobody else would.
func (k *Keeper) prune() {
	if k.o.DB.ReadOnly() {
		return
	}
	if err := k.o.DB.Prune(filepath.Join(k.o.Data, "snapshots")); err != nil {
		k.o.Log.Warn("old snapshots stay", "err", err)
	}
}

// archiver writes a backup.
type archiver struct {
	zip      *zip.Writer
	data     fs.FS
	manifest Manifest
}

// folder adds all files below a folder, or a file of that name. None is fine, and so
// is one that goes meanwhile.
func (w *archiver) folder(ctx context.Context, root string) error {
	return fs.WalkDir(w.data, root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return fs.SkipDir // work in progress
		case entry.IsDir() || !entry.Type().IsRegular() || !belongs(name):
			return nil
		}
		return w.file(name)
	})
}

func (w *archiver) file(name string) error {
	file, err := w.data.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err == nil {
		method := zip.Deflate
		if path.Ext(name) == ".jpg" {
			method = zip.Store // it would not become smaller
		}
		err = w.add(name, method, info.ModTime(), file)
	}
	return errors.Join(err, file.Close())
}

func (w *archiver) add(name string, method uint16, modified time.Time, content io.Reader) error {
	entry, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: modified})
	if err != nil {
		return err
	}
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(entry, sum), content)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	w.manifest.Files = append(w.manifest.Files, File{Name: name, Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))})
	return nil
}

func (w *archiver) finish() error {
	entry, err := w.zip.CreateHeader(&zip.FileHeader{Name: manifestName, Method: zip.Deflate, Modified: w.manifest.Made})
	if err == nil {
		encoder := json.NewEncoder(entry)
		encoder.SetIndent("", "\t")
		err = encoder.Encode(w.manifest)
	}
	return errors.Join(err, w.zip.Close())
}

// partPattern matches backups that are being written.
const partPattern = ".casebook-*.part"

// Save makes the file name, which must not exist, of what write writes, which is to be
// a backup. It is verified by reading it again from the disk before it gets its name;
// until then, and after any error, there is none.
func Save(ctx context.Context, name string, write func(io.Writer) error) (m Manifest, err error) {
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return m, errors.Join(fmt.Errorf("%s exists, and a backup overwrites nothing", name), err)
	}
	folder := filepath.Dir(name)
	file, err := os.CreateTemp(folder, partPattern)
	if err != nil {
		return m, fmt.Errorf("save the backup: %w", err)
	}
	part := file.Name()
	defer func() { err = errors.Join(err, remove(part)) }()
	if err := errors.Join(write(file), file.Sync(), file.Close()); err != nil {
		return m, err
	}
	if m, err = verified(ctx, part); err != nil {
		return m, err
	}
	if err := os.Link(part, name); err != nil { // which, unlike Rename, overwrites nothing
		if errors.Is(err, fs.ErrExist) {
			return m, fmt.Errorf("save the backup: %w", err)
		}
		if err := os.Rename(part, name); err != nil { // file systems without links
			return m, fmt.Errorf("save the backup: %w", err)
		}
	}
	return m, syncFolder(folder)
}

// verified reads a whole backup.
func verified(ctx context.Context, name string) (Manifest, error) {
	archive, err := OpenArchive(name)
	if err != nil {
		return Manifest{}, err
	}
	goesOn := alive(ctx)
	err = archive.Verify(ctx, func(int64, int64) { goesOn() })
	return archive.Manifest, errors.Join(err, archive.Close())
}

// FileName is what a backup made at t is called.
func FileName(t time.Time) string { return "casebook-" + t.UTC().Format("20060102T150405Z") + ".zip" }

// remove removes a file; none is fine.
func remove(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncFolder makes the names in a folder survive a loss of power. Some systems and file
// systems have no such call, and need none.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder) //nolint:gosec // the operator names the folder
	if err != nil {
		return err
	}
	_ = f.Sync() // not all can
	return f.Close()
}
