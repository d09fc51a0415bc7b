package play

import (
	"strings"

	"casebook/store"
)

// playersOfDay lists who played on each of the last days, by day and user.
func playersOfDay() store.Collection[played] {
	return store.Collection[played]{Name: "players_of_day", Version: 1}
}

// mark notes that a person plays today.
func (s *Service) mark(tx *store.Tx, userID string) error {
	key := store.Key(s.today(), userID)
	if playersOfDay().Has(tx, key) {
		return nil
	}
	return playersOfDay().Put(tx, key, played{})
}

// PlayersOn counts who played on a day, of which those before DropMarks are not known any
// more.
func (s *Service) PlayersOn(tx *store.Tx, day string) int {
	return playersOfDay().Count(tx, store.Key(day, ""))
}

// DropMarks forgets who played on the days before this one.
func (s *Service) DropMarks(tx *store.Tx, before string) error {
	for key := range playersOfDay().Keys(tx, store.Range{}) {
		if key >= before {
			return nil
		}
		if err := playersOfDay().Delete(tx, key); err != nil {
			return err
		}
	}
	return nil
}

// eraseMarks forgets on which days a person played.
func eraseMarks(tx *store.Tx, userID string) error {
	for key := range playersOfDay().Keys(tx, store.Range{}) {
		if strings.HasSuffix(key, store.Key("", userID)) {
			if err := playersOfDay().Delete(tx, key); err != nil {
				return err
			}
		}
	}
	return nil
}
