package painter

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestSamePixelsOnEveryMachine compares the pixels of every scene with those
// that were drawn when they were last changed on purpose. A machine that fuses
// multiplication with addition (arm64, or amd64 under GOAMD64=v3) draws the same.
func TestSamePixelsOnEveryMachine(t *testing.T) {
	t.Parallel()
	var lines []string
	for _, pic := range everything() {
		sum := sha256.Sum256(small(t, pic).Pix)
		lines = append(lines, fmt.Sprintf("%s %s %x", pic.Kind, pic.Subject, sum[:6]))
	}
	const golden = "testdata/pixels.golden"
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(want), "\n") {
		if i < len(lines) && lines[i] != line {
			t.Errorf("got %s, want %s (go test -update when the drawing was meant to change)", lines[i], line)
		}
	}
	if len(want) != len(got) {
		t.Errorf("got %d bytes of sums, want %d", len(got), len(want))
	}
}
