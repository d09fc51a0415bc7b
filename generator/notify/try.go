package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"casebook/generator/fault"
)

// TestEvent is the type of a message that only shows whether one arrives.
const TestEvent = "casebook.test"

// Receivers are the addresses that messages go to, as far as they may be shown.
func (s *Service) Receivers() []string {
	list := make([]string, len(s.o.URLs))
	for n, address := range s.o.URLs {
		list[n] = shown(address)
	}
	return list
}

// Try sends a message of the type TestEvent, once and at once, to the receiver of that
// number, from 1, or to all if it is 0, and returns what came of it, in their order. It is
// a fault of kind Conflict when there is none at all, and NotFound when not that one.
func (s *Service) Try(ctx context.Context, number int) ([]Delivery, error) {
	urls := s.o.URLs
	switch {
	case len(urls) == 0:
		return nil, fault.New(fault.Conflict, "Nobody would hear it. Set webhook-urls.")
	case number > len(urls):
		return nil, fault.New(fault.NotFound, "There are only %d receivers.", len(urls))
	case number > 0:
		urls = urls[number-1 : number]
	}
	now := s.o.Now().UTC()
	body, err := json.Marshal(envelope{TestEvent, now, map[string]string{"message": "This is a test. Webhooks reach you."}})
	if err != nil {
		return nil, fmt.Errorf("try webhooks: %w", err)
	}
	list, faults := make([]Delivery, len(urls)), make([]error, len(urls))
	var trying sync.WaitGroup
	for n, url := range urls {
		trying.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, tryTime)
			defer cancel()
			list[n], _ = s.deliver(ctx, message{ID: fmt.Sprintf("%s.%d", TestEvent, now.UnixMilli()), URL: url, Body: body}, 1)
			list[n].Last = list[n].Error != ""
			faults[n] = s.note(list[n])
		})
	}
	trying.Wait()
	return list, errors.Join(faults...)
}
