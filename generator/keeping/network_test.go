package keeping

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestLocal: a directory on a network file system is refused, also one that is only going to
// be made there, unless that is allowed.
func TestLocal(t *testing.T) {
	share, err := filepath.Abs("/share")
	if err != nil {
		t.Fatal(err)
	}
	lookup := func(folder string) (string, error) {
		switch folder {
		case share, filepath.Join(share, "there"):
			return "NFS", nil
		case filepath.Dir(share):
			return "", nil
		default:
			return "", fs.ErrNotExist
		}
	}
	for data, refused := range map[string]bool{
		share: true, filepath.Join(share, "there"): true, filepath.Join(share, "new", "data"): true,
		filepath.Join(filepath.Dir(share), "new", "data"): false, "data": false,
	} {
		err := local(data, false, lookup)
		if (err != nil) != refused || refused && !strings.Contains(err.Error(), "(NFS)") {
			t.Errorf("%s: got %v, want a refusal: %t", data, err, refused)
		}
		if err := local(data, true, lookup); err != nil {
			t.Errorf("%s, allowed: got %v", data, err)
		}
	}
}
