package builtin

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
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
			grown := 0
			for range 60 {
				if d, ok := w.newDraft(rng, mystery.Brief{ID: "case-2026-12-01", Date: "2026-12-01", Difficulty: difficulty}, p); ok {
					grown++
					checkSkeleton(t, d.skeleton, p)
				}
			}
			if grown < 2 {
				t.Errorf("plot %s fits a case that is %s %d times of 60, want 2 at least", p.ID, difficulty, grown)
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

func TestRepertoire(t *testing.T) {
	r, err := loadRepertoire()
	if err != nil {
		t.Fatal(err)
	}
	for what, n := range map[string][2]int{
		"settings": {len(r.settings), 6}, "weapons": {len(r.weapons), 12}, "motives": {len(r.motives), 9}, "archetypes": {len(r.archetypes), 12},
		"plots": {len(r.plots), 4}, "traits": {len(r.traits), 9}, "titles": {len(r.intro.Titles), 25},
	} {
		if n[0] < n[1] {
			t.Errorf("%d %s, want at least %d", n[0], what, n[1])
		}
	}
	first, last := map[string]bool{}, map[string]bool{}
	for _, c := range r.cultures {
		for _, name := range slices.Concat(c.Women, c.Men) {
			first[name] = true
		}
		for _, name := range c.Last {
			last[name] = true
		}
	}
	if len(first) < 60 || len(last) < 60 {
		t.Errorf("%d first and %d last names, want at least 60", len(first), len(last))
	}
	for name := range first {
		if last[name] || len(name) < 3 {
			t.Errorf("%s is a first name and a last, or too short", name)
		}
	}
	checkRooms(t, r)
	checkObjects(t, r)
	for _, m := range r.motives {
		if len(m.Own) != 3 || len(m.Relation) != 3 || len(m.Others) != 2 || len(m.Aliases) < 2 || m.Confess == "" || m.Closing == "" {
			t.Errorf("motive %s is not complete", m.ID)
		}
	}
	for _, a := range r.archetypes {
		if len(a.Greet) < 2 || len(a.Chat) < 3 || len(a.Ages) == 0 || len(a.Dress) == 0 {
			t.Errorf("archetype %s is not complete", a.ID)
		}
	}
	for _, p := range r.plots {
		for role, tags := range map[string][]string{roleTime: p.Time, rolePlace: p.Place} {
			if !slices.ContainsFunc(r.cards, func(c *card) bool { return c.Role == role && slices.Contains(tags, c.Tag) && !c.Wall && !c.Blood }) {
				t.Errorf("plot %s has no card for %s in every room and of every wound", p.ID, role)
			}
		}
	}
}

// checkRooms demands seven complete rooms of each setting, and doors that lead
// somewhere.
func checkRooms(t *testing.T, r *repertoire) {
	t.Helper()
	for _, s := range r.settings {
		var ids []string
		for _, room := range s.Rooms {
			ids = append(ids, room.ID)
			if len(room.Details) < 3 || len(room.Spots) < 4 || len(room.Doing) < 4 || room.Emoji == "" || room.Prep == "" {
				t.Errorf("%s: room %s is not complete", s.ID, room.ID)
			}
			if n := wordCount(room.Text); n < 35 || n > 80 {
				t.Errorf("%s: room %s has %d words, want 35 to 80", s.ID, room.ID, n)
			}
		}
		if len(ids) != 7 || len(s.Houses) < 6 || len(s.Reasons) < 8 || len(s.Closed) < 4 || len(s.Victims) < 3 || len(s.Atmosphere) < 4 {
			t.Errorf("setting %s is not complete", s.ID)
		}
		for _, door := range s.Doors {
			if !slices.Contains(ids, door[0]) || !slices.Contains(ids, door[1]) || door[0] == door[1] {
				t.Errorf("%s: a door from %s to %s", s.ID, door[0], door[1])
			}
		}
	}
}

// checkObjects demands that evidence looks like something the painter knows.
func checkObjects(t *testing.T, r *repertoire) {
	t.Helper()
	known := strings.Fields(`pocket-watch wall-clock torn-letter ledger photograph key glove wine-glass medicine-bottle train-ticket receipt
		telegram diary handkerchief button cufflink footprint candle matchbox rope knife pistol will newspaper umbrella spectacles ring lantern map cheque
		gavel film-reel weaving-shuttle sextant scissors syringe teacup hammer wrench bottle scarf trophy chess-piece paperweight hatpin wire-coil razor walking-stick
		bust magnifying-glass`)
	objects := map[string]string{}
	for _, w := range r.weapons {
		objects[w.ID] = w.Object
	}
	for _, x := range r.traits {
		objects[x.ID] = x.Spot.Object
	}
	for _, c := range r.cards {
		objects[c.Name] = c.Object
	}
	for _, m := range r.motives {
		objects[m.ID] = m.Proof.Object
	}
	for what, object := range objects {
		if !slices.Contains(known, object) {
			t.Errorf("%s looks like %q, which the painter does not know", what, object)
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

// TestEveryTextFills fills every text of the repertoire with words for every
// place-holder that the writer knows, so that none waits for its day to fail.
func TestEveryTextFills(t *testing.T) {
	r, err := loadRepertoire()
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Fields(`victim a b c d at house bare staff staff_bare role weapon found place scene clock clock2 time time1 time2 time.home
		monogram label t1 t2 label.u claim.t doing day closed class_slide spot doors looks has lacks lacks.lost option own not shows left option inspector done meaning.time
		meaning.place thing inspector chief chief.he constable lawyer lamp room dress expression hour weather light mood palette name he him his mr the in to sibling hers`)
	for _, who := range []string{"victim", "a", "b", "c", "d"} {
		for form := range strings.FieldsSeq("mr he him his hers sibling") {
			known = append(known, who+"."+form)
		}
	}
	for where := range strings.FieldsSeq("place scene home hall trace claim a q b me") {
		for form := range strings.FieldsSeq("in the to room") {
			known = append(known, form+"."+where)
		}
	}
	v := vars{}
	for _, key := range known {
		v[key] = key
	}
	for _, text := range stringsOf(reflect.ValueOf(r)) {
		if _, err := v.fill(text); err != nil {
			t.Error(err)
		}
	}
}

// stringsOf returns every string within a value.
func stringsOf(v reflect.Value) []string {
	var all []string
	switch v.Kind() {
	case reflect.String:
		all = append(all, v.String())
	case reflect.Pointer:
		all = stringsOf(v.Elem())
	case reflect.Struct:
		for _, field := range v.Fields() {
			all = append(all, stringsOf(field)...)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			all = append(all, stringsOf(v.Index(i))...)
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			all = append(all, stringsOf(it.Value())...)
		}
	default: // holds no strings
	}
	return all
}
