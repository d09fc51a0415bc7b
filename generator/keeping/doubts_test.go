package keeping_test

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebook/generator/keeping"
)

// entry is a file of a backup that somebody made by hand. The manifest tells its true sum,
// and its true size unless size says another.
type entry struct {
	name string
	data io.Reader
	mode fs.FileMode
	size int64
}

// byHand makes a backup of entries, and of a database.
func byHand(t *testing.T, entries ...entry) (name string) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "backup.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	m := keeping.Manifest{Format: 1, Version: "dev"}
	w := zip.NewWriter(file)
	for _, e := range append(entries, entry{name: "casebook.db", data: strings.NewReader("database")}) {
		header := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		header.SetMode(0o600 | e.mode)
		out, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.New()
		size, err := io.Copy(io.MultiWriter(out, sum), e.data)
		if err != nil {
			t.Fatal(err)
		}
		if e.size != 0 {
			size = e.size
		}
		m.Files = append(m.Files, keeping.File{Name: e.name, Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))})
	}
	out, err := w.Create("manifest.json")
	if err := errors.Join(err, json.NewEncoder(out).Encode(m), w.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	return name
}

// zeros is a file of nothing that packs well.
type zeros struct{}

// Read implements io.Reader.
func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestRestoreDoubts restores backups that somebody made to do harm: nothing is written
// anywhere.
func TestRestoreDoubts(t *testing.T) {
	text := func(name string) entry { return entry{name: name, data: strings.NewReader("x")} }
	tests := map[string][]entry{
		"twice":             {text("cases/case-1.json"), text("cases/case-1.json")},
		"a link":            {{name: "images/link", data: strings.NewReader("/etc"), mode: fs.ModeSymlink}},
		"a device":          {{name: "images/device", data: strings.NewReader(""), mode: fs.ModeDevice}},
		"larger than said":  {{name: "images/bomb.jpg", data: io.LimitReader(zeros{}, 64<<20), size: 1}},
		"smaller than said": {{name: "images/bomb.jpg", data: strings.NewReader("x"), size: 1 << 50}},
		"of no size":        {{name: "images/bomb.jpg", data: strings.NewReader("x"), size: -1}},
	}
	for _, name := range []string{
		"../x", "/etc/x", "images/../../x", "images/..", "images//x", "images/./x", `images\..\..\x`, "C:/x", "images/c:x", "casebook.db/x", "casebook.toml/x", "images", "images/.hidden",
		"setup-code", "server.json", "casebook.db.recovery", "restore-unfinished", "snapshots/casebook-20990101T000000.000000000Z.db", "images/\xff", "",
	} {
		tests["named "+name] = []entry{text(name)}
	}
	for name, entries := range tests {
		folder := t.TempDir()
		data := filepath.Join(folder, "a", "data")
		if _, err := keeping.Restore(t.Context(), byHand(t, entries...), data, whole, quiet); err == nil {
			t.Errorf("%s: got no error", name)
		}
		if left := listing(t, folder); len(left) > 0 {
			t.Errorf("%s: %d files were written", name, len(left))
		}
	}
	if _, err := keeping.Restore(t.Context(), byHand(t, text("cases/case-1.json")), filepath.Join(t.TempDir(), "data"), whole, quiet); err != nil {
		t.Errorf("a good one: got %v", err)
	}
}
