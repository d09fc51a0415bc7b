package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"casebook/generator/jobs"
	"casebook/store"
)

// runEnd is run for a message about an end: it waits for what must be told before.
func (s *Service) runEnd(ctx context.Context, run *jobs.Run) error {
	var m message
	if err := run.Arg(&m); err != nil {
		return jobs.Permanent(err)
	}
	before, err := s.before(m, run.Job)
	if err != nil {
		return err
	}
	for _, id := range before {
		if _, err := s.o.Queue.Wait(ctx, id); err != nil && !errors.Is(err, jobs.ErrUnknown) {
			return fmt.Errorf("wait for %s: %w", id, err)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, tryTime)
	defer cancel()
	return s.run(ctx, run)
}

// before returns the jobs of the messages to the same receiver, added before, that m waits
// for.
func (s *Service) before(m message, end jobs.Job) (ids []string, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		list, err := s.o.Queue.List(tx, func(j jobs.Job) bool {
			return j.Kind == kind && !j.State.Finished() && !j.CreatedAt.After(end.CreatedAt) && strings.HasPrefix(j.ID, kind+" "+m.After)
		})
		for _, job := range list {
			var other message
			if err := json.Unmarshal(job.Arg, &other); err != nil {
				return fmt.Errorf("read %s: %w", job.ID, err)
			}
			if other.URL == m.URL {
				ids = append(ids, job.ID)
			}
		}
		return err
	})
	return ids, err
}
