package builtin

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

//go:embed data/*/*.toml
var dataFiles embed.FS

// repertoire is everything the writer can write about, as read from data/.
type repertoire struct {
	settings   []*setting
	classes    []*class
	weapons    []*weapon
	traits     []*trait
	plots      []*plot
	cards      []*card
	motives    []*motive
	archetypes []*archetype
	cultures   []*culture
	sirs       []string // forms of address where a culture has none of its own
	madams     []string
	clothes    []*outfit // what is worn for something else, the first that fits
	hats       []*outfit
	talk       talkPools
	phrases    map[string]map[string]string // with one wording each, by section and name
	voices     map[string]talkPools         // lines of one manner of speaking, by its name
	homely     map[string]reason            // what plain speakers say of their motives, by the motive's id
	sharp      map[string]map[string]retort // what the cornered say of them: "plain" speakers and "any", by the motive's id
	intro      introPools
}

// within returns the part of the repertoire that suits the setting.
func (r *repertoire) within(s *setting) *repertoire {
	part := *r
	part.weapons, part.traits = suiting(r.weapons, s), suiting(r.traits, s)
	part.cards, part.motives = suiting(r.cards, s), suiting(r.motives, s)
	part.clothes, part.hats = suiting(r.clothes, s), suiting(r.hats, s)
	part.archetypes, part.cultures = suiting(r.archetypes, s), nil
	for _, c := range r.cultures {
		for _, id := range s.Cultures {
			if c.ID == id {
				part.cultures = append(part.cultures, c)
			}
		}
	}
	part.talk = talkPools{}
	part.talk.put(r.talk)
	part.talk.put(s.Talk)
	return &part
}

// fit says where and when something may occur. What names no setting and no year
// may occur everywhere.
type fit struct {
	Settings []string `toml:"settings"` // only there
	Not      []string `toml:"not_in"`   // not there
	From     int      `toml:"from"`     // not before that year
	Until    int      `toml:"until"`    // not after that year
}

// suits reports whether something may occur in the setting.
func (f fit) suits(s *setting) bool {
	return (len(f.Settings) == 0 || slices.Contains(f.Settings, s.ID)) && !slices.Contains(f.Not, s.ID) &&
		f.From <= s.Year && (f.Until == 0 || s.Year <= f.Until)
}

// suiting returns the members of the list that may occur in the setting.
func suiting[T interface{ suits(s *setting) bool }](list []T, s *setting) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return !x.suits(s) })
}

// setting is a kind of house with its rooms and people.
type setting struct {
	ID         string      `toml:"id"`
	Year       int         `toml:"year"`
	Words      vars        `toml:"words"`    // words of the place and time, for every text
	Cultures   []string    `toml:"cultures"` // whose people one meets, the likelier ones more than once; empty: all
	Chiefs     []chief     `toml:"chiefs"`   // who investigates
	Talk       talkPools   `toml:"talk"`     // pools of lines in the place of those for all
	Prep       string      `toml:"prep"`     // at, aboard …
	Seen       string      `toml:"seen"`     // what every picture of it from outside shows
	Houses     []string    `toml:"houses"`
	Halls      []string    `toml:"halls"`  // rooms that one could assemble people in
	Titles     []string    `toml:"titles"` // besides those for all
	Staff      []staff     `toml:"staff"`  // who may look after the place
	Starts     []int       `toml:"starts"`
	Steps      []int       `toml:"steps"`
	Moods      []string    `toml:"moods"`
	Reasons    []string    `toml:"reasons"`
	Atmosphere []string    `toml:"atmosphere"`
	Closed     []closure   `toml:"closed"`
	Doors      [][2]string `toml:"doors"`
	Victims    []victim    `toml:"victims"`
	Rooms      []*room     `toml:"places"`
}

// closure is why nobody could come or go, with the weather that goes with it.
type closure struct {
	Weather string `toml:"weather"`
	Text    string `toml:"text"`
}

// staff is who looks after the place.
type staff struct {
	Name string `toml:"name"` // with the article
	Sex  string `toml:"sex"`
}

// staffCount is how many of them a case has.
const staffCount = 3

// chief is who tells the truth in the closing scene.
type chief struct {
	Name  string `toml:"name"`  // "Inspector Crane"
	Short string `toml:"short"` // "the Inspector"
	Sex   string `toml:"sex"`   // woman or man; empty: man
}

type victim struct {
	casting
	Role     string `toml:"role"`
	Text     string `toml:"text"`
	Relation string `toml:"relation"`
}

// room is one place of a setting.
type room struct {
	ID      string   `toml:"id"`
	Name    string   `toml:"name"`
	Lower   string   `toml:"lower"` // the name within a sentence; empty: in lower case
	Prep    string   `toml:"prep"`
	Emoji   string   `toml:"emoji"`
	Seen    string   `toml:"seen"` // what every picture of it shows
	Text    wordings `toml:"text"`
	Details []string `toml:"details"`
	Spots   []string `toml:"spots"` // where something of any size may lie, with its preposition
	Nooks   []string `toml:"nooks"` // where nothing large has room
	Slits   []string `toml:"slits"` // where only what is flat has room
	Soaks   []string `toml:"soaks"` // where paper and cloth would spoil
	Doing   []string `toml:"doing"` // what one says one did there
	OpenAir bool     `toml:"open_air"`
}

// class is a kind of weapon: what the police can tell from the body.
type class struct {
	ID     string   `toml:"id"`
	Bleeds bool     `toml:"bleeds"`
	Name   string   `toml:"name"`
	Text   wordings `toml:"text"`
	Found  []string `toml:"found"`
	Slide  []string `toml:"slide"`
}

type weapon struct {
	fit
	ID      string   `toml:"id"`
	Class   string   `toml:"class"`
	Name    string   `toml:"name"`
	A       string   `toml:"a"` // with the indefinite article
	Object  string   `toml:"object"`
	Text    wordings `toml:"text"`
	Aliases []string `toml:"aliases"`
}

// alike reports whether the two might be called the same.
func (w *weapon) alike(other *weapon) bool {
	return w == other || slices.ContainsFunc(w.Aliases, func(a string) bool { return slices.Contains(other.Aliases, a) })
}

// trait is something that two of three suspects have in common.
type trait struct {
	fit
	ID     string   `toml:"id"`
	Has    string   `toml:"has"`
	Lacks  string   `toml:"lacks"`
	Own    string   `toml:"own"`
	Not    string   `toml:"not"`
	People string   `toml:"people"`
	Mark   wordings `toml:"mark"`
	Shows  string   `toml:"shows"`
	Hid    bool     `toml:"hid"` // the mark is that of hiding the weapon
	Spot   spot     `toml:"spot"`
}

// spot is the thing by which a trait betrays that somebody was in a room.
type spot struct {
	Object string   `toml:"object"`
	Type   string   `toml:"type"`
	Name   string   `toml:"name"`
	Text   wordings `toml:"text"`
	Left   string   `toml:"left"`
	Hint   string   `toml:"hint"`
	Tag    string   `toml:"tag"`
	State  string   `toml:"state"`
	Colour string   `toml:"colour"`
}

// plot is how a murder was done and hidden.
type plot struct {
	ID      string   `toml:"id"`
	Classes []string `toml:"classes"`
	Time    []string `toml:"time"`  // tags of the cards that may tell the time
	Place   []string `toml:"place"` // tags of the cards that may tell the place
	Manner  string   `toml:"manner"`
	Moved   bool     `toml:"moved"` // the body was carried to another room
	Slow    bool     `toml:"slow"`  // the victim died later, elsewhere
	Indoors bool     `toml:"indoors"`
	Bounded bool     `toml:"bounded"` // only both cards together tell the time
	How     string   `toml:"how"`
	Aliases []string `toml:"aliases"`
	Closing []string `toml:"closing"`
	Later   bool     `toml:"later"` // the deed is passed off as done later
}

// lastSlot returns the last slot in which it can have been done: what is passed off
// as done later must leave room for it.
func (p *plot) lastSlot() int {
	if p.Later {
		return windowTo - 1
	}
	return windowTo
}

// card is a piece of evidence in words.
type card struct {
	fit
	Role       string   `toml:"role"`
	Tag        string   `toml:"tag"`
	Object     string   `toml:"object"`
	Type       string   `toml:"type"`
	Name       string   `toml:"name"`
	Text       wordings `toml:"text"`
	Suggestion wordings `toml:"suggestion"`
	Meaning    string   `toml:"meaning"`
	Hint       string   `toml:"hint"` // empty: where the room has room for it
	At         string   `toml:"at"`   // place, scene or any; empty: place
	Says       []string `toml:"says"` // what a card of time or place says; empty: just that
	State      string   `toml:"state"`
	Detail     string   `toml:"detail"`
	Colour     string   `toml:"colour"`
	TagText    string   `toml:"tag_text"`
	Wall       bool     `toml:"wall"`   // needs a wall to hang on
	Blood      bool     `toml:"blood"`  // needs a wound that bleeds
	False      bool     `toml:"false"`  // shows a wrong time
	Fallen     bool     `toml:"fallen"` // nobody hid it: it lies where it fell
}

// reason is what somebody says of their own motive: in three tones, of their
// dealings with the victim likewise, and when shown the proof.
type reason struct {
	Own      []string `toml:"own"`
	Relation []string `toml:"relation"`
	Confess  wordings `toml:"confess"`
}

type motive struct {
	fit
	reason
	ID       string   `toml:"id"`
	Opposite bool     `toml:"opposite"` // between a man and a woman
	Peers    bool     `toml:"peers"`    // between people of one age
	Younger  bool     `toml:"younger"`  // of somebody younger than the victim
	Grown    bool     `toml:"grown"`    // of nobody young
	Who      []string `toml:"who"`      // only of these archetypes
	NotWho   []string `toml:"not_who"`  // not of these
	Option   string   `toml:"option"`
	Aliases  []string `toml:"aliases"`
	Others   []string `toml:"others"`
	Closing  wordings `toml:"closing"`
	Proof    proof    `toml:"proof"`
}

// suitsPerson reports whether somebody may have that motive against the victim.
func (m *motive) suitsPerson(p, victim person) bool {
	ages := []string{"young", "middle", "old"}
	age, other := slices.Index(ages, p.look.Age), slices.Index(ages, victim.look.Age)
	return (!m.Opposite || p.look.Sex != victim.look.Sex) && (!m.Peers || age == other) && (!m.Younger || age < other) && (!m.Grown || age > 0) &&
		(len(m.Who) == 0 || slices.Contains(m.Who, p.archetype.ID)) && !slices.Contains(m.NotWho, p.archetype.ID)
}

// proof is the evidence of a motive.
type proof struct {
	Object     string   `toml:"object"`
	Type       string   `toml:"type"`
	Name       string   `toml:"name"`
	Text       wordings `toml:"text"`
	Suggestion wordings `toml:"suggestion"`
	State      string   `toml:"state"`
	Seal       string   `toml:"seal"`
}

// introPools holds the words of titles, slides and the closing scene.
type introPools struct {
	Titles    []string            `toml:"titles"`
	Discovery map[string][]string `toml:"discovery"`
	Lineup    map[string][]string `toml:"lineup"`
	Challenge map[string][]string `toml:"challenge"`
	Closing   map[string][]string `toml:"closing"`
}

// loadRepertoire reads the embedded files. A key that nobody reads is an error.
func loadRepertoire() (*repertoire, error) {
	r := &repertoire{}
	files, err := fs.Glob(dataFiles, path.Join("data", english, "*.toml"))
	if err != nil {
		return nil, fmt.Errorf("list data: %w", err)
	}
	for _, name := range files {
		if err := r.load(name); err != nil {
			return nil, fmt.Errorf("read %s: %w", path.Base(name), err)
		}
	}
	return r, nil
}

// load reads one file into the part of the repertoire it belongs to.
func (r *repertoire) load(name string) error {
	var file struct {
		Classes    []*class     `toml:"classes"`
		Weapons    []*weapon    `toml:"weapons"`
		Traits     []*trait     `toml:"traits"`
		Plots      []*plot      `toml:"plots"`
		Cards      []*card      `toml:"cards"`
		Motives    []*motive    `toml:"motives"`
		Archetypes []*archetype `toml:"archetypes"`
		Cultures   []*culture   `toml:"cultures"`
		Sirs       []string     `toml:"sirs"`
		Madams     []string     `toml:"madams"`
		Clothes    []*outfit    `toml:"clothes"`
		Hats       []*outfit    `toml:"hats"`
	}
	base := strings.TrimSuffix(path.Base(name), ".toml")
	switch {
	case strings.HasPrefix(base, "setting_"):
		s := &setting{}
		r.settings = append(r.settings, s)
		if err := decode(name, s); err != nil {
			return err
		}
		return s.described()
	case strings.HasPrefix(base, "talk"):
		return r.loadTalk(name)
	case base == "phrases":
		return decode(name, &r.phrases)
	case strings.HasPrefix(base, "voices"):
		return r.loadVoices(name)
	case base == "motives_sharp":
		return decode(name, &r.sharp)
	case base == "motives_plain":
		return decode(name, &r.homely)
	case base == "intro":
		return decode(name, &r.intro)
	}
	if err := decode(name, &file); err != nil {
		return err
	}
	r.classes = append(r.classes, file.Classes...)
	r.weapons = append(r.weapons, file.Weapons...)
	r.traits = append(r.traits, file.Traits...)
	r.plots = append(r.plots, file.Plots...)
	r.cards = append(r.cards, file.Cards...)
	r.motives = append(r.motives, file.Motives...)
	r.archetypes = append(r.archetypes, file.Archetypes...)
	r.cultures = append(r.cultures, file.Cultures...)
	r.sirs = append(r.sirs, file.Sirs...)
	r.madams = append(r.madams, file.Madams...)
	r.clothes = append(r.clothes, file.Clothes...)
	r.hats = append(r.hats, file.Hats...)
	return nil
}

func decode(name string, into any) error {
	meta, err := toml.DecodeFS(dataFiles, name, into)
	if err != nil {
		return err
	}
	if unread := meta.Undecoded(); len(unread) > 0 {
		return fmt.Errorf("nobody reads %v", unread)
	}
	return nil
}
