package watch

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"casebook/generator/cases"
	"casebook/generator/notify"
	"casebook/store"
)

// Day is what one day came to, in the time zone of the house.
type Day struct {
	Day            string   `json:"day" format:"date" doc:"Which" example:"2026-11-21"`
	Drawn          int      `json:"drawn" doc:"Pictures of the cases of which a round of drawing ended" example:"14"`
	Stored         int      `json:"stored" doc:"How many of these were stored when the newest round of their case ended" example:"14"`
	Failed         int      `json:"failed" doc:"How many were not" example:"0"`
	SuccessRate    *float64 `json:"successRate,omitempty" doc:"Of 100 pictures, how many were stored; missing when none was drawn" example:"100"`
	Rounds         int      `json:"rounds" doc:"Rounds of drawing" example:"1"`
	Seconds        float64  `json:"seconds" doc:"That they took together" example:"31.5"`
	AverageSeconds *float64 `json:"averageSeconds,omitempty" doc:"That a round took on average; missing when there was none" example:"31.5"`
	Dollars        float64  `json:"dollars" doc:"What models cost" example:"0.052"`
	Players        int      `json:"players" doc:"Who played; in a week, once for each day" example:"12"`
	WebhookTries   int      `json:"webhookTries" doc:"Tries to deliver a webhook, of the newest 500 that there were" example:"15"`
	WebhookFailed  int      `json:"webhookFailed" doc:"How many of these failed" example:"0"`
}

// days keeps days that are over, by their date. One on which nothing happened has none.
func days() store.Collection[Day] { return store.Collection[Day]{Name: "days", Version: 1} }

const (
	keepDays = 400 // summaries
	sumDays  = 7   // for which what they are made of is kept
)

// dayOf is the day of a moment; dayBefore is n days earlier.
func (w *Watch) dayOf(at time.Time) string { return at.In(w.o.Zone).Format(time.DateOnly) }

func (w *Watch) dayBefore(n int) string {
	return w.o.Now().In(w.o.Zone).AddDate(0, 0, -n).Format(time.DateOnly)
}

// Remember keeps the summary of each day of the last week that is over and has none yet,
// and forgets what is older than it may be. It may be called at any time, any number of
// times. What was kept of a day that is not over, since the clock was put back, goes.
func (w *Watch) Remember() error {
	kept, gone, err := w.kept()
	if err != nil {
		return fmt.Errorf("remember days: %w", err)
	}
	sums, err := w.sum(sumDays)
	if err != nil {
		return fmt.Errorf("remember days: %w", err)
	}
	for day := range sums {
		if kept[day] || day == w.dayBefore(0) {
			delete(sums, day)
		}
	}
	if len(sums)+len(gone) == 0 {
		return nil
	}
	err = w.o.DB.Update(func(tx *store.Tx) error {
		var err error
		for _, day := range gone {
			err = errors.Join(err, days().Delete(tx, day))
		}
		for day, sum := range sums {
			err = errors.Join(err, days().Put(tx, day, *sum))
		}
		return errors.Join(err, w.o.Play.DropMarks(tx, w.dayBefore(sumDays)))
	})
	if err != nil {
		return fmt.Errorf("remember days: %w", err)
	}
	return nil
}

// kept returns the days of which a summary is kept and stays, and those of which it goes.
func (w *Watch) kept() (kept map[string]bool, gone []string, err error) {
	kept = map[string]bool{}
	today, oldest := w.dayBefore(0), w.dayBefore(keepDays)
	err = w.o.DB.View(func(tx *store.Tx) error {
		for day := range days().Keys(tx, store.Range{}) {
			if kept[day] = day < today && day >= oldest; !kept[day] {
				gone = append(gone, day)
			}
		}
		return nil
	})
	return kept, gone, err
}

// History returns the newest days, today as it is so far included, oldest first: as many as
// n, but none before the first on which something happened.
func (w *Watch) History(n int) ([]Day, error) {
	byDay, err := w.sum(0)
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	today := w.dayBefore(0)
	err = w.o.DB.View(func(tx *store.Tx) error {
		for item, err := range days().All(tx, store.Range{Reverse: true, After: today}) {
			if err != nil || item.Key < w.dayBefore(n-1) {
				return err
			}
			byDay[item.Key] = &item.Value
		}
		return nil
	})
	list := []Day{}
	for ; n > 0; n-- {
		day := w.dayBefore(n - 1)
		switch sum := byDay[day]; {
		case sum != nil:
			list = append(list, *sum)
		case len(list) > 0 || day == today:
			list = append(list, Day{Day: day})
		}
	}
	return list, err
}

// AddUp returns the days added up, as many as size in one, of which the last ends with the
// last of them. It has the name of its first day.
func AddUp(list []Day, size int) []Day {
	sums := []Day{}
	for end := len(list); end > 0; end -= size {
		first := max(0, end-size)
		sum := Day{Day: list[first].Day}
		for _, d := range list[first:end] {
			sum.Drawn, sum.Stored, sum.Failed, sum.Rounds = sum.Drawn+d.Drawn, sum.Stored+d.Stored, sum.Failed+d.Failed, sum.Rounds+d.Rounds
			sum.Seconds, sum.Dollars, sum.Players = sum.Seconds+d.Seconds, sum.Dollars+d.Dollars, sum.Players+d.Players
			sum.WebhookTries, sum.WebhookFailed = sum.WebhookTries+d.WebhookTries, sum.WebhookFailed+d.WebhookFailed
		}
		sum.rate()
		sums = append(sums, sum)
	}
	slices.Reverse(sums)
	return sums
}

// rate works out the success rate and the average time.
func (d *Day) rate() {
	if d.Rounds > 0 {
		average := d.Seconds / float64(d.Rounds)
		d.AverageSeconds = &average
	}
	if d.Drawn > 0 {
		rate := 100 * float64(d.Stored) / float64(d.Drawn)
		d.SuccessRate = &rate
	}
}

// sum adds up today and as many days before it, by day; those on which nothing happened
// are missing.
func (w *Watch) sum(before int) (map[string]*Day, error) {
	first := w.dayBefore(before)
	sums := map[string]*Day{}
	of := func(day string) *Day {
		if sums[day] == nil {
			sums[day] = &Day{Day: day}
		}
		return sums[day]
	}
	report, costsErr := w.o.Costs.Report(before + 1)
	for day, dollars := range report.ByDay {
		of(day).Dollars = dollars
	}
	tries, triesErr := w.o.Webhooks.Deliveries(allDeliveries)
	for _, d := range tries {
		if day := w.dayOf(d.At); day >= first {
			of(day).try(d)
		}
	}
	err := w.o.DB.View(func(tx *store.Tx) error {
		rounds, err := w.o.Cases.Rounds(tx, w.o.Now().AddDate(0, 0, -before-1))
		seen := map[string]bool{}
		for _, r := range rounds {
			if day := w.dayOf(r.At); day >= first {
				of(day).round(r, seen)
			}
		}
		for n := range before + 1 {
			if players := w.o.Play.PlayersOn(tx, w.dayBefore(n)); players > 0 {
				of(w.dayBefore(n)).Players = players
			}
		}
		return err
	})
	return sums, errors.Join(err, costsErr, triesErr)
}

// try adds a try to deliver a webhook.
func (d *Day) try(one notify.Delivery) {
	d.WebhookTries++
	if one.Error != "" {
		d.WebhookFailed++
	}
}

// round adds a round of drawing; seen has the cases of which a newer one of the day was added.
func (d *Day) round(r cases.Round, seen map[string]bool) {
	d.Rounds, d.Seconds = d.Rounds+1, d.Seconds+r.Seconds
	if key := store.Key(d.Day, r.CaseID); !seen[key] {
		seen[key] = true
		d.Drawn, d.Stored, d.Failed = d.Drawn+r.Drawn, d.Stored+r.Stored, d.Failed+r.Drawn-r.Stored
	}
	d.rate()
}
