package keeping

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Names of the data directory that a backup has, and of what tells about it.
const (
	databaseName = "casebook.db"
	settingsName = "casebook.toml"
	casesFolder  = "cases"
	imagesFolder = "images"
	paidFolder   = "received"
	manifestName = "manifest.json"
)

// manifestMost is how long a manifest may be, in bytes: that of 500,000 files is not.
const manifestMost = 1 << 27

// format is that of the backups made now.
const format = 1

// Manifest is the last file of a backup, which is a zip file: what is in it, but for
// the manifest itself.
type Manifest struct {
	Format  int       `json:"format"`
	Version string    `json:"version"` // of the Casebook that made it
	Made    time.Time `json:"made"`
	Files   []File    `json:"files"`
}

// File is one file of a backup, by its path in the data directory.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"` // in hexadecimal
}

// Bytes is how large the files are together.
func (m *Manifest) Bytes() (sum int64) {
	for _, file := range m.Files {
		sum += file.Size
	}
	return sum
}

// Count is how many of the files are below a folder.
func (m *Manifest) Count(folder string) (n int) {
	for _, file := range m.Files {
		if strings.HasPrefix(file.Name, folder+"/") {
			n++
		}
	}
	return n
}

// Archive is a backup that is open to be read.
type Archive struct {
	Manifest
	zip     *zip.ReadCloser
	entries map[string]*zip.File
}

// OpenArchive opens a backup and reads its manifest; nothing else is looked at yet.
func OpenArchive(name string) (_ *Archive, err error) {
	reader, err := zip.OpenReader(name)
	if err != nil {
		return nil, fmt.Errorf("%s is not a whole backup: %w", name, err)
	}
	a := &Archive{zip: reader, entries: map[string]*zip.File{}}
	if err := a.readManifest(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s is not a whole backup: %w", name, err), reader.Close())
	}
	return a, nil
}

// Close closes the file.
func (a *Archive) Close() error { return a.zip.Close() }

func (a *Archive) readManifest() error {
	for _, entry := range a.zip.File {
		if a.entries[entry.Name] != nil {
			return fmt.Errorf("%s is in it twice", entry.Name)
		}
		a.entries[entry.Name] = entry
	}
	entry := a.entries[manifestName]
	if entry == nil {
		return errors.New("it has no manifest")
	}
	delete(a.entries, manifestName)
	reader, err := entry.Open()
	if err != nil {
		return fmt.Errorf("its manifest: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(reader, manifestMost+1))
	if err := errors.Join(err, reader.Close()); err != nil {
		return fmt.Errorf("its manifest: %w", err)
	}
	if len(data) > manifestMost {
		return fmt.Errorf("its manifest is longer than %d MiB", manifestMost>>20)
	}
	if err := a.decode(data); err != nil {
		return fmt.Errorf("its manifest: %w", err)
	}
	if a.Format != format {
		return fmt.Errorf("its format is %d, and this version of Casebook knows %d", a.Format, format)
	}
	return a.agree()
}

// decode reads the manifest. It gives up at more files than there are: in a few bytes each, a
// manifest can name so many that memory would not hold them.
func (a *Archive) decode(manifest []byte) error {
	files := atMost{most: len(a.entries)}
	said := struct {
		Manifest
		Files *atMost `json:"files"`
	}{Files: &files}
	err := json.Unmarshal(manifest, &said)
	a.Manifest = said.Manifest
	a.Files = files.list
	return err
}

// atMost is a list of files that is read as far as it is not too long.
type atMost struct {
	most int
	list []File
}

// UnmarshalJSON implements json.Unmarshaler.
func (l *atMost) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if _, err := decoder.Token(); err != nil { // the bracket
		return err
	}
	for l.list = nil; decoder.More(); {
		if len(l.list) == l.most {
			return fmt.Errorf("it names more than the %d files that there are", l.most)
		}
		var file File
		if err := decoder.Decode(&file); err != nil {
			return err
		}
		l.list = append(l.list, file)
	}
	return nil
}

// agree compares the manifest with what there is.
func (a *Archive) agree() error {
	if !slices.ContainsFunc(a.Files, func(f File) bool { return f.Name == databaseName }) {
		return errors.New("it has no database")
	}
	if len(a.Files) != len(a.entries) {
		return fmt.Errorf("it has %d files, not %d", len(a.entries), len(a.Files))
	}
	seen := map[string]bool{}
	for _, file := range a.Files {
		entry := a.entries[file.Name]
		if !belongs(file.Name) || seen[file.Name] || entry == nil || !entry.Mode().IsRegular() || file.Size < 0 || uint64(file.Size) != entry.UncompressedSize64 {
			return fmt.Errorf("%q does not belong in it, is missing or of another size", file.Name)
		}
		seen[file.Name] = true
	}
	return nil
}

// belongs reports whether a file of that name may be in a backup.
func belongs(name string) bool {
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\:") {
		return false
	}
	top, rest, nested := strings.Cut(name, "/")
	switch top {
	case databaseName, settingsName:
		return !nested
	case casesFolder, imagesFolder, paidFolder:
		return nested && !strings.HasPrefix(path.Base(rest), ".")
	default:
		return false
	}
}

// Verify reads all of the backup and compares it with its manifest. After each file
// progress is told how many bytes of how many are done.
func (a *Archive) Verify(ctx context.Context, progress func(done, total int64)) error {
	return a.each(ctx, progress, func(_ File, content io.Reader) error {
		_, err := io.Copy(io.Discard, content)
		return err
	})
}

// each hands every file to use, which must read all of it, and then compares it.
func (a *Archive) each(ctx context.Context, progress func(done, total int64), use func(File, io.Reader) error) error {
	total, done := a.Bytes(), int64(0)
	for _, file := range a.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := a.compare(file, use); err != nil {
			return fmt.Errorf("%s: %w", file.Name, err)
		}
		done += file.Size
		progress(done, total)
	}
	return nil
}

func (a *Archive) compare(file File, use func(File, io.Reader) error) error {
	content, err := a.entries[file.Name].Open()
	if err != nil {
		return err
	}
	sum := sha256.New()
	limited := &io.LimitedReader{R: content, N: file.Size + 1} // so that a damaged one does not fill the disk
	err = use(file, io.TeeReader(limited, sum))
	if err := errors.Join(err, content.Close()); err != nil {
		return err
	}
	if limited.N != 1 || hex.EncodeToString(sum.Sum(nil)) != file.SHA256 {
		return errors.New("not what the manifest says")
	}
	return nil
}
