package keeping_test

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"casebook/generator/keeping"
)

// FuzzArchive restores backups: any bytes, or, with a name, an entry of that name beside
// any manifest. Whatever it is, nothing is written but in the directory, and nothing at
// all if it is refused.
func FuzzArchive(f *testing.F) {
	f.Add("", []byte("PK\x05\x06"+strings.Repeat("\x00", 18)))
	f.Add("cases/case-1.json", []byte(`{"format":1,"files":[{"name":"casebook.db","size":1,"sha256":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"},{"name":"cases/case-1.json","size":1,"sha256":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}]}`))
	f.Add("images/../../x", []byte(`{"format":1,"files":[{"name":"images/../../x","size":-1},{"name":"casebook.db","size":9223372036854775807}]}`))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		folder := t.TempDir()
		backup := filepath.Join(folder, "backup.zip")
		if err := os.WriteFile(backup, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if name != "" {
			withManifest(t, backup, name, data)
		}
		_, err := keeping.Restore(t.Context(), backup, filepath.Join(folder, "a", "data"), whole, quiet)
		left := listing(t, folder)
		delete(left, "/backup.zip")
		for path := range left {
			if err != nil || !strings.HasPrefix(path, "/a/data/") {
				t.Errorf("got %v, and the file %q", err, path)
			}
		}
		if err == nil && left["/a/data/casebook.db"] == "" {
			t.Error("it was restored without a database")
		}
	})
}

// withManifest makes a backup with a database, another file and any manifest.
func withManifest(t *testing.T, backup, name string, manifest []byte) {
	t.Helper()
	file, err := os.Create(backup)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(file)
	for _, entry := range [][2]string{{"casebook.db", "x"}, {name, "x"}, {"manifest.json", string(manifest)}} {
		out, entryErr := w.Create(entry[0])
		if entryErr == nil && !strings.HasSuffix(entry[0], "/") {
			_, entryErr = io.WriteString(out, entry[1])
		}
		err = errors.Join(err, entryErr)
	}
	if err := errors.Join(err, w.Close(), file.Close()); err != nil {
		t.Skip(err)
	}
}

// TestManifestOfTooManyFiles: a manifest that names millions of files in ten megabytes takes
// no memory for them.
func TestManifestOfTooManyFiles(t *testing.T) {
	backup := filepath.Join(t.TempDir(), "backup.zip")
	withManifest(t, backup, "cases/case-1.json", []byte(`{"format":1,"files":[`+strings.Repeat("{},", 3<<20)+`{}]}`))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := keeping.OpenArchive(backup)
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), "more than the 2 files") {
		t.Errorf("got %v, want it refused", err)
	}
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 100 {
		t.Errorf("reading it took %d MiB", took)
	}
}
