package painter

import "maps"

// places returns every place that can be drawn, by subject. A place that stands
// in several settings stands here once.
func places() map[string]scene {
	all := map[string]scene{}
	for _, theme := range []map[string]scene{manorPlaces(), lighthousePlaces(), trainPlaces(), theatrePlaces(), hotelPlaces(), museumPlaces(), filmsetPlaces(), chessPlaces(), auctionPlaces(), steamerPlaces(), observatoryPlaces(), millPlaces()} {
		maps.Copy(all, theme)
	}
	return all
}
