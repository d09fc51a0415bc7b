package fake

// lists are what the fake writer makes stories of.
type lists struct {
	firsts, lasts, roles, settings, oddities, places, weapons, traits, motives, adjectives, sentences []string
}

// words returns the lists. A trait is its key, that somebody has it, and that they do
// not.
func words() lists {
	return lists{
		firsts: []string{"Ottilie", "Barnaby", "Cosima", "Leopold", "Philippa", "Gideon", "Rosalind", "Ambrose", "Henrietta", "Lucian", "Marguerite", "Thaddeus"},
		lasts: []string{
			"Fairweather", "Quillfeather", "Hollingbrook", "Stanmarch", "Ravenscroft", "Thistlewood", "Pemberlane", "Ashgrove", "Winterbourne", "Larkspire", "Dunmorrow", "Castlemaine",
		},
		roles: []string{"The Retired Cartographer", "The Visiting Organist", "The Younger Partner", "The Former Diver", "The Unpaid Archivist", "The Champion Gardener"},
		settings: []string{
			"A botanical institute on a Cornish headland, during the first frost of the autumn.", "A paddle steamer fast on a sandbank of the Danube, in a week of fog.",
			"A deep salt mine with a concert hall, on the eve of its closing.", "An airship in the shed where it was built, the night before the maiden voyage.",
			"A spa for opera singers high above Lake Garda, out of season.", "A telegraph station at the edge of the ice, two days from anywhere.",
			"A bankrupt department store, after the last of its clearance sales.", "A monastery of bell founders, snowed in since Tuesday.",
		},
		oddities: []string{
			"A prize orchid was stolen from a room that nobody had entered.", "Every letter of the last post was answered before it was delivered.",
			"The founder's portrait was hung upside down, and straightened twice.", "A telephone rang for an hour in a house without a line.",
			"The guest of honour had been dead, it was said, for ten years.", "Somebody had wound the great music box backwards.",
			"A cheque for exactly nothing was found, signed and countersigned.", "The choir sang a psalm that is in no book.",
			"Three copies of one will were read aloud, and all differed.", "A cage for a falcon held a barometer, well fed.",
		},
		places: []string{
			"Orangery", "Map Room", "Cold Store", "Long Gallery", "Engine House", "Music Room", "Vestry", "Linen Room", "Boat Landing", "Winter Garden", "Counting House", "Smoking Room",
		},
		weapons: []string{"copper tubing", "velvet rope", "ivory paperweight", "iron ladle", "garden twine", "marble pestle", "leather strop", "bronze sundial"},
		traits: []string{
			"green-gloves|wears green gloves|never wears gloves", "violet-ink|writes in violet ink|writes in pencil only", "clove-sweets|eats clove sweets|cannot bear cloves",
			"silver-thimble|sews with a silver thimble|has never held a needle", "pipe-ash|smokes a pipe|gave up smoking long ago", "chalk-hands|has chalk on both hands|keeps both hands clean",
			"fern-badge|wears a fern badge|wears no badge", "lemon-soap|washes with lemon soap|washes with plain soap", "hobnailed-boots|wears hobnailed boots|wears soft slippers",
		},
		motives: []string{
			"To win back a house that had been gambled away", "To bury an affair that the papers wanted", "To keep a patent that had been copied", "To stop a marriage of convenience",
			"To repay a humiliation before the whole county", "To inherit before the debts fell due", "To silence the one honest witness", "To be free of a partnership gone sour",
		},
		adjectives: []string{"small", "worn", "broken", "curious", "plain", "faded", "narrow", "heavy"},
		sentences: []string{
			"Nothing about it was quite as it ought to be.", "One would have looked twice, and many did.", "There is a story to it that nobody tells to strangers.",
			"It had been put there with care, or with haste.", "Somebody will be sorry for it in the morning.", "The wind had gone round, and took the warmth along.",
			"People who know such matters shook their heads.", "I prefer to keep to what I know for certain.", "You must make of it what you can.",
			"It is the kind of remark that one regrets later.", "Nobody laughed, although it had been meant kindly.", "The rest is habit, and of no interest.",
			"A stranger would have noticed nothing at all.", "That is as much as I can say with a good conscience.", "It had rained earlier, and it would rain again.",
			"Everybody remembered it a little differently.", "The lamps had been turned low to save the oil.", "Such a quiet does not come by itself.",
			"I have been asked that before, and answered it.", "The matter was dropped, as such matters are.", "It was older than anybody present.",
			"No one had thought of asking, so no one knew.", "Please go on, I am listening.", "What else would you have expected of such a day?",
			"It would not be the first time.", "There was dust on it, and a mark in the dust.", "Good manners forbid me to be plainer.",
			"One learns to live with less.", "It did not look like much, and was.", "The clerk wrote it down without looking up.",
			"This is not a game to me, whatever it is to you.", "Perhaps you will put it in other words.", "My nerves are not what they were.",
			"We all have our ways, and mine are dull.", "It smelled faintly of wax and of old paper.", "That question has no answer that would please you.",
			"Take a chair, if you must stay.", "I shall pretend that I did not hear it.", "Someone had been careful, but not careful enough.",
			"Small things matter on such a night.", "A draught moved the curtain, and was gone.", "They say that it was always so.",
		},
	}
}
