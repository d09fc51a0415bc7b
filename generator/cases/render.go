package cases

import (
	"cmp"
	"slices"

	"casebook/generator/mystery"
)

// view renders a case for players: nothing in it tells what must be found out.
func (s *Service) view(c *mystery.Case, bySlot map[string]imageRecord, state DrawState) View {
	v := View{
		ID: c.ID, Date: c.Date, Language: c.Language, Title: c.Title,
		Victim: c.Victim, Weapon: c.Weapon,
		Location: Scene{Name: c.Scene.Name, Description: c.Scene.Description, Atmosphere: c.Scene.Atmosphere},
		ImageURL: s.url(bySlot["establishing"]),
		ActionPoints: ActionPoints{
			mystery.StartPoints, mystery.MaxPoints, Costs{mystery.Obvious.Cost(), mystery.Mid.Cost(), mystery.Deep.Cost()},
		},
		AnswerOptions: c.Options,
		Images:        make(map[string]Image, mystery.PictureCount),
		ImageStatus:   state,
		GeneratedAt:   c.WrittenAt.UnixMilli(),
		Difficulty:    c.Difficulty,
		NextCaseAt:    s.opensAt(dayAfter(c.Date, 1)),
		Commitment:    mystery.Commitment(c),
		Provenance:    Provenance{Text: c.Author, Pictures: artistOf(bySlot)},
	}
	v.CinematicImages = Cinematics{Discovery: v.ImageURL, Suspects: v.ImageURL, Challenge: v.ImageURL}
	for i, picture := range c.Pictures {
		v.Images[picture.Slot] = s.image(bySlot[picture.Slot], publicAlt(c, i))
	}
	v.IntroSlides = IntroSlides{Discovery: c.Intro.Discovery, Challenge: c.Intro.Challenge}
	v.IntroSlides.Suspects.ConstraintStatement = c.Intro.Suspects.ConstraintStatement
	v.IntroSlides.Suspects.TensionLine = c.Intro.Suspects.TensionLine
	for _, card := range c.Intro.Suspects.Cards {
		drawn := v.Images[mystery.SlotOf(card.SuspectID)].URL != ""
		v.IntroSlides.Suspects.SuspectCards = append(v.IntroSlides.Suspects.SuspectCards, SuspectCard{card, drawn})
	}
	for _, suspect := range c.Suspects {
		url := v.Images[mystery.SlotOf(suspect.ID)].URL
		v.Suspects = append(v.Suspects, Suspect{
			ID: suspect.ID, CaseID: c.ID, Name: suspect.Name, Archetype: suspect.Archetype,
			Background: suspect.Background, Personality: suspect.Personality,
			EmotionalState:  Emotional{0, mystery.ToneAt(0)},
			HasProfileImage: url != "", ProfileImageURL: url,
		})
	}
	for _, place := range c.Places {
		image := v.Images[mystery.SlotOf(place.ID)]
		doors := append([]string{}, c.World.Doors[place.ID]...)
		slices.Sort(doors)
		v.Locations = append(v.Locations, Location{
			ID: place.ID, Name: place.Name, Description: place.Description, Emoji: place.Emoji, ImageURL: image.URL, Image: &image,
			Doors: doors,
		})
	}
	for _, evidence := range c.Evidence {
		v.Evidence = append(v.Evidence, EvidenceStub{evidence.ID})
	}
	return v
}

// publicAlt is the alternative text of a picture before anything is found: that
// of evidence is neutral.
func publicAlt(c *mystery.Case, i int) string {
	picture := c.Pictures[i]
	if picture.Kind != mystery.Object {
		return picture.Alt
	}
	return "Evidence " + picture.Slot[len("ev-"):]
}

func (s *Service) image(rec imageRecord, alt string) Image {
	image := Image{
		URL: s.url(rec), Width: rec.Kept.Width, Height: rec.Kept.Height, Bytes: rec.Kept.Bytes,
		BlurHash: rec.Kept.BlurHash, Color: rec.Kept.Color, Variants: []Variant{}, Alt: alt, State: cmp.Or(rec.State, Pending),
	}
	for _, variant := range rec.Kept.Variants {
		image.Variants = append(image.Variants, Variant{s.imageURL(variant.Path), variant.Width, variant.Height, variant.Format})
	}
	slices.SortFunc(image.Variants, func(a, b Variant) int { return a.Width - b.Width })
	return image
}

// url is where a picture can be had now; "" for nowhere.
func (s *Service) url(rec imageRecord) string {
	if rec.Kept.Path != "" {
		return s.imageURL(rec.Kept.Path)
	}
	return rec.URL
}

func (s *Service) imageURL(path string) string { return s.o.Prefix + "/images/" + path }

// artistOf names who drew the pictures: a model when any of them is a model's.
func artistOf(bySlot map[string]imageRecord) string {
	by := ByBuiltin
	for _, slot := range mystery.Slots() {
		if name := bySlot[slot].By; name != "" && name != ByBuiltin && name != ByUpload {
			by = name
		}
	}
	return by
}
