package painter

func hotelPlaces() map[string]scene { return nil }
