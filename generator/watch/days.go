package watch

import (
	"context"
	"time"
)

// daysEvery is how often Days looks at the clock: timers do not see that it was set, nor
// do they run while the machine sleeps.
const daysEvery = time.Minute

// Days calls begun whenever the day in the zone is another than a minute before, however
// it came: by midnight, or by a clock that was set either way. It returns when ctx ends.
func Days(ctx context.Context, zone *time.Location, now func() time.Time, begun func(context.Context)) error {
	day := func() string { return now().In(zone).Format(time.DateOnly) }
	ticker := time.NewTicker(daysEvery)
	defer ticker.Stop()
	for last := day(); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		if today := day(); today != last {
			last = today
			begun(ctx)
		}
	}
}
