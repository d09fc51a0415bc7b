package notify

import (
	"fmt"

	"casebook/store"
)

// keptDeliveries is how many tries the log holds.
const keptDeliveries = 500

func deliveries() store.Collection[Delivery] {
	return store.Collection[Delivery]{Name: "deliveries", Version: 1}
}

// note puts a try into the log, and drops what is too old for it.
func (s *Service) note(d Delivery) error {
	err := s.db.Update(func(tx *store.Tx) error {
		var old []string
		kept := 1
		for key := range deliveries().Keys(tx, store.Range{Reverse: true}) {
			if kept++; kept > keptDeliveries {
				old = append(old, key)
			}
		}
		for _, key := range old {
			if err := deliveries().Delete(tx, key); err != nil {
				return err
			}
		}
		return deliveries().Put(tx, store.Key(store.SortableTime(d.At), d.ID, d.Receiver), d)
	})
	if err != nil {
		return fmt.Errorf("note the delivery: %w", err)
	}
	return nil
}

// Deliveries returns the newest tries, newest first.
func (s *Service) Deliveries(limit int) (list []Delivery, err error) {
	list = []Delivery{}
	err = s.db.View(func(tx *store.Tx) error {
		for item, err := range deliveries().All(tx, store.Range{Reverse: true}) {
			if err != nil {
				return fmt.Errorf("read deliveries: %w", err)
			}
			if len(list) == limit {
				return nil
			}
			list = append(list, item.Value)
		}
		return nil
	})
	return list, err
}
