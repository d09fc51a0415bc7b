package fake

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
)

// task is as much of what a writer is asked as the fake reads.
type task struct {
	Texts []struct {
		Key   string   `json:"key"`
		Say   string   `json:"say"`
		Words [2]int   `json:"words"`
		Facts []string `json:"facts"`
		Names []string `json:"names"`
		Hours []string `json:"hours"`
	} `json:"texts"`
	You struct {
		Name string `json:"name"`
	} `json:"you are"` //nolint:tagliatelle // as people read it
	People  []object `json:"people"`
	Places  []object `json:"places"`
	Weapons []object `json:"weapons"`
	Traits  []object `json:"traits"`
	Motives []object `json:"motives"`
	Manners []struct {
		ID    string `json:"id"`
		Words string `json:"words"`
	} `json:"manners"`
}

// story answers what a writer asks, if that is what is asked: the bones of a world, or
// a list of texts. All follows from these and from how often it was asked.
func (s schema) story(asked string, turns int, careless bool) (any, bool) {
	_, texts := s.Properties["texts"]
	_, world := s.Properties["traits"]
	var t task
	if !texts && !world || json.Unmarshal([]byte(asked), &t) != nil {
		return nil, false
	}
	bones, err := json.Marshal(t) // without the past: what is asked again is told again
	if err != nil {
		return nil, false
	}
	sum := fnv.New64a()
	_, _ = sum.Write(bones)                                  // never fails
	rng := rand.New(rand.NewPCG(sum.Sum64(), uint64(turns))) //nolint:gosec // a count
	if world {
		return t.world(rng, careless), true
	}
	return t.prose(rng, careless), true
}

// drawn returns so many of the list, in any order.
func drawn(rng *rand.Rand, list []string, n int) []string {
	out := make([]string, 0, n)
	for _, i := range rng.Perm(len(list)) {
		if len(out) < n {
			out = append(out, list[i])
		}
	}
	return out
}

// world is a world for the bones. A careless one has two people of one name.
func (t task) world(rng *rand.Rand, careless bool) object {
	const victim = 1
	w := words()
	firsts, lasts := drawn(rng, w.firsts, len(t.People)+victim), drawn(rng, w.lasts, len(t.People)+victim)
	if careless {
		firsts[1], lasts[1] = firsts[0], lasts[0]
	}
	roles, settings, oddities := drawn(rng, w.roles, len(t.People)), drawn(rng, w.settings, 1), drawn(rng, w.oddities, 2)
	var people, places, weapons, traits, motives, manners []object
	for i, p := range t.People {
		people = append(people, object{"id": p["id"], "name": firsts[i] + " " + lasts[i], "role": roles[i], "character": "Quiet, exact, and slow to answer whenever it matters."})
	}
	rooms := drawn(rng, w.places, len(t.Places)+1)
	for i, name := range rooms[1:] {
		places = append(places, object{"id": t.Places[i]["id"], "name": name, "emoji": "🚪"})
	}
	for i, name := range drawn(rng, w.weapons, len(t.Weapons)) {
		weapons = append(weapons, object{"id": t.Weapons[i]["id"], "key": name, "name": name})
	}
	for i, trait := range drawn(rng, w.traits, len(t.Traits)) {
		key, rest, _ := strings.Cut(trait, "|")
		has, lacks, _ := strings.Cut(rest, "|")
		traits = append(traits, object{"id": t.Traits[i]["id"], "key": key, "has": has, "lacks": lacks})
	}
	for i, reason := range drawn(rng, w.motives, len(t.Motives)) {
		motives = append(motives, object{"id": t.Motives[i]["id"], "key": fmt.Sprintf("reason-%d", i+1), "reason": reason})
	}
	for _, m := range t.Manners {
		manners = append(manners, object{"id": m.ID, "words": m.Words + ", as it turned out"})
	}
	return object{
		"title": lasts[len(t.People)] + " and the " + rooms[0], "setting": settings[0], "plot": oddities[0] + " " + oddities[1], "victim": firsts[len(t.People)] + " " + lasts[len(t.People)],
		"people": people, "places": places, "weapons": weapons, "traits": traits, "motives": motives, "manners": manners,
	}
}

// prose is a text for everything that is asked for. Careless ones are far too short.
func (t task) prose(rng *rand.Rand, careless bool) object {
	sentences := words().sentences
	at := rng.IntN(len(sentences))
	var texts []object
	for i, item := range t.Texts {
		text := ""
		switch {
		case careless:
			text = "No."
		case strings.HasSuffix(item.Key, ".alt"), strings.HasSuffix(item.Key, ".prompt"):
			said := strings.Fields(item.Say)
			text = strings.Join(said[:min(len(said), item.Words[1]/2)], " ")
		case strings.HasSuffix(item.Key, ".subject"):
			text = "library"
		case strings.HasSuffix(item.Key, " name"):
			text = "A " + drawn(rng, words().adjectives, 1)[0] + " thing of number " + string(rune('A'+i%26))
		case strings.HasPrefix(item.Key, "slide 2 claim"):
			text = "I was in the " + strings.Join(item.Names, " and the ") + "."
		case len(item.Facts) > 0:
			opening := sentences[(at+i)%len(sentences)] // no two texts may be the same
			text = t.stated(opening, item.Facts, item.Words[1])
		case len(item.Names)+len(item.Hours) > 0:
			text = "It has to do with " + strings.Join(append(item.Names, item.Hours...), ", ") + "."
		}
		enough := careless || len(strings.Fields(text)) >= item.Words[0] && strings.Contains(item.Key, ".")
		texts = append(texts, object{"key": item.Key, "text": filled(text, sentences, at+i, item.Words, enough)})
	}
	return object{"texts": texts}
}

// shortText is the length in words below which a text must be as long as it is meant to be.
const shortText = 20

// stated returns facts as whoever speaks says them, after a sentence, and no more words
// than most. That nobody else was there goes without saying.
func (t task) stated(opening string, facts []string, most int) string {
	said := []string{opening}
	for _, fact := range facts {
		if own, found := strings.CutPrefix(fact, t.You.Name+" was "); found && t.You.Name != "" {
			fact = "I was " + own
		}
		if !strings.HasPrefix(fact, "Nobody but ") {
			said = append(said, fact)
		}
	}
	words := strings.Fields(strings.Join(said, " "))
	if len(words) > most {
		words = words[len(strings.Fields(opening)):]
	}
	return strings.Join(words[:min(len(words), most)], " ")
}

// filled adds sentences to a text until it is long enough, and words of one where a
// whole one would be too much.
func filled(text string, sentences []string, at int, bounds [2]int, enough bool) string {
	count := func() int { return len(strings.Fields(text)) }
	for ; !enough && (text == "" || count() < (bounds[0]+bounds[1]+1)/2); at++ {
		more := strings.Fields(sentences[at%len(sentences)])
		if room := (bounds[0]+bounds[1]+1)/2 - count(); len(more) > bounds[1]-count() || bounds[1] < shortText && len(more) > room {
			more = more[:max(1, room)]
			more[len(more)-1] = strings.TrimRight(more[len(more)-1], ".,;") + "."
		}
		text = strings.TrimSpace(text + " " + strings.Join(more, " "))
	}
	return text
}
