package prompts

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"casebook/generator/mystery"
)

//go:embed writer_world.txt
var worldPrompt string

//go:embed writer_world.json
var worldSchema []byte

// bones are the logic of a case without its names: what the model is told of it, and
// the ids there under which it finds everything. They come from a case of the built-in
// writer, and tell nobody who did it.
type bones struct {
	base    *mystery.Case
	weapons []string // values of facts, by the number in their ids
	traits  []string
	motives []string // of the suspects
	decoys  int      // further motives that nobody has
}

// bonesOf returns the bones of a case. Their order has nothing to do with the truth.
func bonesOf(base *mystery.Case) *bones {
	b := &bones{base: base}
	for _, f := range base.World.Facts {
		switch f.Kind {
		case mystery.FactCandidate, mystery.FactKept, mystery.FactWeapon:
			b.weapons = append(b.weapons, f.Value)
		case mystery.FactHasTrait, mystery.FactLacksTrait, mystery.FactTrace, mystery.FactCulpritTrait:
			b.traits = append(b.traits, f.Value)
		case mystery.FactMotive:
			b.motives = append(b.motives, f.Value)
		default:
		}
	}
	for _, list := range []*[]string{&b.weapons, &b.traits, &b.motives} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	b.decoys = max(0, len(base.Options.Why)-len(b.motives))
	return b
}

// told is what the model is told of the bones, and of what was told before.
func (b *bones) told(brief mystery.Brief, past []string) (string, error) {
	type object = map[string]any
	c := b.base
	var people, places, weapons, traits, motives, manners []object
	for _, p := range c.Pictures {
		if p.Kind == mystery.Portrait {
			people = append(people, object{"id": p.Slot, "pronoun": c.Suspects[len(people)].Pronoun, "looks": strings.TrimPrefix(p.Alt, "Portrait: ")})
		}
	}
	for _, p := range c.Places {
		places = append(places, object{"id": p.ID, "adjoins": c.World.Doors[p.ID], "oneSeesInto": c.World.Views[p.ID]})
	}
	for i := range b.weapons {
		weapons = append(weapons, object{"id": numbered("weapon", i)})
	}
	for i, value := range b.traits {
		traits = append(traits, object{"id": numbered("trait", i), "leavesAMark": b.leavesMark(value)})
	}
	for i := range len(b.motives) + b.decoys {
		motives = append(motives, object{"id": numbered("motive", i)})
	}
	for i, words := range c.Options.How {
		manners = append(manners, object{"id": numbered("manner", i), "words": words})
	}
	data, err := json.Marshal(object{
		"language": brief.Language, "day": brief.Date, "hours": c.World.Slots, "weather": c.Pictures[0].Weather, "death": c.Weapon.Name,
		"found": c.Scene.PlaceID, "people": people, "places": places, "weapons": weapons, "traits": traits, "motives": motives, "manners": manners, "past": past,
	})
	if err != nil {
		return "", fmt.Errorf("tell the bones: %w", err)
	}
	return string(data), nil
}

func numbered(what string, i int) string { return what + "-" + strconv.Itoa(i+1) }

// leavesMark reports whether some evidence shows a trait.
func (b *bones) leavesMark(trait string) bool {
	return slices.ContainsFunc(b.base.World.Facts, func(f mystery.Fact) bool {
		return f.Value == trait && (f.Kind == mystery.FactTrace || f.Kind == mystery.FactCulpritTrait)
	})
}

// world is what the model invents.
type world struct {
	Title   string  `json:"title"`
	Setting string  `json:"setting"`
	Plot    string  `json:"plot"`
	Victim  string  `json:"victim"`
	People  []thing `json:"people"`
	Places  []thing `json:"places"`
	Weapons []thing `json:"weapons"`
	Traits  []thing `json:"traits"`
	Motives []thing `json:"motives"`
	Manners []thing `json:"manners"`
}

// thing is somebody or something with the words for it, which are in those of the
// fields that the schema has for its kind.
type thing struct {
	ID        string `json:"id"`
	Key       string `json:"key"`
	Name      string `json:"name"`
	Role      string `json:"role"`
	Character string `json:"character"`
	Emoji     string `json:"emoji"`
	Has       string `json:"has"`
	Lacks     string `json:"lacks"`
	Reason    string `json:"reason"`
	Words     string `json:"words"`
}

// said are the words for it.
func (t thing) said() string { return cmp.Or(t.Name, t.Has, t.Reason, t.Words) }

// plain tidies what a model wrote: no space too many.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// kinds are all that there is of a kind, by the beginning of its ids.
func (w *world) kinds() map[string][]thing {
	return map[string][]thing{"suspect": w.People, "loc": w.Places, "weapon": w.Weapons, "trait": w.Traits, "motive": w.Motives, "manner": w.Manners}
}

// tidy puts everything into the order of its ids, and the words right.
func (w *world) tidy() {
	for _, text := range []*string{&w.Title, &w.Setting, &w.Plot, &w.Victim} {
		*text = plain(*text)
	}
	for _, list := range w.kinds() {
		for i := range list {
			t := &list[i]
			for _, text := range []*string{&t.Name, &t.Role, &t.Character, &t.Emoji, &t.Has, &t.Lacks, &t.Reason, &t.Words} {
				*text = plain(*text)
			}
			for _, text := range []*string{&t.Has, &t.Lacks, &t.Reason, &t.Words} {
				*text = strings.TrimSuffix(*text, ".")
			}
			t.Name = unarticled(t.Name)
			t.Key = slug(t.Key, t.ID)
		}
		slices.SortStableFunc(list, func(a, b thing) int { return cmp.Compare(number(a.ID), number(b.ID)) })
	}
}

// unarticled is a name without the English article that was not asked for.
func unarticled(name string) string {
	for _, article := range []string{"The ", "the ", "A ", "a ", "An ", "an "} {
		if bare, found := strings.CutPrefix(name, article); found {
			return bare
		}
	}
	return name
}

// number is that at the end of an id.
func number(id string) int {
	n, err := strconv.Atoi(id[strings.LastIndexByte(id, '-')+1:])
	if err != nil {
		return 0
	}
	return n
}

// slug returns the letters and digits of a key, joined by hyphens; the other if there
// are none.
func slug(key, other string) string {
	parts := strings.FieldsFunc(strings.ToLower(key), func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return cmp.Or(strings.Join(parts[:min(len(parts), 4)], "-"), other)
}

// faults are what keeps a world from being that of the bones at all: then nothing else
// can be judged.
func (b *bones) faults(w *world) (list []string) {
	fault := func(bad bool, format string, args ...any) {
		if bad {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	fault(w.Title == "" || w.Setting == "" || w.Plot == "" || w.Victim == "", "title, setting, plot and victim must all be given")
	kinds := w.kinds()
	for kind, want := range map[string]int{
		"suspect": mystery.SuspectCount, "loc": mystery.PlaceCount, "weapon": len(b.weapons), "trait": len(b.traits),
		"motive": len(b.motives) + b.decoys, "manner": len(b.base.Options.How),
	} {
		fault(len(kinds[kind]) != want, "there are %d of %s-…, not %d", len(kinds[kind]), kind, want)
		words := map[string]bool{}
		for i, t := range kinds[kind] {
			fault(t.ID != numbered(kind, i), "%s is in the place of %s", t.ID, numbered(kind, i))
			fault(t.said() == "" || t.Has != "" && t.Lacks == "", "%s lacks its words", t.ID)
			fault(words[t.Key] || words[strings.ToLower(t.said())], "%s has the key or the words of another", t.ID)
			words[t.Key], words[strings.ToLower(t.said())] = true, true
		}
	}
	slices.Sort(list)
	return append(list, w.faultsOfNames()...)
}

// faultsOfNames are names that cannot be told apart in a text.
func (w *world) faultsOfNames() (list []string) {
	parts := map[string]string{}
	whole := append(make([]string, 0, len(w.People)+1), w.Victim)
	for _, p := range w.People {
		whole = append(whole, p.Name)
	}
	for _, name := range whole {
		for part := range strings.FieldsSeq(strings.ToLower(name)) {
			if other, taken := parts[part]; taken && len(part) > 2 {
				list = append(list, fmt.Sprintf("%s and %s share %q", other, name, part))
			}
			parts[part] = name
		}
	}
	for i, a := range w.Places {
		for j, b := range w.Places {
			if i != j && a.Name != "" && strings.Contains(strings.ToLower(b.Name), strings.ToLower(a.Name)) {
				list = append(list, fmt.Sprintf("the name of %s, %q, holds that of %s", b.ID, b.Name, a.ID))
			}
		}
	}
	return list
}
