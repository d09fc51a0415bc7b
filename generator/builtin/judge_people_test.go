package builtin

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestJudgeAccusations judges what people type, each within its bounds.
func TestJudgeAccusations(t *testing.T) {
	data, err := os.ReadFile("testdata/judge_accusations.txt")
	if err != nil {
		t.Fatal(err)
	}
	c, j, count := waldhaus(t).c, NewJudge(), 0
	for line := range strings.Lines(string(data)) {
		head, answer, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		var name string
		var low, high int
		if _, err := fmt.Sscanf(head, "%s %d-%d", &name, &low, &high); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		for _, q := range six(c) {
			if q.name != name {
				continue
			}
			count++
			if m := judged(t, j, c, q, answer); m.Score < low || m.Score > high {
				t.Errorf("%s %q: got %d, want %d to %d: %s", name, answer, m.Score, low, high, m.Feedback)
			}
		}
	}
	if count < 60 {
		t.Errorf("got %d accusations, want at least 60", count)
	}
}
