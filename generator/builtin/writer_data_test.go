package builtin

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// repertoireOf reads the data files.
func repertoireOf(t *testing.T) *repertoire {
	t.Helper()
	r, err := loadRepertoire()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRepertoire counts what there is, and demands that each entry is whole.
func TestRepertoire(t *testing.T) {
	r := repertoireOf(t)
	for what, n := range map[string][2]int{
		"settings": {len(r.settings), 12}, "weapons": {len(r.weapons), 40}, "motives": {len(r.motives), 24}, "archetypes": {len(r.archetypes), 60},
		"traits": {len(r.traits), 40}, "titles": {len(r.intro.Titles), 30}, "voices": {len(r.voices), 4},
	} {
		if n[0] < n[1] {
			t.Errorf("%d %s, want at least %d", n[0], what, n[1])
		}
	}
	checkIDs(t, r)
	checkNames(t, r)
	checkRooms(t, r)
	checkSeen(t, r)
	checkObjects(t, r)
	for _, m := range r.motives {
		if len(m.Others) != 2 || len(m.Aliases) < 2 || len(m.Closing) == 0 || !whole(m.reason) {
			t.Errorf("motive %s is not complete", m.ID)
		}
	}
	for id, said := range r.homely {
		if !slices.ContainsFunc(r.motives, func(m *motive) bool { return m.ID == id }) || !whole(said) {
			t.Errorf("the plain words for %s are not complete, or are for nothing", id)
		}
	}
	for _, a := range r.archetypes {
		if len(a.Greet) < 2 || len(a.Chat) < 3 || len(a.Ages) == 0 || len(a.Dress) == 0 || !lengths(a.Text, 25, 70) {
			t.Errorf("archetype %s is not complete, or too long or short", a.ID)
		}
		if _, ok := r.voices[a.Voice]; !ok && a.Voice != "" {
			t.Errorf("archetype %s speaks as %q, which nobody does", a.ID, a.Voice)
		}
	}
}

// lengths reports whether all of the texts have so many words.
func lengths(texts wordings, low, high int) bool {
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(text string) bool { return wordCount(text) < low || wordCount(text) > high })
}

func whole(r reason) bool { return len(r.Own) == 3 && len(r.Relation) == 3 && len(r.Confess) > 0 }

// checkIDs demands that no two things of a kind have one id.
func checkIDs(t *testing.T, r *repertoire) {
	t.Helper()
	seen := map[string]bool{}
	once := func(kind, id string) {
		if seen[kind+id] || id == "" {
			t.Errorf("%s %q is there twice, or has no id", kind, id)
		}
		seen[kind+id] = true
	}
	for _, x := range r.settings {
		once("setting", x.ID)
	}
	for _, x := range r.weapons {
		once("weapon", x.ID)
		once("weapon named", x.Name)
	}
	for _, x := range r.traits {
		once("trait", x.ID)
	}
	for _, x := range r.motives {
		once("motive", x.ID)
		once("motive", x.Option)
	}
	for _, x := range r.archetypes {
		once("archetype", x.ID)
		once("archetype", x.Title)
	}
	for _, x := range r.cultures {
		once("culture", x.ID)
	}
}

// checkNames demands 300 first and 300 last names, none of which is both, and
// that every culture has a last name for everybody.
func checkNames(t *testing.T, r *repertoire) {
	t.Helper()
	first, last := map[string]bool{}, map[string]bool{}
	for _, c := range r.cultures {
		for _, name := range slices.Concat(c.Women, c.Men) {
			first[name] = true
		}
		for _, name := range c.Last {
			last[name] = true
		}
		if n := len(c.LastWomen); n != 0 && n != len(c.Last) {
			t.Errorf("%s: %d last names of women for %d of men", c.ID, n, len(c.Last))
		}
		if len(c.Women) < 4 || len(c.Men) < 4 || len(c.Last) < 5 || len(c.Skin) == 0 || len(c.Hair) == 0 {
			t.Errorf("culture %s is not complete", c.ID)
		}
	}
	if len(first) < 300 || len(last) < 300 {
		t.Errorf("%d first and %d last names, want at least 300 of each", len(first), len(last))
	}
	for name := range first {
		if last[name] || len(name) < 2 {
			t.Errorf("%s is a first name and a last, or too short", name)
		}
	}
}

// TestEverySetting demands that what suits a setting is enough to make many cases
// of, and that all of it suits some setting.
func TestEverySetting(t *testing.T) {
	r := repertoireOf(t)
	used := map[any]bool{}
	for _, s := range r.settings {
		part := r.within(s)
		for what, n := range map[string][2]int{
			"archetypes": {len(part.archetypes), 9}, "traits": {len(part.traits), 14}, "motives": {len(part.motives), 14}, "cultures": {len(part.cultures), len(s.Cultures)},
			"houses": {len(s.Houses), 6}, "reasons": {len(s.Reasons), 8}, "closures": {len(s.Closed), 4}, "victims": {len(s.Victims), 3},
			"atmospheres": {len(s.Atmosphere), 4}, "titles": {len(s.Titles), 8}, "halls": {len(s.Halls), 3}, "chiefs": {len(s.Chiefs), 3},
			"words": {len(s.Words), 3}, "staff": {len(s.Staff), staffCount}, "lines on the weather": {len(part.talk["chat"]["weather"]), 3}, "lines on food": {len(part.talk["chat"]["food"]), 3},
		} {
			if n[0] < n[1] {
				t.Errorf("%s: %d %s, want at least %d", s.ID, n[0], what, n[1])
			}
		}
		if s.Year < 1900 || s.Year > 1990 {
			t.Errorf("%s: year %d", s.ID, s.Year)
		}
		checkPart(t, s, part)
		markUsed(used, part)
	}
	for _, list := range []any{r.weapons, r.traits, r.motives, r.archetypes, r.cards, r.cultures} {
		for i := range reflect.ValueOf(list).Len() {
			if x := reflect.ValueOf(list).Index(i); !used[x.Interface()] {
				t.Errorf("nowhere to use %+v", x.Elem().Interface())
			}
		}
	}
}

// checkPart demands enough weapons of every kind, cards for every plot, and a
// name for everybody.
func checkPart(t *testing.T, s *setting, part *repertoire) {
	t.Helper()
	for _, c := range part.classes {
		var fit []*weapon
		for _, w := range part.weapons {
			if w.Class == c.ID && !slices.ContainsFunc(fit, w.alike) {
				fit = append(fit, w)
			}
		}
		if len(fit) < weaponDecoys+1 {
			t.Errorf("%s: %d weapons of class %s, want at least %d", s.ID, len(fit), c.ID, weaponDecoys+1)
		}
	}
	for _, p := range part.plots {
		for role, tags := range map[string][]string{roleTime: p.Time, rolePlace: p.Place} {
			if !slices.ContainsFunc(part.cards, func(c *card) bool {
				return c.Role == role && slices.Contains(tags, c.Tag) && (!c.Wall || p.Indoors) && !c.Blood
			}) {
				t.Errorf("%s: plot %s has no card for %s in every room and of every wound", s.ID, p.ID, role)
			}
		}
	}
	castings := []casting{{}}
	for _, a := range part.archetypes {
		castings = append(castings, a.casting)
	}
	for _, v := range s.Victims {
		castings = append(castings, v.casting)
	}
	for _, c := range castings {
		if len(c.Cultures) > 0 && !slices.ContainsFunc(part.cultures, func(x *culture) bool { return slices.Contains(c.Cultures, x.ID) }) {
			t.Errorf("%s: nobody is of %v", s.ID, c.Cultures)
		}
	}
}

// markUsed notes what a part of the repertoire holds.
func markUsed(used map[any]bool, part *repertoire) {
	for _, list := range []any{part.weapons, part.traits, part.motives, part.archetypes, part.cards, part.cultures} {
		for i := range reflect.ValueOf(list).Len() {
			used[reflect.ValueOf(list).Index(i).Interface()] = true
		}
	}
}

func TestFit(t *testing.T) {
	mill := &setting{ID: "mill", Year: 1913}
	for _, x := range []struct {
		fit  fit
		want bool
	}{
		{fit{}, true},
		{fit{Settings: []string{"mill", "hotel"}}, true},
		{fit{Settings: []string{"hotel"}}, false},
		{fit{Not: []string{"mill"}}, false},
		{fit{From: 1914}, false},
		{fit{From: 1913, Until: 1913}, true},
		{fit{Until: 1912}, false},
	} {
		if got := x.fit.suits(mill); got != x.want {
			t.Errorf("%+v: got %t, want %t", x.fit, got, x.want)
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
			if len(room.Details) < 3 || len(room.Spots)+len(room.Nooks)+len(room.Slits)+len(room.Soaks) < 4 || len(room.Doing) < 4 || room.Emoji == "" || room.Prep == "" {
				t.Errorf("%s: room %s is not complete", s.ID, room.ID)
			}
			if !lengths(room.Text, 35, 90) {
				t.Errorf("%s: room %s has a text of less than 35 or more than 90 words", s.ID, room.ID)
			}
		}
		if len(ids) != 7 {
			t.Errorf("%s has %d places, want 7", s.ID, len(ids))
		}
		for _, hall := range s.Halls {
			if !slices.Contains(ids, hall) {
				t.Errorf("%s: no hall %q", s.ID, hall)
			}
		}
		for _, door := range s.Doors {
			if !slices.Contains(ids, door[0]) || !slices.Contains(ids, door[1]) || door[0] == door[1] {
				t.Errorf("%s: a door from %s to %s", s.ID, door[0], door[1])
			}
		}
	}
}

// checkSeen demands that what pictures show is told in one phrase each, of 6 to 16
// words, of which none is there twice and none tells of a deed or of the weather.
func checkSeen(t *testing.T, r *repertoire) {
	t.Helper()
	wrong := regexp.MustCompile(`(?i)\b(blood|bod(y|ies)|corpses?|dead|death|murder\w*|kill\w*|victims?|weapons?|kni(fe|ves)|guns?|pistols?|poison\w*|clues?|evidence|stain\w*|sun|moon|rain|fog|storm)\b|[.;:!?{}]`)
	told := map[string]bool{}
	check := func(id, seen string) {
		if n := wordCount(seen); n < 6 || n > 16 || told[seen] || wrong.MatchString(seen) {
			t.Errorf("%s: got %q, want 6 to 16 words of its own that tell no more than every picture shows", id, seen)
		}
		told[seen] = true
	}
	for _, s := range r.settings {
		check(s.ID, s.Seen)
		for _, room := range s.Rooms {
			check(s.ID+" "+room.ID, room.Seen)
		}
	}
}

// TestWhatIsSeenIsDemanded takes the words for one picture away from a setting.
func TestWhatIsSeenIsDemanded(t *testing.T) {
	whole := repertoireOf(t).settings[0]
	if err := whole.described(); err != nil {
		t.Fatal(err)
	}
	outside, place, last := *whole, *whole, *whole.Rooms[6]
	outside.Seen, last.Seen = "", ""
	place.Rooms = append(slices.Clone(whole.Rooms[:6]), &last)
	for id, s := range map[string]*setting{whole.ID: &outside, last.ID: &place} {
		if err := s.described(); err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("without words for %s: got %v, want an error that names it", id, err)
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

// TestEveryTextFills fills every text of the repertoire with words for every
// place-holder that the writer knows, so that none waits for its day to fail.
func TestEveryTextFills(t *testing.T) {
	r := repertoireOf(t)
	known := strings.Fields(`victim a b c d at house bare staff staff_bare role weapon found place scene clock clock2 time time1 time2 time.home
		monogram decoy label who t1 t2 label.u claim.t doing day closed class_slide spot doors looks has lacks lacks.lost option own not shows left option inspector done meaning.time way in.own the.own
		meaning.place thing open decade hair glasses inspector chief constable lawyer lamp room dress expression hour weather seen shown colour light mood palette name he him his mr the in to sibling hers people text motive`)
	for _, who := range []string{"victim", "a", "b", "c", "d", "chief", "staff"} {
		for form := range strings.FieldsSeq("mr he him his hers himself sibling") {
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

// TestNoSentenceTwice demands that no sentence of some length stands in two texts
// of the repertoire.
func TestNoSentenceTwice(t *testing.T) {
	seen := map[string]string{}
	for _, text := range stringsOf(reflect.ValueOf(repertoireOf(t))) {
		for _, one := range split(text) {
			if other, ok := seen[one]; ok && wordCount(one) > shortSentence && !strings.ContainsAny(one, "{}") {
				t.Errorf("%q stands in %q and in %q", one, other, text)
			}
			seen[one] = text
		}
	}
}
