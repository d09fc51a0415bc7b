package jpegenc

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"image"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds the bytes of some files, so that they change only when
// meant to and are the same on every machine.
func TestGolden(t *testing.T) {
	var got strings.Builder
	for _, size := range []image.Point{{96, 64}, {33, 51}} {
		pictures := extremes(size.X, size.Y)
		for _, name := range slices.Sorted(maps.Keys(pictures)) {
			for _, o := range []Options{{}, {Quality: 95, Subsampling: S444}, {Quality: 40, Subsampling: S420}} {
				b := encode(t, pictures[name], &o)
				fmt.Fprintf(&got, "%s %v q%d s%d %d %x\n", name, size, o.Quality, o.Subsampling, len(b), sha256.Sum256(b))
			}
		}
	}
	const file = "testdata/golden.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(want), "\n") {
		if have := strings.Split(got.String(), "\n"); i >= len(have) || have[i] != line {
			t.Errorf("got %v, want %s", have[min(i, len(have)-1)], line)
		}
	}
}
