package builtin

import (
	"math/rand/v2"
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// render puts the draft into words. It fails only if a text of the repertoire
// has a place-holder that nothing fills.
func (d *draft) render() (*mystery.Case, error) {
	c := &mystery.Case{
		ID: d.brief.ID, Date: d.brief.Date, Language: english, Difficulty: d.difficulty,
		Victim:   d.renderVictim(),
		Weapon:   mystery.Weapon{Name: d.class.Name, Description: d.wound()},
		Scene:    d.renderScene(),
		Places:   d.renderPlaces(),
		Suspects: d.renderSuspects(),
		Evidence: d.renderEvidence(),
		World:    d.world(),
		Salt:     salt(d.brief),
		Author:   author,
	}
	c.Title = d.title()
	if c.Certificate = mystery.Certify(c); c.Certificate.Difficulty != d.difficulty || len(c.Certificate.Proof) != proofSteps {
		return nil, errUnfit
	}
	c.Intro = d.renderIntro()
	c.Solution = d.renderSolution(c)
	c.Options = d.renderOptions()
	c.Testimony = d.testimony()
	names := c.Naming()
	for _, t := range c.Testimony {
		for i := range t.Lines {
			t.Lines[i].Mentions = names.In(t.Lines[i].Text, t.SuspectID)
		}
	}
	c.Pictures = d.renderPictures()
	c.Texts = d.marks()
	return c, d.err
}

// testimony returns what everybody will say, in the order of the case. It draws from a
// stream of chance of its own, so that a line more in a talk changes nothing else.
func (d *draft) testimony() []mystery.Testimony {
	prose := d.rng
	defer func() { d.rng = prose }()
	d.rng = rand.New(rand.NewChaCha8(streamKey(d.brief, "talk")))
	var list []mystery.Testimony
	for position := range roleCount {
		list = append(list, d.testify(d.at(position)))
	}
	return list
}

// wound says what the body tells of the weapon and, where the victim died of it only
// later and elsewhere, what is asked for.
func (d *draft) wound() string {
	text := d.text(d.choice(d.class.Text))
	if d.plot.Slow {
		text += " " + d.line("question", "slow")
	}
	return text
}

func (d *draft) renderVictim() mystery.Victim {
	return mystery.Victim{
		Name:         d.victim.name(),
		Background:   d.text(d.vita.Text, d.victim.ownVars()),
		Relationship: d.text(d.vita.Relation, d.victim.ownVars()),
	}
}

func (d *draft) renderScene() mystery.Scene {
	return mystery.Scene{
		PlaceID: roomID(d.scene), Name: d.rooms[d.scene].Name,
		Description: d.text(d.choice(d.class.Found), d.roomVars(d.scene, "")),
		Atmosphere:  d.text(d.choice(d.setting.Atmosphere)),
	}
}

// wordyPlace is how many words make a description long enough, and fullPlace how
// many make it so long that only the shortest detail is added.
const (
	wordyPlace = 85
	fullPlace  = 115
)

// renderPlaces describes the rooms, each with a detail or two and its doors.
func (d *draft) renderPlaces() []mystery.Place {
	var places []mystery.Place
	for i, r := range d.rooms {
		var doors []string
		for _, to := range d.exits[i] {
			doors = append(doors, definite(d.rooms[to].lower()))
		}
		ways := "any"
		if len(doors) == 1 {
			ways = "one"
		}
		text := []string{d.text(d.views[i]), d.text(d.choice(r.Details)), d.line("doors", ways, vars{"doors": listed(doors)}), d.outlook(i)}
		if wordCount(text...) > fullPlace {
			text[1] = d.text(slices.MinFunc(r.Details, func(a, b string) int { return wordCount(a) - wordCount(b) }))
		}
		if wordCount(text...) > fullPlace {
			text = slices.Delete(text, 1, 2)
		}
		if wordCount(text...) < wordyPlace {
			text = slices.Insert(text, 2, d.text(d.choice(r.Details)))
		}
		places = append(places, mystery.Place{ID: roomID(i), Name: r.Name, Emoji: r.Emoji, Description: strings.Join(text, " ")})
	}
	return places
}

// maxBackground is how many words a background may have.
const maxBackground = 120

// renderSuspects describes the suspects: who they are, why they are here if there
// is room for it, what they look like, and what they have in common.
func (d *draft) renderSuspects() []mystery.Suspect {
	var suspects []mystery.Suspect
	reasons := rested(d, d.setting.Reasons, itself)[:roleCount]
	for position := range roleCount {
		role := d.at(position)
		p, own := d.people[role], d.people[role].ownVars()
		text := []string{
			d.text(d.choice(p.archetype.Text), own),
			d.line("person", "looks", own, vars{"looks": p.looks, "dress": p.dress}),
			d.line("person", "habit", own, vars{"has": d.public[role].Has}),
		}
		if reason := d.text(reasons[position], own); wordCount(append(text, reason)...) <= maxBackground {
			d.note(reasons[position])
			text = slices.Insert(text, 1, reason)
		}
		suspects = append(suspects, mystery.Suspect{
			ID: d.suspectID(role), Name: p.name(), Pronoun: p.pronoun(), Archetype: p.archetype.Title,
			Background: strings.Join(text, " "), Personality: d.text(d.choice(p.archetype.Personality), own),
		})
	}
	return suspects
}

// renderEvidence describes the five cards.
func (d *draft) renderEvidence() []mystery.Evidence {
	var list []mystery.Evidence
	for _, p := range d.cards {
		e := mystery.Evidence{ID: d.evidenceID(p.role), Hidden: p.hidden, PlaceID: roomID(p.room), Relevance: relevance(p.role)}
		v := d.cardVars(p)
		hint := ""
		switch p.role {
		case roleWeapon:
			e.Type, e.Name = mystery.Forensic, capital(d.weapon.A)
			e.Description = d.text(d.choice(d.weapon.Text)) + " " + d.line("card", "kept", v) + " " + d.text(d.mark())
			e.Suggestion = d.line("card", "weapon_suggestion")
		case roleTrace, roleLost, roleStray:
			s := d.lost(p.role)
			e.Type, e.Name, hint = mystery.EvidenceType(s.Type), s.Name, s.Hint
			e.Description = d.text(d.choice(s.Text)) + " " + d.line("card", "lost"+d.outdoors(p.room), v)
			e.Suggestion = d.line("card", map[bool]string{true: "stray_suggestion", false: "lost_suggestion"}[p.role == roleStray])
		case roleProof:
			pr := d.motives[d.extra.subject].Proof
			e.Type, e.Name = mystery.EvidenceType(pr.Type), pr.Name
			e.Description, e.Suggestion = d.text(d.choice(pr.Text), v), d.text(d.choice(pr.Suggestion), v)
		default:
			e.Type, e.Name, hint = mystery.EvidenceType(p.card.Type), p.card.Name, p.card.Hint
			e.Description, e.Suggestion = d.text(d.choice(p.card.Text), v), d.text(d.choice(p.card.Suggestion), v)
		}
		e.Hint = d.hint(p, hint)
		list = append(list, e)
	}
	return list
}

// hint says how a card is found: in the card's own words, or in those for how
// well it is hidden and where, or for how it fell.
func (d *draft) hint(p placed, own string) string {
	switch {
	case own != "":
		return d.text(own)
	case dropped(p.role) || p.card != nil && p.card.Fallen:
		return d.line("hint", "lost_"+string(p.hidden)+d.outdoors(p.room))
	case p.hidden == mystery.Obvious:
		return d.line("hint", "obvious")
	}
	d.note(p.spot)
	return d.line("hint", string(p.hidden), vars{"spot": p.spot})
}

// outdoors returns how the pools end that do not speak of floors and doors, for a
// room that has none.
func (d *draft) outdoors(room int) string {
	if d.rooms[room].OpenAir {
		return "_out"
	}
	return ""
}

// relevance returns how much the card in a role matters.
func relevance(role string) mystery.Relevance {
	switch role {
	case roleWeapon, roleTime, roleTrace:
		return mystery.Critical
	case rolePlace, roleClear, roleLost:
		return mystery.Important
	default:
		return mystery.Minor
	}
}
