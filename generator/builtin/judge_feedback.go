package builtin

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// say returns the sentence for an answer to the question. It names the clues to
// the question where the case tells which they are, and says of them no more
// than that.
func (j *Judge) say(c *mystery.Case, question string, g grade) string {
	with, without, _ := strings.Cut(j.feedback[string(g)+" "+question], " / ")
	names := j.clueNames(c, cluesTo(c, question))
	if len(names) == 0 {
		return without
	}
	return strings.ReplaceAll(with, "{clues}", strings.Join(names, j.feedback["words and"]))
}

// maxClues is how many clues one sentence names.
const maxClues = 2

// cluesTo returns the ids of the evidence, or failing that of the suspects whose
// word it is, that bear on the question most directly.
func cluesTo(c *mystery.Case, question string) []string {
	if question == askWho {
		return lastClues(c)
	}
	for _, kind := range factsOn(question) {
		var evidence, people []string
		for _, f := range c.World.Facts {
			switch {
			case f.Kind != kind || !bears(f, c.World.Truth):
			case slices.Contains(c.EvidenceIDs(), f.Source):
				evidence = append(evidence, f.Source)
			case slices.Contains(c.SuspectIDs(), f.Source):
				people = append(people, f.Source)
			}
		}
		if len(evidence) == 0 {
			evidence = people
		}
		if len(evidence) > 0 {
			return evidence
		}
	}
	return nil
}

// bears reports whether a fact bears on the truth: of motives only the culprit's,
// and not from the culprit's own mouth.
func bears(f mystery.Fact, t mystery.Truth) bool {
	return f.Kind != mystery.FactMotive || f.Suspect == t.Culprit && f.Value == t.Motive && f.Source != t.Culprit
}

// factsOn returns the kinds of facts that bear on a question, the most direct
// first.
func factsOn(question string) []mystery.FactKind {
	switch question {
	case askWhat:
		return []mystery.FactKind{mystery.FactWeapon, mystery.FactKept, mystery.FactNotWeapon}
	case askWhere:
		return []mystery.FactKind{mystery.FactKilledIn, mystery.FactCulpritAt, mystery.FactNotKilledIn}
	case askWhen:
		return []mystery.FactKind{mystery.FactWhen, mystery.FactAlive, mystery.FactDead}
	case askWhy:
		return []mystery.FactKind{mystery.FactMotive}
	case askHow:
		return []mystery.FactKind{mystery.FactManner}
	default:
		return nil
	}
}

// lastClues returns the evidence of the last step of the reasoning that has any.
func lastClues(c *mystery.Case) []string {
	for _, step := range slices.Backward(c.Solution.Reasoning) {
		var found []string
		for _, id := range step.Clues {
			if slices.Contains(c.EvidenceIDs(), id) {
				found = append(found, id)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// clueNames returns what the clues are called within a sentence.
func (j *Judge) clueNames(c *mystery.Case, ids []string) []string {
	var names []string
	for _, id := range ids {
		name := ""
		for _, e := range c.Evidence {
			if e.ID == id {
				name = withinSentence(e.Name)
			}
		}
		for _, s := range c.Suspects {
			if s.ID == id {
				name = strings.ReplaceAll(j.feedback["words testimony"], "{name}", s.Name)
			}
		}
		if name != "" && !slices.Contains(names, name) && len(names) < maxClues {
			names = append(names, name)
		}
	}
	return names
}
