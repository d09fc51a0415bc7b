package mystery

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Commitment returns the promise that is published when a case opens: the
// lower-case hex SHA-256 of seven lines of UTF-8 text joined by single line
// feeds, without one at the end: the salt (as the hex text it is shown in), then
// the six answers who, what, where, when, why and how exactly as the solution
// shows them. Anybody can check it afterwards:
//
//	printf '%s\n%s\n%s\n%s\n%s\n%s\n%s' "$salt" "$who" "$what" "$where" "$when" "$why" "$how" | sha256sum
func Commitment(c *Case) string {
	a := c.Solution.Answers
	sum := sha256.Sum256([]byte(strings.Join([]string{c.Salt, a.Who, a.What, a.Where, a.When, a.Why, a.How}, "\n")))
	return hex.EncodeToString(sum[:])
}

// Past returns what later cases must not repeat of c.
func (c *Case) Past() Past {
	p := Past{
		Date: c.Date, Title: c.Title, Setting: c.World.Setting, Victim: c.Victim.Name,
		Weapon: c.World.Truth.Weapon, Scene: c.World.Truth.Place, Motive: c.World.Truth.Motive, Plot: c.World.Plot, Texts: c.Texts,
	}
	for _, place := range c.Places {
		if place.ID == c.World.Truth.Place {
			p.Scene = place.Name
		}
	}
	for _, s := range c.Suspects {
		p.Suspects = append(p.Suspects, s.Name)
	}
	return p
}
