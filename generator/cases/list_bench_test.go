package cases

import (
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/jobs"
	"casebook/store"
	"casebook/store/storetest"
)

// BenchmarkList lists and searches among 10,000 cases; the first search reads them all.
func BenchmarkList(b *testing.B) {
	c, err := Sample(b.Context(), Options{Writer: builtin.NewWriter()}, "")
	if err != nil {
		b.Fatal(err)
	}
	record := caseRecord{Case: *c, Edition: 1}
	db := storetest.Open(b)
	for from := range 20 {
		err := db.Update(func(tx *store.Tx) error {
			for n := range 500 {
				record.Case.ID = idOf(time.Now().AddDate(0, 0, -500*from-n).Format(time.DateOnly))
				if err := summaries().Put(tx, record.Case.ID, summaryOf(&record)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	open := func() *Service { return New(db, Options{Queue: jobs.New(db, jobs.Options{})}) }
	same := open()
	for name, test := range map[string]struct {
		of    func() *Service
		query string
		want  int
	}{
		"newest": {func() *Service { return same }, "", 50}, "all": {func() *Service { return same }, c.Suspects[0].Name, 50},
		"none": {func() *Service { return same }, "nobody nowhere", 0}, "none at first": {open, "nobody nowhere", 0},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if page, err := test.of().List(b.Context(), test.query, "", 50); err != nil || len(page.Cases) != test.want {
					b.Fatalf("got %d cases, %v", len(page.Cases), err)
				}
			}
		})
	}
}
