package prompts

import (
	"math"
	"testing"

	"casebook/generator/model"
	"casebook/generator/mystery"
)

// TestWordsLikeness: shared words by the geometric mean of both counts; short words and
// repetitions do not count.
func TestWordsLikeness(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{
		{"The orchid was stolen at midnight.", "AT MIDNIGHT, the orchid was stolen!", 1},
		{"A falcon, a barometer.", "Bells of the monastery.", 0},
		{"falcon barometer", "falcon barometer monastery choir harvest candle window mirror", 2 / math.Sqrt(2*8)},
		{"falcon falcon falcon", "falcon", 1},
		{"the of and", "the of and", 0},
		{"鐘の音が消えた", "鐘の音が消えた", 1},
		{"鐘の音が消えた", "温室の花", 0},
		{"", "", 0},
	} {
		answer, err := embedWords(t.Context(), model.EmbedRequest{Texts: []string{test.a, test.b}})
		if err != nil {
			t.Fatal(err)
		}
		if got := model.Likeness(answer.Vectors[0], answer.Vectors[1]); math.Abs(got-test.want) > 1e-3 {
			t.Errorf("%q and %q: got %.3f, want %.3f", test.a, test.b, got, test.want)
		}
	}
}

// TestRecentPast: sixty days count, before and after, and no more.
func TestRecentPast(t *testing.T) {
	brief := mystery.Brief{Date: "2026-11-22"}
	for _, date := range []string{"2026-11-25", "2026-11-21", "2026-09-23", "2026-09-22", "2025-11-22", "soon"} {
		brief.Past = append(brief.Past, mystery.Past{Date: date})
	}
	got := recentPast(brief)
	if len(got) != 3 || got[2].Date != "2026-09-23" {
		t.Errorf("got %+v, want those of 25 and 21 November and 23 September", got)
	}
}
