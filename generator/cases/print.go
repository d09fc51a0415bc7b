package cases

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"casebook/generator/mystery"
)

// printWidth is the longest line of a printed case, in characters.
const printWidth = 80

// Print writes the sheet for people to read, in lines of 80 characters.
func (s *Sheet) Print(out io.Writer) error {
	buffered := bufio.NewWriter(out)
	p := &printer{buffered}
	p.opening(s)
	for _, place := range s.Places {
		p.place(place)
	}
	for _, suspect := range s.Suspects {
		p.says(suspect)
	}
	p.heading("The accusation")
	o := s.Options
	p.options("who", o.Who)
	p.options("what", o.What)
	p.options("where", o.Where)
	p.options("when", o.When)
	p.options("why", o.Why)
	p.options("how", o.How)
	p.sub("commitment " + s.Commitment)
	if s.Truth != nil {
		p.truth(s.Truth)
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("print the case: %w", err)
	}
	return nil
}

// printer writes wrapped text. Errors come from the last Flush.
type printer struct{ *bufio.Writer }

func (p *printer) heading(text string) {
	_, _ = p.WriteString("\n" + strings.ToUpper(text) + "\n" + strings.Repeat("=", utf8.RuneCountInString(text)) + "\n")
}

func (p *printer) sub(text string) {
	_, _ = p.WriteString("\n")
	p.para("", text)
}

// para writes a paragraph whose first line begins with mark; the others are
// indented as far.
func (p *printer) para(mark, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(mark))
	line, room := mark, 0
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			line, room = line+word, printWidth-utf8.RuneCountInString(mark)-n
		case n+1 > room:
			_, _ = p.WriteString(line + "\n")
			line, room = indent+word, printWidth-len(indent)-n
		default:
			line, room = line+" "+word, room-n-1
		}
	}
	_, _ = p.WriteString(strings.TrimRight(line, " ") + "\n")
}

// opening prints what everybody knows before the first search.
func (p *printer) opening(s *Sheet) {
	p.para("", s.Title)
	p.para("", fmt.Sprintf("%s, %s", s.ID, s.Difficulty))
	d, l, c := s.Intro.Discovery, s.Intro.Suspects, s.Intro.Challenge
	p.heading("The opening")
	for _, text := range []string{d.TimeLocation, d.VictimStatement, d.Constraint} {
		p.para("", text)
	}
	p.sub("The suspects")
	for _, card := range l.Cards {
		p.para("- ", fmt.Sprintf("%s, %s: “%s”", card.Name, card.Role, card.Claim))
	}
	p.para("", l.ConstraintStatement+" "+l.TensionLine)
	p.sub("The challenge")
	for _, text := range []string{c.StatementLine1, c.StatementLine2, c.StatementLine3, c.Question} {
		p.para("", text)
	}
	p.heading("The victim")
	p.para("", s.Victim.Background+" "+s.Victim.Relationship)
	p.sub("The weapon, as the police see it: " + s.Weapon.Name)
	p.para("", s.Weapon.Description)
	p.sub("The scene: " + s.Scene.Name)
	p.para("", s.Scene.Description+" "+s.Scene.Atmosphere)
	p.heading("The people")
	for _, suspect := range s.Suspects {
		p.sub(fmt.Sprintf("%s, %s (%s)", suspect.Name, suspect.Archetype, suspect.Pronoun))
		p.para("", suspect.Background)
		p.para("", suspect.Personality)
	}
	p.heading("The places and what searching finds")
}

func (p *printer) place(place SheetPlace) {
	p.sub(fmt.Sprintf("%s (%s)", place.Name, place.ID))
	p.para("", place.Description)
	for _, f := range place.Finds {
		p.para("  * ", fmt.Sprintf("%s (%s, %s, %s, cost %d)", f.Name, f.ID, f.Type, f.Hidden, f.Cost))
		p.para("    ", f.Hint+" "+f.Description)
		p.para("    ? ", f.Suggestion)
	}
	if len(place.Finds) == 0 {
		p.para("  * ", "nothing")
	}
}

// says prints a suspect's lines by what they answer.
func (p *printer) says(suspect SheetSuspect) {
	p.heading("What " + suspect.Name + " says")
	for _, s := range suspect.Says {
		title := "On the " + string(s.Topic)
		switch {
		case s.Evidence != "":
			title = "Confronted with: " + s.About
		case s.About != "":
			title = "On " + s.About
		}
		p.sub(title)
		for _, l := range s.Lines {
			p.para("  - ", strings.TrimSpace(toned(l.Tone)+" “"+l.Text+"”"))
		}
	}
}

func toned(tone mystery.Tone) string {
	if tone == "" {
		return ""
	}
	return "[" + string(tone) + "]"
}

func (p *printer) options(question string, list []string) {
	p.sub(question)
	for _, o := range list {
		p.para("  - ", o)
	}
}

// truth prints what really happened, and how it can be found out.
func (p *printer) truth(c *mystery.Case) {
	names, a := namesByID(c), c.Solution.Answers
	p.heading("The solution")
	for _, answer := range [][2]string{{"who", a.Who}, {"what", a.What}, {"where", a.Where}, {"when", a.When}, {"why", a.Why}, {"how", a.How}} {
		p.para(fmt.Sprintf("%-6s ", answer[0]), answer[1])
	}
	p.para("salt   ", c.Salt)
	for paragraph := range strings.SplitSeq(c.Solution.Explanation, "\n\n") {
		p.sub(paragraph)
	}
	p.sub("The chain")
	for i, step := range c.Solution.Reasoning {
		used := make([]string, len(step.Clues))
		for j, id := range step.Clues {
			used[j] = cmp.Or(names[id], id)
		}
		p.para(fmt.Sprintf("%2d. ", i+1), fmt.Sprintf("%s [%s]", step.Text, strings.Join(used, "; ")))
	}
	p.sub("The evening (plot: " + c.World.Plot + ")")
	for i, slot := range c.World.Slots {
		var where []string
		for _, s := range c.Suspects {
			if way := c.World.Truth.Paths[s.ID]; i < len(way) {
				where = append(where, s.Name+": "+cmp.Or(names[way[i]], way[i]))
			}
		}
		mark := "  - "
		if i == c.World.Truth.Slot {
			mark = "  ! "
		}
		p.para(mark, slot+". "+strings.Join(where, "; "))
	}
	p.sub("The facts (! is a lie)")
	for _, f := range c.World.Facts {
		mark := "  - "
		if lie(c, f) {
			mark = "  ! "
		}
		p.para(mark, fmt.Sprintf("%s, %s, from %s: %s", f.ID, f.Kind, cmp.Or(names[f.Source], f.Source), f.Text))
	}
}

// lie reports whether a fact is the culprit's false claim to have been somewhere.
func lie(c *mystery.Case, f mystery.Fact) bool {
	way := c.World.Truth.Paths[f.Suspect]
	if f.Kind != mystery.FactAt || !f.MayBeLie(c.World.Truth.Culprit) || f.From < 0 || f.To >= len(way) {
		return false
	}
	return slices.ContainsFunc(way[f.From:f.To+1], func(place string) bool { return place != f.Place })
}
