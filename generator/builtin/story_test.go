package builtin

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casebook/generator/mystery"
)

// TestStories holds 300 cases to what a story has to agree with itself on.
func TestStories(t *testing.T) {
	series := thousand(t)[0]
	cases := series[:min(faultCases, len(series))]
	r := repertoireOf(t)
	for what, check := range map[string]func(*testing.T, *mystery.Case){
		"hours":    checkHours,
		"wound":    checkWound,
		"hiding":   checkHiding,
		"motives":  checkMotives,
		"lie":      checkLie,
		"way":      checkWay,
		"speech":   checkSpeech,
		"outdoors": func(t *testing.T, c *mystery.Case) { t.Helper(); checkOutdoors(t, c, r) },
		"manners":  func(t *testing.T, c *mystery.Case) { t.Helper(); checkManners(t, c, r) },
		"staff":    func(t *testing.T, c *mystery.Case) { t.Helper(); checkStaff(t, c, r) },
	} {
		t.Run(what, func(t *testing.T) { eachCase(t, cases, check) })
	}
	t.Run("marks", func(t *testing.T) { checkMarks(t, cases) })
	t.Run("skeletons", func(t *testing.T) { checkSkeletons(t, cases) })
	t.Run("names", func(t *testing.T) { checkNamesApart(t, cases) })
}

// TestYouth demands that no archetype that may be young has a past that nobody young
// has had.
func TestYouth(t *testing.T) {
	years := regexp.MustCompile(`\b(ten|eleven|twelve|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty)(-\w+)? years\b|for so long|since the war|two wars|retired|at (thirty|forty|fifty)`)
	for _, a := range repertoireOf(t).archetypes {
		if !slices.Contains(a.Ages, "young") {
			continue
		}
		for _, text := range a.Text {
			if past := years.FindString(text); past != "" {
				t.Errorf("%s may be young, and yet %q: %s", a.ID, past, text)
			}
		}
	}
}

// minutes reads a clock: minutes past twelve.
func minutes(t *testing.T, clock string) int {
	t.Helper()
	hour, minute, _ := strings.Cut(clock, ":")
	h, err1 := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	if err1 != nil || err2 != nil {
		t.Fatalf("%q is no clock", clock)
	}
	return h%12*hourMinutes + m
}

// checkHours demands that no clock in the evidence shows an hour that the doctor
// does not allow: not before the first slot of those, and not after the last, and
// so not after the body was found.
func checkHours(t *testing.T, c *mystery.Case) {
	t.Helper()
	clock := regexp.MustCompile(`\b\d{1,2}:\d\d\b`)
	from := slices.IndexFunc(c.Solution.Aliases["when"], func(s string) bool { return strings.Contains(s, "-") && clock.MatchString(s) })
	ends := clock.FindAllString(c.Solution.Aliases["when"][from], 2)
	const half = 12 * hourMinutes
	step := (minutes(t, ends[1]) - minutes(t, ends[0]) + half) % half
	start := minutes(t, ends[0]) - c.World.Truth.Slot*step
	for _, e := range c.Evidence {
		for _, shown := range clock.FindAllString(e.Description, -1) {
			if after := (minutes(t, shown) - start + 2*half) % half; after < windowFrom*step || after > (windowTo+1)*step {
				t.Errorf("%s: %s is %d minutes into an evening of %d slots of %d: %s", e.ID, shown, after, slotCount, step, e.Description)
			}
		}
	}
}

// checkWound demands that the public texts claim nothing of the weapon that only
// some weapons of its class have, nor furniture that only some rooms have, that no
// weapon lies where somebody found the body and no weapon, and that it is said what
// is asked of a slow poison.
func checkWound(t *testing.T, c *mystery.Case) {
	t.Helper()
	public := strings.ToLower(c.Weapon.Description + " " + c.Scene.Description + " " + c.Intro.Discovery.VictimStatement)
	claims := map[string]string{
		"A heavy blunt instrument": `\bhandle|\bgrip|an edge|in one hand`,
		"A narrow blade":           `not long|\bshort\b|no longer than a finger|\bguard or|knife`,
		"A cord or strap":          `\bthin\b|bootlace`,
		"A poison, not yet named":  `not meant as medicine|overturned`,
	}
	for _, pattern := range []string{claims[c.Weapon.Name], `in a chair|\btable|napkin|bell-push|\brug\b`} {
		if said := regexp.MustCompile(pattern).FindString(public); said != "" {
			t.Errorf("%s: the police cannot know of %q: %s", c.ID, said, public)
		}
	}
	weapon := c.Evidence[slices.IndexFunc(c.Evidence, func(e mystery.Evidence) bool {
		return slices.ContainsFunc(c.World.FactsFrom(e.ID), func(f mystery.Fact) bool { return f.Kind == mystery.FactWeapon })
	})]
	if weapon.PlaceID == c.Scene.PlaceID {
		t.Errorf("%s: the %s lay where the body was found: %s", c.ID, weapon.Name, weapon.Hint)
	}
	if slow := c.Weapon.Name == "A poison, not yet named"; slow && !regexp.MustCompile(`made ready|got ready|prepared`).MatchString(public) {
		t.Errorf("%s: nobody says what is asked of a poison: %s", c.ID, public)
	}
}

// checkHiding demands that nothing is hidden where it has no room or would spoil,
// and that what broke as somebody fell was not put away.
func checkHiding(t *testing.T, c *mystery.Case) {
	t.Helper()
	wet := regexp.MustCompile(`\b(drain|coal|coke|ash-pit|ash-pan|gutter|vat|snow|bilge|flywheel|water)\b`)
	narrow := regexp.MustCompile(`\b(pages|leaves of|pocket|blotter|framed text|eye chart|(under|behind|below|beneath) the felt|hem|seam|message pad|register of)\b`)
	for i, e := range c.Evidence {
		object := c.Pictures[slices.IndexFunc(c.Pictures, func(p mystery.Picture) bool { return p.Slot == e.ID })].Subject
		blunt := c.Weapon.Name == "A heavy blunt instrument" && slices.ContainsFunc(c.World.FactsFrom(e.ID), func(f mystery.Fact) bool { return f.Kind == mystery.FactWeapon })
		switch {
		case e.Hidden == mystery.Obvious && strings.Contains(shows(c, e.ID), "whoever hid it"):
			t.Errorf("%s: %s lies in the open and was hidden: %s", c.ID, e.Name, e.Description)
		case e.Hidden == mystery.Obvious:
		case flat(object) && wet.MatchString(e.Hint), blunt && narrow.MatchString(e.Hint):
			t.Errorf("%s: %s (%s) is found so: %s", c.ID, e.Name, object, e.Hint)
		case regexp.MustCompile(`fell|falling|trodden`).MatchString(e.Description) && regexp.MustCompile(`wrapped|put away|put it|pushed well in`).MatchString(e.Hint):
			t.Errorf("%s: %s, which fell, was put away: %s", c.ID, c.Evidence[i].Name, e.Hint)
		}
	}
}

// shows returns what the fact says that a piece of evidence shows of the culprit.
func shows(c *mystery.Case, id string) string {
	for _, f := range c.World.FactsFrom(id) {
		if f.Kind == mystery.FactCulpritTrait {
			return f.Text
		}
	}
	return ""
}

// checkOutdoors demands that what was lost in the open air is not found by a floor or a
// door.
func checkOutdoors(t *testing.T, c *mystery.Case, r *repertoire) {
	t.Helper()
	setting := r.settings[slices.IndexFunc(r.settings, func(s *setting) bool { return s.ID == c.World.Setting })]
	indoors := regexp.MustCompile(`\b(floors?|doors?|carpet|mat|skirting|boards|broom|wall|swept|ceiling)\b`)
	for _, e := range c.Evidence {
		place := c.Places[slices.IndexFunc(c.Places, func(p mystery.Place) bool { return p.ID == e.PlaceID })]
		open := slices.ContainsFunc(setting.Rooms, func(r *room) bool { return r.Name == place.Name && r.OpenAir })
		lost := slices.ContainsFunc(c.World.FactsFrom(e.ID), func(f mystery.Fact) bool { return f.Kind == mystery.FactTrace })
		if said := indoors.FindString(e.Hint); open && lost && said != "" {
			t.Errorf("%s: there is no %s in the %s: %s", c.ID, said, place.Name, e.Hint)
		}
	}
}

// checkMotives demands that nobody has a reason that they are too young, or too
// rich, to have.
func checkMotives(t *testing.T, c *mystery.Case) {
	t.Helper()
	grown := []string{"stolen-work", "promised-post", "denied-child", "doomed-work", "betrayal", "partnership", "dismissal", "claim"}
	rich := []string{"debt", "saved-home", "will", "promised-post", "life-insurance", "embezzlement"}
	for i, s := range c.Suspects {
		for _, f := range c.World.FactsFrom(s.ID) {
			if f.Kind != mystery.FactMotive || f.Suspect != s.ID {
				continue
			}
			if age := c.Pictures[i+1].Person.Age; age == "young" && slices.Contains(grown, f.Value) || s.Archetype == "The American Heiress" && slices.Contains(rich, f.Value) {
				t.Errorf("%s: %s, %s and %s, had the reason %s", c.ID, s.Name, s.Archetype, age, f.Value)
			}
		}
	}
}

// secret returns the slots of which the culprit does not tell the truth, and what
// they tell of them.
func secret(c *mystery.Case) (slots []int, told []string) {
	path := c.World.Truth.Paths[c.Solution.Culprit]
	for _, f := range c.World.FactsFrom(c.Solution.Culprit) {
		if f.Kind != mystery.FactAt || f.Suspect != f.Source {
			continue
		}
		for slot := f.From; slot <= f.To; slot++ {
			if path[slot] != f.Place {
				slots, told = append(slots, slot), append(told, f.Place)
			}
		}
	}
	return slots, told
}

// checkLie demands that the culprit does not pretend to have been where the body was
// found, unless it is said that the victim had only just come there.
func checkLie(t *testing.T, c *mystery.Case) {
	t.Helper()
	if _, told := secret(c); slices.Contains(told, c.Scene.PlaceID) && !regexp.MustCompile(`for a few minutes only|only just come|having just come`).MatchString(c.Weapon.Description) {
		t.Errorf("%s: the culprit says that they were where the body was found: %s", c.ID, c.Weapon.Description)
	}
}

// checkWay demands that the closing scene names every room that the culprit was in
// while they say otherwise.
func checkWay(t *testing.T, c *mystery.Case) {
	t.Helper()
	slots, _ := secret(c)
	for _, slot := range slots {
		id := c.World.Truth.Paths[c.Solution.Culprit][slot]
		place := c.Places[slices.IndexFunc(c.Places, func(p mystery.Place) bool { return p.ID == id })]
		began, _, _ := strings.Cut(strings.TrimPrefix(c.World.Slots[slot], "between "), " and ")
		same := slot > 0 && c.World.Truth.Paths[c.Solution.Culprit][slot-1] == id
		if told := strings.ToLower(c.Solution.Explanation); slot > 0 && !same && !strings.Contains(told, strings.ToLower(strings.TrimPrefix(place.Name, "The "))+" at "+began) {
			t.Errorf("%s: the closing scene does not say that the culprit was in the %s at %s: %s", c.ID, place.Name, began, c.Solution.Explanation)
		}
	}
}

// checkSpeech demands that in the closing scene nobody speaks in the paragraph in which
// another has just spoken, and nobody's speech is cut in two.
func checkSpeech(t *testing.T, c *mystery.Case) {
	t.Helper()
	if at := strings.Index(c.Solution.Explanation, `" "`); at >= 0 {
		t.Errorf("%s: two speeches stand side by side: %s", c.ID, c.Solution.Explanation[max(0, at-80):])
	}
}

// checkManners demands that the wound alone rules out no more of the choices of how
// than it must.
func checkManners(t *testing.T, c *mystery.Case, r *repertoire) {
	t.Helper()
	class := r.classes[slices.IndexFunc(r.classes, func(class *class) bool { return class.Name == c.Weapon.Name })].ID
	fit, offered := 0, 0
	for _, p := range r.plots {
		if slices.Contains(p.Classes, class) {
			fit++
			if slices.Contains(c.Options.How, p.How) {
				offered++
			}
		}
	}
	if want := min(fit, mannerDecoys+1); offered != want {
		t.Errorf("%s: of %q %d fit %s, want %d", c.ID, c.Options.How, offered, c.Weapon.Name, want)
	}
}

// checkStaff demands that nobody of the staff is in two places at once: to see the
// weapon, before and after something was lost, with whom a card clears, and to find
// the body.
func checkStaff(t *testing.T, c *mystery.Case, r *repertoire) {
	t.Helper()
	where := map[string]map[int]string{} // by name and the beginning of a slot
	put := func(text string, place string, slots ...int) {
		for _, s := range r.settings {
			for _, x := range s.Staff {
				if s.ID != c.World.Setting || !strings.Contains(strings.ToLower(text), x.Name) {
					continue
				}
				if where[x.Name] == nil {
					where[x.Name] = map[int]string{}
				}
				for _, slot := range slots {
					if other, ok := where[x.Name][slot]; ok && other != place {
						t.Errorf("%s: %s is in %s and in %s as slot %d begins", c.ID, x.Name, other, place, slot)
					}
					where[x.Name][slot] = place
				}
			}
		}
	}
	put(c.Intro.Discovery.VictimStatement, c.Scene.PlaceID, slotCount)
	for _, e := range c.Evidence {
		for _, f := range c.World.FactsFrom(e.ID) {
			switch f.Kind {
			case mystery.FactKept:
				put(e.Description, f.Place, f.From)
			case mystery.FactTrace, mystery.FactAt:
				put(e.Description, f.Place, f.From, f.To+1)
			default: // nobody has to have been there
			}
		}
	}
}

// checkMarks demands that of the things that show whose they could be, those that
// somebody is publicly known for are the culprit's no less and no more often than
// another's.
func checkMarks(t *testing.T, cases []*mystery.Case) {
	t.Helper()
	hits, culprits := 0, 0
	for _, c := range cases {
		shown := map[string]bool{}
		for _, f := range c.World.Facts {
			if f.Kind == mystery.FactTrace || f.Kind == mystery.FactCulpritTrait {
				shown[f.Value] = true
			}
		}
		for _, f := range c.World.PoliceFacts() {
			if f.Kind == mystery.FactHasTrait && shown[f.Value] {
				hits++
				if f.Suspect == c.Solution.Culprit {
					culprits++
				}
			}
		}
	}
	share := float64(culprits) / float64(hits)
	if far := share - 1.0/3; far > noise(hits, 1.0/3) || -far > noise(hits, 1.0/3) {
		t.Errorf("of %d known habits that evidence shows %.0f%% are the culprit's, want a third", hits, 100*share)
	}
	t.Logf("of %d known habits that evidence shows %.0f%% are the culprit's", hits, 100*share)
}

// checkNamesApart demands that no part of a name comes back within thirty days but
// for one in a hundred, which a setting of few cultures cannot help.
func checkNamesApart(t *testing.T, cases []*mystery.Case) {
	t.Helper()
	parts := func(c *mystery.Case) map[string]bool {
		all := map[string]bool{}
		for _, name := range append(c.Past().Suspects, c.Victim.Name) {
			for part := range strings.FieldsSeq(name) {
				all[part] = true
			}
		}
		return all
	}
	again, total := 0, 0
	for i, c := range cases {
		recent := map[string]bool{}
		for _, earlier := range cases[max(0, i-partsApart):i] {
			maps.Copy(recent, parts(earlier))
		}
		for part := range parts(c) {
			total++
			if recent[part] {
				again++
			}
		}
	}
	t.Logf("%d of %d parts of names come back within %d days", again, total, partsApart)
	if again > total/100 {
		t.Errorf("%d of %d parts of names come back within %d days, want at most one in a hundred", again, total, partsApart)
	}
}

// checkSkeletons demands that the culprit is not always the one whom every mark
// fits: in some cases something was lost that they could not have lost.
func checkSkeletons(t *testing.T, cases []*mystery.Case) {
	t.Helper()
	spared := 0
	for _, c := range cases {
		facts := c.World.Facts
		if slices.ContainsFunc(facts, func(f mystery.Fact) bool {
			return f.Kind == mystery.FactTrace && slices.ContainsFunc(facts, func(g mystery.Fact) bool {
				return g.Kind == mystery.FactLacksTrait && g.Suspect == c.Solution.Culprit && g.Value == f.Value
			})
		}) {
			spared++
		}
	}
	t.Logf("in %d of %d cases something was lost that is not the culprit's", spared, len(cases))
	if spared < len(cases)/50 {
		t.Errorf("in %d of %d cases something was lost that is not the culprit's, want one in fifty at least", spared, len(cases))
	}
}
