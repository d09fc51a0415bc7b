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

func TestNextTimeOfADay(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		now, want    string
		hour, minute int
	}{
		{"2026-11-21T21:59:59Z", "2026-11-21T23:00:00+01:00", 23, 0},
		{"2026-11-21T22:00:00Z", "2026-11-22T23:00:00+01:00", 23, 0},
		{"2026-12-31T23:30:00Z", "2027-01-01T23:00:00+01:00", 23, 0},
		{"2026-03-28T23:30:00Z", "2026-03-29T03:30:00+02:00", 2, 30}, // skipped: the clock goes from 2 to 3
	} {
		now, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		got := Daily{Hour: test.hour, Minute: test.minute, Location: berlin, Now: func() time.Time { return now }}.Next().Format(time.RFC3339)
		if got != test.want {
			t.Errorf("after %s: got %s, want %s", test.now, got, test.want)
		}
	}
}
