package mystery

import (
	"fmt"
	"strings"
)

// PictureKind is what a picture is of. It is the {type} of the picture's URL.
type PictureKind string

// The kinds of picture.
const (
	Portrait  PictureKind = "suspect"
	Location  PictureKind = "location"
	Object    PictureKind = "evidence"
	Cinematic PictureKind = "cinematic"
)

// Picture describes one of the fourteen pictures: enough for a painter that
// needs no words, and a prompt for a model that does. Nothing in it tells who
// is guilty.
type Picture struct {
	Slot    string            `json:"slot"` // suspect-1 … loc-1 … ev-1 … establishing
	Kind    PictureKind       `json:"kind"`
	Subject string            `json:"subject"`          // key into the painter's repertoire, e.g. "library", "pocket-watch", "lighthouse"
	Setting string            `json:"setting"`          // the case's setting, e.g. "lighthouse"
	Details map[string]string `json:"details"`          // telling details, e.g. "time": "9:40"
	Person  *Person           `json:"person,omitempty"` // portraits only
	Hour    string            `json:"hour"`             // dawn, day, dusk, night
	Weather string            `json:"weather"`          // clear, rain, snow, fog, storm
	Mood    string            `json:"mood"`
	Palette string            `json:"palette"` // one name for all pictures of a case
	Alt     string            `json:"alt"`     // true alt text, without spoilers
	Prompt  string            `json:"prompt"`  // for an image model
	Seed    uint64            `json:"seed"`
}

// Person is how somebody looks. All fields are words from short lists that the
// writer and the painter share; empty means none.
type Person struct {
	Sex        string `json:"sex"`        // woman, man
	Age        string `json:"age"`        // young, middle, old
	Skin       string `json:"skin"`       // fair, olive, brown, dark
	Hair       string `json:"hair"`       // black, brown, blond, red, grey, white
	HairStyle  string `json:"hairStyle"`  // short, long, bun, curly, bald, bob
	Beard      string `json:"beard"`      // full, moustache
	Glasses    string `json:"glasses"`    // round, square
	Hat        string `json:"hat"`        // cap, fedora, headscarf, beret, tarboosh, turban, bowler, cloche
	Build      string `json:"build"`      // slight, medium, heavy
	Dress      string `json:"dress"`      // suit, uniform, dress, coat, workwear, jumper, shawl, apron, galabeya, djellaba, sari, poncho
	Expression string `json:"expression"` // calm, tired, amused, stern, worried
}

// Slots returns the fourteen slots in their fixed order.
func Slots() []string {
	slots := make([]string, 0, PictureCount)
	slots = append(slots, "establishing")
	for i := range SuspectCount {
		slots = append(slots, fmt.Sprintf("suspect-%d", i+1))
	}
	for i := range PlaceCount {
		slots = append(slots, fmt.Sprintf("loc-%d", i+1))
	}
	for i := range EvidenceCount {
		slots = append(slots, fmt.Sprintf("ev-%d", i+1))
	}
	return slots
}

// KindOf returns the kind of picture a slot holds, and false for no slot.
func KindOf(slot string) (PictureKind, bool) {
	switch {
	case slot == "establishing":
		return Cinematic, true
	case strings.HasPrefix(slot, "suspect-"):
		return Portrait, true
	case strings.HasPrefix(slot, "loc-"):
		return Location, true
	case strings.HasPrefix(slot, "ev-"):
		return Object, true
	default:
		return "", false
	}
}

// SlotOf returns the slot of a suspect, place or evidence id.
func SlotOf(id string) string {
	if i := strings.LastIndex(id, "suspect-"); i >= 0 {
		return id[i:]
	}
	return id
}
