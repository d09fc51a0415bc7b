package notify

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/store"
)

// Redeliver sends a message again to every receiver that it was for, under its id, with
// all tries anew, and returns to how many. One that is still being tried is left to that.
// What is not known, or no longer, is a fault of kind NotFound.
func (s *Service) Redeliver(id string) (receivers int, err error) {
	err = s.db.Update(func(tx *store.Tx) error {
		list, err := s.o.Queue.List(tx, func(j jobs.Job) bool {
			return slices.ContainsFunc([]string{kind, endKind}, func(kind string) bool { return strings.HasPrefix(j.ID, kind+" "+id+toReceiver) })
		})
		if err == nil && len(list) == 0 {
			err = fault.New(fault.NotFound, "There is no webhook %q to send again: they are kept for 30 days.", id)
		}
		for _, job := range list {
			if err != nil {
				break
			}
			added := false
			added, err = s.o.Queue.Add(tx, jobs.Spec{Kind: job.Kind, Name: strings.TrimPrefix(job.ID, job.Kind+" "), Arg: job.Arg, Max: tries, Again: true})
			if added {
				receivers++
			}
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("send %s again: %w", id, err)
	}
	return receivers, nil
}
