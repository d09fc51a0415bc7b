package cases

import (
	"sort"
	"strings"
	"time"

	"casebook/generator/fault"
	"casebook/store"
)

// maxAhead is how many days from today a case may be asked for.
const maxAhead = 366

// The shape of a case id: the prefix, a date, and for an extra case of the day a
// hyphen and a suffix.
const (
	idPrefix     = "case-"
	idCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
	maxIDLength  = 64
)

// today returns the present day where players live, YYYY-MM-DD.
func (s *Service) today() string {
	return s.o.Now().In(s.o.Location).Format(time.DateOnly)
}

// dayAfter returns the day n days after date. date must be valid.
func dayAfter(date string, n int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// opensAt returns the moment at which the day begins where players live: its first
// minute, which is not midnight where the clocks are put forward at midnight.
func (s *Service) opensAt(date string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, date, s.o.Location)
	if err != nil {
		return time.Time{}
	}
	from := t.Add(-12 * time.Hour)
	minute := sort.Search(24*60, func(i int) bool {
		return from.Add(time.Duration(i)*time.Minute).Format(time.DateOnly) >= date
	})
	return from.Add(time.Duration(minute) * time.Minute)
}

// idOf returns the id of a day's daily case.
func idOf(date string) string { return idPrefix + date }

// dateOf returns the day in a well-formed case id.
func dateOf(id string) string { return id[len(idPrefix) : len(idPrefix)+len(time.DateOnly)] }

// ParseID returns the case id that s names: an id as it is, or the daily case of
// a bare YYYY-MM-DD. It is false when s is neither.
func ParseID(s string) (id string, ok bool) {
	if len(s) == len(time.DateOnly) {
		s = idOf(s)
	}
	const least = len(idPrefix) + len(time.DateOnly)
	if len(s) < least || len(s) > maxIDLength || s[:len(idPrefix)] != idPrefix {
		return "", false
	}
	if _, err := time.Parse(time.DateOnly, dateOf(s)); err != nil {
		return "", false
	}
	suffix := s[least:]
	if suffix != "" && (len(suffix) == 1 || suffix[0] != '-' || strings.Trim(suffix, idCharacters) != "") {
		return "", false
	}
	return s, true
}

// TodayID returns the id of today's case, which need not exist.
func (s *Service) TodayID() string { return idOf(s.today()) }

// begun reports whether the day of a well-formed id has begun.
func (s *Service) begun(id string) bool { return dateOf(id) <= s.today() }

// Visible reports whether the day of the case has begun, or the case was published
// before. It does not say that a case of a day that has begun exists. It must not be
// called within a transaction.
func (s *Service) Visible(caseID string) bool {
	id, ok := ParseID(caseID)
	if !ok || s.begun(id) {
		return ok
	}
	early := false
	err := s.db.View(func(tx *store.Tx) error {
		summary, err := summaries().Get(tx, id)
		early = summary.Early
		return err
	})
	return err == nil && early
}

// checkDate refuses a date that no case can be made for.
func (s *Service) checkDate(date string) error {
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return fault.New(fault.Invalid, "%q is not a date. Write it as YYYY-MM-DD, for example %s.", date, s.today())
	}
	if last := dayAfter(s.today(), maxAhead); date > last {
		return fault.New(fault.Invalid, "%s is too far ahead. The last day a case can be made for is %s.", date, last)
	}
	return nil
}

func unknownCase(id string) error {
	return fault.New(fault.NotFound, "Case with ID %s not found", id).WithCode("Case not found")
}
