package cases

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"casebook/generator/builtin"
	"casebook/generator/mystery"
)

// unfold joins the lines of a text.
func unfold(text string) string { return strings.Join(strings.Fields(text), " ") }

// printed returns the sheet as it is printed, and checks that no line is too
// long.
func printed(t *testing.T, s *Sheet) string {
	t.Helper()
	var out bytes.Buffer
	if err := s.Print(&out); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > printWidth {
			t.Errorf("got a line of %d characters, want at most %d: %s", n, printWidth, line)
		}
	}
	return unfold(out.String())
}

// TestSheet prints a sample twice: a player's has all there is to find and hear,
// and nothing of the truth.
func TestSheet(t *testing.T) {
	c, err := Sample(context.Background(), Options{Writer: builtin.NewWriter()}, "2026-01-02")
	if err != nil {
		t.Fatal(err)
	}
	public, whole := printed(t, NewSheet(c, false)), printed(t, NewSheet(c, true))
	var open []string
	for i, e := range c.Evidence {
		open = append(open, e.Name, e.Description, e.Hint, e.Suggestion, c.Places[i].Description)
	}
	for i, said := range c.Testimony {
		open = append(open, c.Suspects[i].Background, c.Intro.Suspects.Cards[i].Claim)
		for _, l := range said.Lines {
			open = append(open, l.Text)
		}
	}
	open = slices.Concat(open, c.Options.Who, c.Options.How, []string{mystery.Commitment(c)})
	for _, text := range open {
		if !strings.Contains(public, unfold(text)) {
			t.Errorf("a player's sheet lacks %q", text)
		}
	}
	secret := []string{c.Salt, "The facts"}
	for paragraph := range strings.SplitSeq(c.Solution.Explanation, "\n\n") {
		secret = append(secret, paragraph)
	}
	for _, step := range c.Solution.Reasoning {
		secret = append(secret, step.Text)
	}
	for _, f := range c.World.Facts {
		secret = append(secret, f.ID+", "+string(f.Kind))
	}
	for _, text := range secret {
		if strings.Contains(public, unfold(text)) {
			t.Errorf("a player's sheet has %q", text)
		}
		if !strings.Contains(whole, unfold(text)) {
			t.Errorf("the sheet with the truth lacks %q", text)
		}
	}
}

func TestSampleRefusesDates(t *testing.T) {
	for _, date := range []string{"2026-02-30", "9999-01-01", "tomorrow"} {
		if _, err := Sample(context.Background(), Options{Writer: builtin.NewWriter()}, date); err == nil {
			t.Errorf("%s: got a case, want an error", date)
		}
	}
}
