package jobs

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestDailyOverClockChanges runs schedules through both changes of a year.
func TestDailyOverClockChanges(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name         string
		hour, minute int
		start        time.Time
		want         []string // in Berlin
	}{
		{"evening in spring", 23, 0, time.Date(2026, 3, 28, 12, 0, 0, 0, berlin), []string{"28 23:00 CET", "29 23:00 CEST", "30 23:00 CEST"}},
		{"evening in autumn", 23, 0, time.Date(2026, 10, 24, 12, 0, 0, 0, berlin), []string{"24 23:00 CEST", "25 23:00 CET", "26 23:00 CET"}},
		{"a time that is skipped", 2, 30, time.Date(2026, 3, 28, 1, 0, 0, 0, berlin), []string{"28 02:30 CET", "29 03:30 CEST", "30 02:30 CEST"}},
		{"a time that comes twice", 2, 30, time.Date(2026, 10, 24, 1, 0, 0, 0, berlin), []string{"24 02:30 CEST", "25 02:30 CET", "26 02:30 CET"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				offset := time.Until(test.start)
				now := func() time.Time { return time.Now().Add(offset) }
				ctx, cancel := context.WithTimeout(t.Context(), 70*time.Hour)
				defer cancel()
				var got []string
				err := RunDaily(ctx, Daily{Hour: test.hour, Minute: test.minute, Location: berlin, Now: now}, func(context.Context) {
					got = append(got, now().In(berlin).Format("2 15:04 MST"))
				})
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(got, test.want) {
					t.Errorf("got %v, want %v", got, test.want)
				}
			})
		})
	}
}
