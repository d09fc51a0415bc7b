package builtin

import "slices"

// tagged turns lexemes into items: what names a thing of the case becomes, with
// its article, one item with the thing's tag and id; the rest stays word by word.
func (n *caseNames) tagged(list []lexeme) []item {
	var items []item
	times := clocks(list, false)
	for i := 0; i < len(list); {
		if len(times) > 0 && times[0].at < i {
			times = times[1:]
			continue
		}
		if len(times) > 0 && times[0].at == i {
			items = append(items, item{lexeme: list[i], tag: tagTime, id: n.hourOf(times[0])})
			i += times[0].length
			continue
		}
		f, length := n.longest(list, i)
		if length == 0 {
			items = append(items, item{lexeme: list[i]})
			i++
			continue
		}
		if last := len(items) - 1; last >= 0 && (isArticle(items[last]) || f.isPerson() && slices.Contains(n.words["honorifics"], items[last].text)) {
			items = items[:last]
		}
		items = append(items, item{lexeme: list[i+length-1], tag: f.tag, id: f.id, weight: f.weight})
		i += length
	}
	return items
}

// isPerson reports whether the form names somebody.
func (f form) isPerson() bool { return f.tag == tagPerson || f.tag == tagVictim || f.tag == tagSelf }

func isArticle(it item) bool {
	return it.tag == tagNone && slices.Contains([]string{"the", "a", "an", "this", "that", "these", "those"}, it.text)
}

// longest returns the longest form that stands at lexeme i, and how many
// lexemes it takes: none if there is no form.
func (n *caseNames) longest(list []lexeme, i int) (best form, length int) {
	if list[i].isStop() {
		return best, 0
	}
	for _, f := range n.forms[list[i].key] {
		if len(f.keys) > length && i+len(f.keys) <= len(list) && f.stands(list[i:]) && n.meant(f, list, i) {
			best, length = f, len(f.keys)
		}
	}
	if length == 0 && i+1 < len(list) && !list[i+1].isStop() { // "boat house" for "boathouse"
		for _, f := range n.forms[stem(list[i].text+list[i+1].text)] {
			if len(f.keys) == 1 {
				return f, 2
			}
		}
	}
	return best, length
}

func (f form) stands(list []lexeme) bool {
	for i, key := range f.keys {
		if list[i].key != key {
			return false
		}
	}
	return true
}

// meant reports whether a word that is an ordinary word too stands for the thing
// here: a name with a capital, anything else after an article or the like, and
// either where it is all that is said.
func (n *caseNames) meant(f form, list []lexeme, i int) bool {
	if !f.common {
		return true
	}
	first := i == 0 || list[i-1].isStop()
	alone := first && (i+1 == len(list) || list[i+1].isStop())
	if f.proper {
		return alone || list[i].capital && !first
	}
	if i > 0 && slices.ContainsFunc(n.forms[list[i-1].key], func(f form) bool { return f.proper }) {
		return true // "Edmund's watch"
	}
	return alone || slices.Contains(n.words["before"], wordAt(list, i-1)) || slices.Contains(n.words["before"], wordAt(list, i-2))
}

// resolve tags "he", "she" and their like: with the suspect spoken of last, if
// the pronoun is theirs, else as the victim. Of somebody dead it is the victim.
// "There" and "it" are the place and the evidence that was spoken of before.
func (n *caseNames) resolve(items []item, before named) {
	for _, sentence := range inSentences(items) {
		dead := slices.ContainsFunc(sentence, isDeath)
		for i := range sentence {
			switch it := &sentence[i]; {
			case it.tag == tagPerson:
				before.person = it.id
			case it.tag != tagNone:
			case before.clue != "" && isThing(*it):
				it.tag, it.id, it.weight = tagClue, before.clue, itWeight
			case nominative(it.text) != "":
				n.resolvePronoun(it, before.person, dead && !slices.ContainsFunc(sentence[i+1:], isSomebody))
			case before.place != "" && isThither(sentence, i):
				it.tag, it.id, it.weight = tagPlace, before.place, thereWeight
			}
		}
	}
}

// isThing reports whether the item stands for a thing or several.
func isThing(it item) bool { return it.text == "it" || it.text == "they" || it.text == "them" }

// inSentences cuts items at the stops.
func inSentences(items []item) [][]item {
	var list [][]item
	for start := 0; start < len(items); start++ {
		end := start
		for !ends(items, end) {
			end++
		}
		list = append(list, items[start:end])
		start = end
	}
	return list
}

// resolvePronoun tags a pronoun, where person is the suspect spoken of last and
// dead tells that the sentence is about somebody dead.
func (n *caseNames) resolvePronoun(it *item, person string, dead bool) {
	switch pronoun := nominative(it.text); {
	case !dead && person != "" && n.persons[person] == pronoun:
		it.tag, it.id, it.weight = tagPerson, person, pronounWeight
	case pronoun != "they":
		it.tag = tagVictim
	}
}

// isDeath reports whether the item speaks of somebody's death.
func isDeath(it item) bool {
	return slices.Contains([]string{"dead", "die", "died", "death", "alive", "body"}, it.text) ||
		slices.Contains([]string{"kill", "murder", "stab", "poison", "strangl"}, it.key)
}

// isSomebody reports whether the item is a pronoun or names the victim: of two in a
// sentence about a death, the first is not the dead ("had he a reason to kill her?").
func isSomebody(it item) bool { return it.tag == tagVictim || nominative(it.text) != "" }

// isThither reports whether item i is a "there" that names a place, and does not
// say only that something is.
func isThither(sentence []item, i int) bool {
	return sentence[i].text == "there" && i > 0 && !isBeing(sentence[i-1]) && (i+1 == len(sentence) || !isBeing(sentence[i+1]))
}

func isBeing(it item) bool {
	return slices.Contains([]string{"is", "are", "was", "were", "be", "been", "any", "anything", "anyone"}, it.text)
}

// nominative returns "he", "she" or "they" for any form of it, else nothing.
func nominative(word string) string {
	switch word {
	case "he", "him", "his", "himself":
		return "he"
	case "she", "her", "hers", "herself":
		return "she"
	case "they", "them", "their", "theirs":
		return "they"
	default:
		return ""
	}
}
