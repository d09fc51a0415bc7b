package painter

import (
	"math/rand/v2"
	"strconv"

	"casebook/generator/mystery"
)

func words(lists ...string) []string { return lists }

func settingNames() []string {
	return words("manor", "lighthouse", "train", "theatre", "hotel", "museum", "filmset", "chess", "auction", "steamer", "observatory", "mill")
}

func placeNames(setting string) []string {
	return map[string][]string{
		"manor":       words("library", "conservatory", "wine-cellar", "billiard-room", "kitchen", "boathouse", "study"),
		"lighthouse":  words("lamp-room", "keepers-kitchen", "boathouse", "fog-signal-house", "oil-store", "spiral-stair", "radio-room"),
		"train":       words("dining-car", "sleeper-corridor", "luggage-van", "locomotive-footplate", "observation-car", "compartment", "guards-van"),
		"theatre":     words("stage", "dressing-room", "fly-loft", "prop-store", "box-office", "orchestra-pit", "royal-box"),
		"hotel":       words("lobby", "ballroom", "boiler-room", "terrace", "kitchen", "ski-room", "suite"),
		"museum":      words("gallery", "workshop", "archive", "roof-terrace", "loading-bay", "directors-office", "egyptian-hall"),
		"filmset":     words("sound-stage", "makeup-room", "cutting-room", "backlot-street", "projection-room", "costume-store", "screening-bar"),
		"chess":       words("playing-hall", "analysis-room", "press-room", "pump-room", "arbiters-office", "colonnade", "mud-baths"),
		"auction":     words("sale-room", "strong-room", "viewing-gallery", "packing-room", "catalogue-room", "loading-yard", "boardroom"),
		"steamer":     words("saloon", "engine-room", "wheelhouse", "foredeck", "galley", "cabin", "paddle-box"),
		"observatory": words("dome", "plate-library", "instrument-shop", "dormitory", "control-room", "cable-station", "star-terrace"),
		"mill":        words("weaving-shed", "counting-house", "engine-house", "dye-house", "canteen", "bale-loft", "pattern-room"),
	}[setting]
}

func thingNames() []string {
	return words("pocket-watch", "wall-clock", "torn-letter", "ledger", "photograph", "key", "glove", "wine-glass",
		"medicine-bottle", "train-ticket", "receipt", "telegram", "diary", "handkerchief", "button", "cufflink", "footprint",
		"candle", "matchbox", "rope", "knife", "pistol", "will", "newspaper", "umbrella", "spectacles", "ring", "lantern", "map", "cheque",
		"gavel", "film-reel", "weaving-shuttle", "sextant", "scissors", "syringe", "teacup", "hammer", "wrench", "bottle", "scarf", "trophy",
		"chess-piece", "paperweight", "hatpin", "wire-coil", "razor", "walking-stick", "bust", "magnifying-glass")
}

func hours() []string    { return words("night", "day", "dusk", "dawn") }
func weathers() []string { return words("clear", "rain", "snow", "fog", "storm") }
func inkNames() []string {
	return words("indigo", "ochre", "crimson", "teal", "sepia", "moss", "plum", "slate")
}

func placePictures() []mystery.Picture {
	var out []mystery.Picture
	for i, setting := range settingNames() {
		for k, place := range placeNames(setting) {
			out = append(out, mystery.Picture{
				Slot: "loc-1", Kind: mystery.Location, Subject: place, Setting: setting,
				Hour: hours()[(i+k)%4], Weather: weathers()[(i*2+k)%5], Palette: inkNames()[(i+k*3)%8], Seed: uint64(i*100 + k),
			})
		}
	}
	return out
}

func thingPictures() []mystery.Picture {
	var out []mystery.Picture
	for i, thing := range thingNames() {
		out = append(out, mystery.Picture{
			Slot: "ev-1", Kind: mystery.Object, Subject: thing, Setting: "manor", Hour: "night", Weather: "rain",
			Palette: inkNames()[i%8], Seed: uint64(i), Details: detailsOf(thing),
		})
	}
	return out
}

// formPictures are of words that a description narrows.
func formPictures() []mystery.Picture {
	var out []mystery.Picture
	for i, f := range [][2]string{
		{"receipt", "A bedside list"},
		{"receipt", "A left-hander's note"},
		{"receipt", "A signed chit"},
		{"receipt", "The slip of a dictating machine"},
		{"knife", "A bill-spike"},
		{"diary", "A leaf of shorthand"},
		{"diary", "A punched page"},
		{"newspaper", "An old cutting"},
		{"newspaper", "A marked racing page"},
		{"newspaper", "A twist of husks"},
		{"ring", "A signet ring"},
		{"ring", "A chip of garnet"},
		{"ring", "A racing bird's ring"},
		{"rope", "A leather luggage strap"},
		{"rope", "A yard of black thread"},
		{"rope", "A silk curtain cord"},
		{"footprint", "Two scored lines"},
		{"footprint", "Steps laid on their side"},
		{"footprint", "The print of a nailed boot"},
		{"medicine-bottle", "A jar of wasp cyanide"},
		{"medicine-bottle", "A phial of digitalis"},
		{"medicine-bottle", "A tin of arsenical weed-killer"},
		{"medicine-bottle", "A tube of rat paste"},
		{"wine-glass", "A cracked tumbler"},
		{"bottle", "A full champagne bottle"},
		{"knife", "An ice-pick"},
		{"matchbox", "A book of matches"},
		{"hatpin", "A steel knitting-needle"},
		{"scarf", "A striped necktie"},
		{"button", "A stag-horn button"},
		{"button", "A button done up wrongly"},
		{"torn-letter", "An envelope without its corner"},
		{"torn-letter", "A message in capitals"},
		{"photograph", "A certificate from Gretna"},
		{"photograph", "A cut photograph"},
		{"photograph", "A fingered print"},
		{"train-ticket", "A ticket folded into a boat"},
		{"telegram", "A letter of appointment"},
		{"telegram", "A telephone message form"},
		{"will", "A policy of insurance"},
		{"map", "A builder's plan"},
		{"map", "A list from the war"},
		{"cheque", "Half a banknote"},
		{"knife", "An ivory-handled dagger"},
		{"knife", "A long scalpel"},
		{"knife", "A mortise chisel"},
		{"knife", "An oyster knife"},
		{"knife", "A sharpened palette-knife"},
		{"knife", "A silver paper-knife"},
		{"rope", "A length of telephone flex"},
		{"lantern", "A piece of ruby glass"},
		{"candle", "Drops of beeswax"},
		{"matchbox", "A peppermint tin"},
		{"matchbox", "A chewed match"},
		{"glove", "A red mitten"},
		{"handkerchief", "The end of a bandage"},
		{"handkerchief", "A cloth of coca leaves"},
		{"handkerchief", "A cloth used for painting"},
		{"handkerchief", "A bundled cloth"},
		{"handkerchief", "A snuff-stained handkerchief"},
		{"umbrella", "An umbrella ferrule"},
		{"spectacles", "A spectacle case"},
		{"medicine-bottle", "A tube of barbiturate capsules"},
		{"film-reel", "A knotted trim"},
		{"film-reel", "A reel of tape"},
		{"film-reel", "A thousand-foot film can"},
		{"film-reel", "A strip of cine film"},
		{"bottle", "A jar of oxalic salts"},
		{"bottle", "A can of wood alcohol"},
		{"bottle", "A flat bottle"},
		{"bottle", "A funnel and a ring"},
		{"scarf", "A length of muslin"},
		{"scarf", "A piece of knitting"},
		{"scarf", "A poncho's fringe"},
		{"walking-stick", "The shoe of a stick"},
		{"walking-stick", "A sword-stick"},
		{"walking-stick", "A blackthorn stick"},
		{"magnifying-glass", "A ten-power loupe"},
	} {
		out = append(out, mystery.Picture{
			Slot: "ev-1", Kind: mystery.Object, Subject: f[0], Alt: f[1] + ", seen close.", Setting: "manor", Hour: "night", Weather: "rain",
			Palette: inkNames()[i%8], Seed: uint64(i),
		})
	}
	return out
}

func detailsOf(thing string) map[string]string {
	switch thing {
	case "pocket-watch":
		return map[string]string{"time": "9:40", "state": "broken"}
	case "wall-clock":
		return map[string]string{"time": "1:15"}
	case "torn-letter":
		return map[string]string{"state": "torn"}
	case "wine-glass":
		return map[string]string{"detail": "lipstick"}
	case "spectacles":
		return map[string]string{"state": "broken"}
	case "glove", "handkerchief":
		return map[string]string{"colour": "red"}
	}
	return nil
}

func outsidePictures() []mystery.Picture {
	var out []mystery.Picture
	for i, setting := range settingNames() {
		for k := range 2 {
			out = append(out, mystery.Picture{
				Slot: "establishing", Kind: mystery.Cinematic, Subject: setting, Setting: setting,
				Hour: hours()[(i+k*2)%4], Weather: weathers()[(i+k)%5], Palette: inkNames()[(i+k*4)%8], Seed: uint64(i*10 + k),
			})
		}
	}
	return out
}

func anyone(r *rand.Rand) *mystery.Person {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	p := &mystery.Person{
		Sex: pick("woman", "man"), Age: pick("young", "middle", "old"), Skin: pick("fair", "olive", "brown", "dark"),
		Hair: pick("black", "brown", "blond", "red", "grey", "white"), Glasses: pick("", "", "", "round", "square"),
		Hat: pick("", "", "", "cap", "fedora", "headscarf", "beret", "tarboosh", "turban", "bowler", "cloche"), Build: pick("slight", "medium", "heavy"),
		Dress: pick("suit", "suit", "uniform", "dress", "dress", "coat", "workwear", "workwear", "jumper", "galabeya", "djellaba", "sari", "poncho", "shawl", "apron"), Expression: pick("calm", "tired", "amused", "stern", "worried"),
	}
	if p.Sex == "man" {
		p.HairStyle, p.Beard = pick("short", "curly", "bald", "long"), pick("", "", "full", "moustache")
		if p.Dress == "dress" || p.Dress == "sari" || p.Dress == "shawl" || p.Hat == "cloche" {
			p.Dress, p.Hat = "suit", ""
		}
	} else {
		p.HairStyle = pick("long", "bun", "curly", "bob", "short")
	}
	return p
}

func people(n int) []mystery.Picture {
	out := make([]mystery.Picture, n)
	for i := range out {
		r := rand.New(rand.NewPCG(uint64(i), 99))
		out[i] = mystery.Picture{
			Slot: "suspect-1", Kind: mystery.Portrait, Subject: "person-" + strconv.Itoa(i), Person: anyone(r), Setting: settingNames()[i%len(settingNames())],
			Hour: hours()[i%4], Weather: weathers()[i%5], Palette: inkNames()[i%8], Seed: uint64(i),
		}
	}
	return out
}

func wholeCases(n int) []mystery.Picture {
	var out []mystery.Picture
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(i), 5))
		setting, tint := settingNames()[(i*5+2)%len(settingNames())], inkNames()[(i*3+1)%8]
		hour, weather := hours()[r.IntN(4)], weathers()[r.IntN(5)]
		add := func(p mystery.Picture) {
			p.Setting, p.Hour, p.Weather, p.Palette, p.Seed = setting, hour, weather, tint, r.Uint64()
			out = append(out, p)
		}
		add(mystery.Picture{Slot: "establishing", Kind: mystery.Cinematic, Subject: setting})
		for k := range 3 {
			add(mystery.Picture{Slot: "suspect-" + strconv.Itoa(k+1), Kind: mystery.Portrait, Person: anyone(r)})
		}
		for k, at := range r.Perm(7)[:5] {
			add(mystery.Picture{Slot: "loc-" + strconv.Itoa(k+1), Kind: mystery.Location, Subject: placeNames(setting)[at]})
		}
		for k, at := range r.Perm(len(thingNames()))[:5] {
			thing := thingNames()[at]
			add(mystery.Picture{Slot: "ev-" + strconv.Itoa(k+1), Kind: mystery.Object, Subject: thing, Details: detailsOf(thing)})
		}
		for range 2 {
			out = append(out, out[len(out)-14])
		}
	}
	return out
}
