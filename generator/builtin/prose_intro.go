package builtin

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"casebook/generator/mystery"
)

// errUnfit means that chance has made a draft that has no fitting words.
var errUnfit = errors.New("no words fit")

// slideTries bounds the search for words that fit a slide.
const slideTries = 400

// wordCount counts the words of all the texts.
func wordCount(texts ...string) int {
	n := 0
	for _, t := range texts {
		for range strings.FieldsSeq(t) {
			n++
		}
	}
	return n
}

// title draws a title that no past case had.
func (d *draft) title() string {
	past := d.recent(len(d.brief.Past), func(p mystery.Past) []string { return []string{p.Title} })
	v := d.titleVars()
	for range slideTries {
		titles := d.intro.Titles
		if d.rng.IntN(2) == 0 {
			titles = d.setting.Titles
		}
		one := pick(d.rng, rotated(d, titles, itself)[:(len(titles)+1)/2])
		title := titleCase(d.text(one, v))
		if !slices.Contains(past, title) && wordCount(title) <= 8 {
			d.note(one)
			return title
		}
	}
	if d.err == nil {
		d.err = fmt.Errorf("%w: every title was used", errUnfit)
	}
	return ""
}

// titleVars returns the words for a title. Neither the room nor the time in it
// is that of the deed, except by chance.
func (d *draft) titleVars() vars {
	return vars{
		"room": d.rooms[d.rng.IntN(roomCount)].lower(), "staff_bare": definite(bare(d.staff.Name)),
		"time": timeWords(d.boundary(d.rng.IntN(slotCount + 1))), "bare": bare(d.house),
	}
}

// renderIntro finds words for the three slides within their lengths.
func (d *draft) renderIntro() mystery.Intro {
	var intro mystery.Intro
	fits := false
	start := len(d.memory.used)
	for try := 0; try < slideTries && !fits; try++ {
		d.memory.used = d.memory.used[:start]
		s := &intro.Discovery
		*s = d.discovery(try)
		n := wordCount(s.TimeLocation, s.VictimStatement, s.Constraint)
		fits = 30 <= n && n <= 40
	}
	if fits {
		fits = d.fitLineup(&intro.Suspects) && d.fitChallenge(&intro.Challenge)
	}
	if !fits && d.err == nil {
		d.err = fmt.Errorf("%w a slide", errUnfit)
	}
	return intro
}

// try draws a text of the list for the nth try to make texts fit, and notes it.
func (d *draft) try(n int, list []string) string {
	text := attempt(d, n, list, itself)
	d.note(text)
	return text
}

func (d *draft) discovery(n int) mystery.Discovery {
	day := ""
	if date, err := time.Parse(time.DateOnly, d.brief.Date); err == nil {
		day = date.Weekday().String()
	}
	v := vars{"day": day, "closed": d.closed.Text}
	v["class_slide"] = d.text(d.try(n, d.class.Slide))
	pool := d.intro.Discovery
	return mystery.Discovery{
		TimeLocation:    d.text(d.try(n, pool["place"]), v),
		VictimStatement: d.text(d.try(n, pool["victim"]), v),
		Constraint:      d.text(d.try(n, pool["constraint"]), v),
	}
}

// fitLineup fills the second slide. All are asked about the same slot.
func (d *draft) fitLineup(l *mystery.Lineup) bool {
	pool := d.intro.Lineup
	start := len(d.memory.used)
	for n := range slideTries {
		d.memory.used = d.memory.used[:start]
		*l = mystery.Lineup{
			ConstraintStatement: d.text(d.try(n, pool["constraint"])),
			TensionLine:         d.text(d.try(n, pool["tension"])),
		}
		texts := []string{l.ConstraintStatement, l.TensionLine}
		var claims []string
		for len(claims) < roleCount {
			if one := d.try(n+8, pool["claim"]); !slices.Contains(claims, one) {
				claims = append(claims, one)
			}
		}
		for position := range roleCount {
			role := d.at(position)
			p := d.people[role]
			claim := d.text(claims[position], d.claimVars(role, d.stayAt(role, d.asked)), d.slotVars(d.asked))
			l.Cards = append(l.Cards, mystery.Card{SuspectID: d.suspectID(role), Name: p.name(), Role: p.archetype.Title, Claim: claim})
			texts = append(texts, p.name(), p.archetype.Title, claim)
		}
		if words := wordCount(texts...); 60 <= words && words <= 80 {
			return true
		}
	}
	return false
}

// stayAt returns the index of the stay that a suspect claims in a slot.
func (d *draft) stayAt(role, slot int) int {
	return slices.IndexFunc(staysOf(d.claims[role]), func(s stay) bool { return s.covers(slot) })
}

// claimVars returns the words for a stay that a suspect claims.
func (d *draft) claimVars(role, index int) vars {
	s := staysOf(d.claims[role])[index]
	return d.roomVars(s.room, "").with(d.spanVars(s.span), vars{"doing": d.doing[role][index]})
}

// drawDoing draws what everybody says they did in each of their stays.
func (d *draft) drawDoing() {
	for role := range roleCount {
		for _, s := range staysOf(d.claims[role]) {
			r := d.rooms[s.room]
			d.doing[role] = append(d.doing[role], d.doingIn(r))
		}
	}
}

// doingIn draws what somebody says they did in a room.
func (d *draft) doingIn(r *room) string {
	doing := d.draw("doing."+r.ID, r.Doing)
	d.note(doing)
	return doing
}

func (d *draft) fitChallenge(c *mystery.Challenge) bool {
	pool := d.intro.Challenge
	start := len(d.memory.used)
	for n := range slideTries {
		d.memory.used = d.memory.used[:start]
		*c = mystery.Challenge{
			StatementLine1: d.text(d.try(n, pool["line1"])), StatementLine2: d.text(d.try(n, pool["line2"])),
			StatementLine3: d.text(d.try(n, pool["line3"])), Question: d.text(d.try(n, pool["question"])), CTA: d.text(d.try(n, pool["cta"])),
		}
		if words := wordCount(c.StatementLine1, c.StatementLine2, c.StatementLine3, c.Question, c.CTA); 20 <= words && words <= 30 {
			return true
		}
	}
	return false
}
