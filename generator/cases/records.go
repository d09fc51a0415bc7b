package cases

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"casebook/generator/mystery"
	"casebook/store"
)

// caseRecord is a case as it is kept.
type caseRecord struct {
	Case      mystery.Case `json:"case"`
	Edition   int          `json:"edition"`             // 1, and one more each time it is made anew
	Revision  int          `json:"revision,omitempty"`  // of its texts: one more each time they are edited
	Early     bool         `json:"early,omitempty"`     // players see it though its day has not begun
	DeletedAt *time.Time   `json:"deletedAt,omitempty"` // set: invisible, its files wait to be purged
}

// summaryRecord is what lists and briefs need of a case.
type summaryRecord struct {
	ID         string             `json:"id"`
	Title      string             `json:"title"`
	Difficulty mystery.Difficulty `json:"difficulty"`
	Past       mystery.Past       `json:"past"`
	Early      bool               `json:"early,omitempty"`     // players see it though its day has not begun
	DeletedAt  *time.Time         `json:"deletedAt,omitempty"` // set: it is under buriedKey, and in no list but Deleted
}

// imageRecord is one picture of a case.
type imageRecord struct {
	Slot      string              `json:"slot"`
	Kind      mystery.PictureKind `json:"kind"`
	State     State               `json:"state"`
	Kept      Kept                `json:"kept"`               // set when stored or a placeholder
	URL       string              `json:"url,omitempty"`      // set when temporary
	Expires   *time.Time          `json:"expires,omitempty"`  // of URL
	By        string              `json:"by"`                 // who drew it
	Failure   *failure            `json:"failure,omitempty"`  // the last one, until the picture is stored
	BeganAt   *time.Time          `json:"beganAt,omitempty"`  // when it was last begun to be drawn
	Attempts  int                 `json:"attempts,omitempty"` // since then, the present one included
	Problem   string              `json:"problem,omitempty"`  // of the attempt before the present one
	Redraw    bool                `json:"redraw,omitempty"`   // stored, and to be drawn again: until then it stays
	UpdatedAt time.Time           `json:"updatedAt"`
}

// lost reports whether a picture was uploaded and its files are not whole. It names them
// still, for one may come back; nobody draws another in its place unless asked.
func (rec *imageRecord) lost() bool { return rec.State == Failed && rec.By == ByUpload }

// wanted reports whether a picture is to be drawn.
func (rec *imageRecord) wanted() bool { return rec.Redraw || rec.missing() }

// missing reports whether a picture is to be drawn that is not there.
func (rec *imageRecord) missing() bool { return rec.State != Stored && !rec.lost() }

// allThere reports whether no picture of a case is missing.
func allThere(bySlot map[string]imageRecord) bool {
	return len(bySlot) == mystery.PictureCount && !anyOf(bySlot, (*imageRecord).missing)
}

// anyOf reports whether one of the pictures is as told.
func anyOf(bySlot map[string]imageRecord, is func(*imageRecord) bool) bool {
	for _, rec := range bySlot {
		if is(&rec) {
			return true
		}
	}
	return false
}

// failure says why a picture is not stored.
type failure struct {
	At       time.Time `json:"at"`
	Message  string    `json:"message"`
	Attempts int       `json:"attempts"`
}

// statusRecord is how the drawing of a case goes. It is swept an hour after all
// is done; from then on it follows from the pictures.
type statusRecord struct {
	State     DrawState  `json:"state"`
	Rounds    int        `json:"rounds"` // finished rounds of drawing
	StartedAt *time.Time `json:"startedAt,omitempty"`
	EndedAt   *time.Time `json:"endedAt,omitempty"`
}

// metricRecord is one finished round of drawing.
type metricRecord struct {
	At      time.Time `json:"at"`
	CaseID  string    `json:"caseId"`
	Total   int       `json:"total"`
	Stored  int       `json:"stored"`
	Failed  int       `json:"failed"`
	Seconds float64   `json:"seconds"`
}

func caseRecords() store.Collection[caseRecord] {
	return store.Collection[caseRecord]{Name: "cases", Version: 1}
}

func summaries() store.Collection[summaryRecord] {
	return store.Collection[summaryRecord]{Name: "summaries", Version: 1}
}

func images() store.Collection[imageRecord] {
	return store.Collection[imageRecord]{Name: "images", Version: 1}
}

func statuses() store.Collection[statusRecord] {
	return store.Collection[statusRecord]{Name: "status", Version: 1}
}

func metrics() store.Collection[metricRecord] {
	return store.Collection[metricRecord]{Name: "metrics", Version: 1}
}

// imagePrefix begins the keys of all picture records of a case.
func imagePrefix(caseID string) string { return "case:" + caseID + ":" }

func imageKey(caseID string, kind mystery.PictureKind, name string) string {
	return imagePrefix(caseID) + string(kind) + ":" + name + ":image"
}

// caseOf returns the case in the key of a picture record.
func caseOf(key string) string {
	id, _, _ := strings.Cut(strings.TrimPrefix(key, "case:"), ":")
	return id
}

// living returns the record of a case that is there and not deleted, whatever
// its day, or store.ErrNotFound.
func living(tx *store.Tx, id string) (caseRecord, error) {
	record, err := caseRecords().Get(tx, id)
	if err != nil {
		return caseRecord{}, err
	}
	if record.DeletedAt != nil {
		return caseRecord{}, store.ErrNotFound
	}
	return record, nil
}

// visible returns the case that ref (an id or a bare date) names, if a player
// may see it, or a fault.
func (s *Service) visible(tx *store.Tx, ref string) (*mystery.Case, error) {
	id, ok := ParseID(ref)
	if !ok {
		return nil, unknownCase(ref)
	}
	if !s.begun(id) {
		if summary, err := summaries().Get(tx, id); err != nil || !summary.Early {
			return nil, unknownCase(ref)
		}
	}
	record, err := s.read.Get(tx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && record.DeletedAt != nil {
		return nil, unknownCase(ref)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id, err)
	}
	return &record.Case, nil
}

// Case returns the case that ref (an id or a bare date) names, if its day has
// begun or it was published early; else a fault of kind NotFound. The caller must not change it.
func (s *Service) Case(tx *store.Tx, ref string) (*mystery.Case, error) { return s.visible(tx, ref) }

// picturesOf returns the records of a case's fourteen slots.
func picturesOf(tx *store.Tx, caseID string) (map[string]imageRecord, error) {
	bySlot := make(map[string]imageRecord, mystery.PictureCount)
	for item, err := range images().All(tx, store.Range{Prefix: imagePrefix(caseID)}) {
		if err != nil {
			return nil, fmt.Errorf("read pictures of %s: %w", caseID, err)
		}
		if _, isSlot := mystery.KindOf(item.Value.Slot); isSlot {
			bySlot[item.Value.Slot] = item.Value
		}
	}
	return bySlot, nil
}

// past lists what the next case must not repeat, newest first.
func past(tx *store.Tx, before string, limit int) ([]mystery.Past, error) {
	var list []mystery.Past
	for item, err := range summaries().All(tx, store.Range{Prefix: idPrefix, Reverse: true}) {
		if err != nil {
			return nil, fmt.Errorf("read past cases: %w", err)
		}
		if item.Key != before {
			list = append(list, item.Value.Past)
		}
		if len(list) == limit {
			break
		}
	}
	return list, nil
}
