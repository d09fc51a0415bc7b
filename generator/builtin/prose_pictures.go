package builtin

import (
	"fmt"
	"strconv"
	"strings"

	"casebook/generator/mystery"
)

// palettes are the painter's.
func palettes() []string {
	return []string{"indigo", "ochre", "crimson", "teal", "sepia", "moss", "plum", "slate"}
}

// Hours of the day at which the light changes.
const (
	duskFrom  = 17 * hourMinutes
	nightFrom = 20 * hourMinutes
)

// hour returns the painter's word for the light.
func (d *draft) hour() string {
	switch end := d.boundary(slotCount); {
	case end >= nightFrom || end < 6*hourMinutes:
		return "night"
	case end >= duskFrom:
		return "dusk"
	default:
		return "day"
	}
}

// described demands words for what the pictures of a setting and its places show.
func (s *setting) described() error {
	if s.Seen == "" {
		return fmt.Errorf("setting %q has no words for what is seen from outside", s.ID)
	}
	for _, r := range s.Rooms {
		if r.Seen == "" {
			return fmt.Errorf("place %q has no words for what is seen of it", r.ID)
		}
	}
	return nil
}

// renderPictures describes the fourteen pictures. Nothing in them follows from
// who is guilty.
func (d *draft) renderPictures() []mystery.Picture {
	plain := mystery.Picture{
		Setting: d.setting.ID, Hour: d.hour(), Weather: d.closed.Weather, Mood: pick(d.rng, d.setting.Moods), Palette: pick(d.rng, palettes()),
	}
	var pictures []mystery.Picture
	add := func(slot, subject, alt, scene string, details map[string]string, person *mystery.Person) {
		p := plain
		p.Slot, p.Subject, p.Alt, p.Person, p.Details = slot, subject, alt, person, details
		if p.Details == nil {
			p.Details = map[string]string{}
		}
		p.Kind, _ = mystery.KindOf(slot)
		p.Prompt = d.text(d.plainLine("prompt", string(p.Kind)), vars{"scene": scene, "light": plain.Hour, "weather": plain.Weather, "palette": plain.Palette, "mood": plain.Mood})
		p.Seed = d.rng.Uint64()
		pictures = append(pictures, p)
	}
	outside := d.text(d.plainLine("alt", "establishing_"+plain.Hour), vars{"seen": d.setting.Seen, "weather": pick(d.rng, d.talk["weather"][plain.Weather])})
	add("establishing", d.setting.ID, outside, outside, nil, nil)
	for position := range roleCount {
		p := d.people[d.at(position)]
		alt := d.text(d.plainLine("alt", "portrait"), vars{"looks": p.looks, "dress": p.dress, "expression": p.look.Expression})
		add("suspect-"+strconv.Itoa(position+1), "portrait", alt, alt, nil, &p.look)
	}
	for i, r := range d.rooms {
		alt := d.text(d.plainLine("alt", "place"), vars{"room": capital(introduced(r.lower())), "seen": r.Seen})
		add(roomID(i), r.ID, alt, alt+" "+d.text(d.views[i]), nil, nil)
	}
	for _, p := range d.cards {
		details := d.details(p)
		name, colour := "object", details["colour"]
		switch {
		case details["time"] != "":
			name = "clock"
		case colour != "" && !strings.Contains(strings.ToLower(d.nameOf(p)), colour):
			name = "coloured"
		}
		alt := d.text(d.plainLine("alt", name), vars{"thing": d.nameOf(p), "shown": details["time"], "colour": colour})
		add(d.evidenceID(p.role), d.objectOf(p), alt, alt, details, nil)
	}
	return pictures
}

// details are the telling details of a piece of evidence, in the painter's words.
func (d *draft) details(p placed) map[string]string {
	details := map[string]string{}
	set := func(key, value string) {
		if value != "" {
			details[key] = value
		}
	}
	switch p.role {
	case roleWeapon:
	case roleTrace, roleLost, roleStray:
		s := d.lost(p.role)
		set("tag", s.Tag)
		set("state", s.State)
		set("colour", s.Colour)
	case roleProof:
		pr := d.motives[d.extra.subject].Proof
		set("state", pr.State)
		set("seal", pr.Seal)
	default:
		set("state", p.card.State)
		set("tag", p.card.TagText)
		set("detail", p.card.Detail)
		set("colour", p.card.Colour)
		if strings.Contains(p.card.Object, "watch") || strings.Contains(p.card.Object, "clock") {
			set("time", clockDigits(d.exact))
			if p.card.False {
				set("time", clockDigits(d.falseHour()))
			}
		}
	}
	return details
}

// plainLine draws a text from the talk's pool, unfilled; texts for machines may
// repeat each other.
func (d *draft) plainLine(section, name string) string { return pick(d.rng, d.talk[section][name]) }
