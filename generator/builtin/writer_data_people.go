package builtin

import "slices"

// casting says who may be somebody. Empty lists allow anybody.
type casting struct {
	Sexes     []string `toml:"sexes"`
	Ages      []string `toml:"ages"`
	Dress     []string `toml:"dress"`
	Hats      []string `toml:"hats"` // empty: what is usual
	Cultures  []string `toml:"cultures"`
	Honorific string   `toml:"honorific"`
}

// outfit says what people of some sort wear.
type outfit struct {
	fit
	Sex      string   `toml:"sex"`
	Cultures []string `toml:"cultures"`
	Of       string   `toml:"of"` // only those who would wear that
	Dress    []string `toml:"dress"`
	Hats     []string `toml:"hats"`
}

// isFor reports whether an outfit is for somebody of the culture.
func (o *outfit) isFor(p *person, c *culture) bool {
	return (o.Sex == "" || o.Sex == p.look.Sex) && (o.Of == "" || o.Of == p.look.Dress) &&
		(len(o.Cultures) == 0 || slices.Contains(o.Cultures, c.ID))
}

type archetype struct {
	fit
	casting
	ID          string   `toml:"id"`
	Title       string   `toml:"title"`
	Voice       string   `toml:"voice"` // the name of a pool of lines; empty: the common one
	Plain       bool     `toml:"plain"` // speaks plainly of their own reasons
	Text        wordings `toml:"text"`
	Personality wordings `toml:"personality"`
	Greet       []string `toml:"greet"`
	Chat        []string `toml:"chat"`
}

// culture is a stock of names and the looks likely to go with them.
type culture struct {
	ID        string   `toml:"id"`
	Skin      []string `toml:"skin"`
	Hair      []string `toml:"hair"`
	Sirs      []string `toml:"sirs"`   // forms of address; empty: the usual ones
	Madams    []string `toml:"madams"` // likewise
	Women     []string `toml:"women"`
	Men       []string `toml:"men"`
	Last      []string `toml:"last"`
	LastWomen []string `toml:"last_women"` // in the order of Last; empty: the same
}
