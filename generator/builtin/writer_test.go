package builtin

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"casebook/generator/mystery"
)

func TestWriteIsDeterministic(t *testing.T) {
	brief := mystery.Brief{ID: "case-2026-12-01", Date: "2026-12-01", Seed: 42}
	write := func() *mystery.Case {
		t.Helper()
		c, err := NewWriter().Write(context.Background(), brief)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	one := write()
	if diff := gocmp.Diff(one, write()); diff != "" {
		t.Errorf("the same brief gave two cases (-first +second):\n%s", diff)
	}
	brief.Seed++
	if other := write(); gocmp.Equal(one.Suspects, other.Suspects) || one.Salt == other.Salt {
		t.Error("another seed gave the same suspects or the same salt")
	}
}

func TestWriteObeysTheBrief(t *testing.T) {
	for _, d := range []mystery.Difficulty{mystery.Easy, mystery.Medium, mystery.Hard} {
		c, err := NewWriter().Write(context.Background(), mystery.Brief{ID: "case-2026-12-01-b", Date: "2026-12-01", Language: "en", Difficulty: d})
		if err != nil {
			t.Fatal(err)
		}
		if c.Difficulty != d || c.ID != "case-2026-12-01-b" || c.Date != "2026-12-01" || c.Author != "builtin" || c.Language != "en" {
			t.Errorf("got %s of %s by %s, %s, %s", c.ID, c.Date, c.Author, c.Language, c.Difficulty)
		}
	}
	for date, want := range map[string]mystery.Difficulty{"2026-11-23": mystery.Easy, "2026-11-25": mystery.Medium, "2026-11-29": mystery.Hard, "someday": mystery.Medium} {
		if got := difficultyOf(date); got != want {
			t.Errorf("%s is %s, want %s", date, got, want)
		}
	}
}

// TestLanguages demands a case in each language that there is a folder of words for.
func TestLanguages(t *testing.T) {
	if got, want := Languages(), []string{"en"}; !gocmp.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, language := range Languages() {
		c, err := NewWriter().Write(context.Background(), mystery.Brief{ID: "case-2026-12-01", Date: "2026-12-01", Language: language})
		if err != nil || c.Language != language {
			t.Errorf("in %s: got %v, %v", language, c, err)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	if _, err := NewWriter().Write(context.Background(), mystery.Brief{ID: "x", Language: "tlh"}); err == nil || !strings.Contains(err.Error(), "tlh") {
		t.Errorf("in Klingon: got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := NewWriter().Write(ctx, mystery.Brief{ID: "x"}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: got %v", err)
	}
	if _, err := NewWriter().Write(context.Background(), mystery.Brief{ID: "no id", Date: "2026-12-01"}); err == nil || !strings.Contains(err.Error(), "ids:") {
		t.Errorf("for a brief that cannot be obeyed: got %v", err)
	}
}

// TestGrow demands of every plot that it can be made as easy and as hard as any
// day wants it, and that its skeletons are what the prose relies on.
func TestGrow(t *testing.T) {
	rng := rand.New(rand.NewChaCha8([32]byte{1}))
	w := NewWriter()
	for _, p := range w.repertoire.plots {
		for _, difficulty := range []mystery.Difficulty{mystery.Easy, mystery.Medium, mystery.Hard} {
			if p.Moved && difficulty == mystery.Easy {
				continue
			}
			grown := 0
			for try := 0; try < 300 && grown < 3; try++ {
				brief := mystery.Brief{ID: "case-2026-12-01", Date: "2026-12-01", Difficulty: difficulty}
				lot := w.draw(rng, brief)
				lot.plot = p
				if d, ok := w.newDraft(rng, brief, lot); ok {
					grown++
					checkSkeleton(t, d.skeleton, p)
				}
			}
			if grown < 2 {
				t.Errorf("plot %s fits a case that is %s %d times of 300, want 2 at least", p.ID, difficulty, grown)
			}
		}
	}
}

func checkSkeleton(t *testing.T, s *skeleton, p *plot) {
	t.Helper()
	if apart := p.Moved || p.Slow; apart == (s.place == s.scene) {
		t.Errorf("%s: died in %d, found in %d", p.ID, s.place, s.scene)
	}
	for role, claim := range s.claims {
		if !s.walkable(claim) || !s.walkable(s.paths[role]) {
			t.Errorf("%s: role %d goes through walls", p.ID, role)
		}
		for slot, room := range claim {
			lies := room != s.paths[role][slot]
			if lies != (role == guilty && s.lie.covers(slot)) {
				t.Errorf("%s: role %d lies about slot %d: %t", p.ID, role, slot, lies)
			}
			if role == guilty && lies && !s.emptyBut(guilty, room, span{slot, slot}) {
				t.Errorf("%s: the guilty one claims a room that somebody was in", p.ID)
			}
		}
	}
	if s.paths[guilty][s.slot] != s.place || !s.emptyBut(guilty, s.place, span{s.slot, s.slot}) {
		t.Errorf("%s: the guilty one was not alone at the deed, or not where they lost something", p.ID)
	}
	for _, l := range s.losses {
		if s.paths[guilty][l.slot] != l.room || !s.lie.covers(l.slot) {
			t.Errorf("%s: the guilty one was not in %d when they lost something there, or does not deny it", p.ID, l.room)
		}
	}
	for _, x := range s.sights {
		if s.paths[x.of][x.slot] != x.room || s.claims[x.by][x.slot] != s.paths[x.by][x.slot] {
			t.Errorf("%s: %+v was not so", p.ID, x)
		}
	}
}

func TestFill(t *testing.T) {
	v := vars{"victim": "Ann Lee", "a.he": "she", "in": "in the library", "time": "a quarter to nine"}
	for text, want := range map[string]string{
		"{victim} died. {a.he} fell {in}.": "Ann Lee died. She fell in the library.",
		"\"{in_cap},\" {a.He} said":        "\"In the library,\" She said",
		"at {time}! {In}? no.":             "At a quarter to nine! In the library? No.",
		"nothing at all":                   "Nothing at all",
		"a case with A.L. inside it":       "A case with A.L. inside it",
	} {
		if got, err := v.fill(text); err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"{nobody}", "{victim", "{a.}", "{Nobody_cap}"} {
		if got, err := v.fill(text); err == nil {
			t.Errorf("%q: got %q, want an error", text, got)
		}
	}
}

func TestTimeWords(t *testing.T) {
	for minute, want := range map[int]string{
		21 * 60: "nine", 21*60 + 5: "five past nine", 21*60 + 15: "a quarter past nine", 21*60 + 30: "half past nine",
		21*60 + 35: "twenty-five to ten", 23*60 + 45: "a quarter to midnight", 24 * 60: "midnight", 24*60 + 10: "ten past midnight", 12 * 60: "noon",
		12*60 + 30: "half past twelve", 11*60 + 50: "ten to twelve",
	} {
		if got := timeWords(minute); got != want {
			t.Errorf("%d: got %q, want %q", minute, got, want)
		}
	}
	for minute, want := range map[int]string{21*60 + 5: "9:05", 24*60 + 40: "12:40", 12 * 60: "12:00"} {
		if got := clockDigits(minute); got != want {
			t.Errorf("%d: got %q, want %q", minute, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	if got, want := listed([]string{"a", "b", "c"}), "a, b and c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := article("old key")+", "+article("key"), "an old key, a key"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := titleCase("late for half past nine at the lamp room"), "Late for Half Past Nine at the Lamp Room"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
