package cases

import (
	"fmt"
	"time"

	"casebook/generator/mystery"
	"casebook/store"
)

// News tells those outside how the pictures of a case stand, after each picture and
// at the end.
type News struct {
	CaseID         string            `json:"caseId"`
	Status         DrawState         `json:"status"`
	TotalCount     int               `json:"totalCount"`
	CompletedCount int               `json:"completedCount"` // stored
	FailedCount    int               `json:"failedCount"`    // failed, or with a placeholder or a temporary address
	Images         map[string]string `json:"images"`         // URL by slot, of those that can be shown
	Image          *ImageNews        `json:"image,omitempty"`
	LastUpdated    time.Time         `json:"lastUpdated"`
}

// ImageNews is the picture that the news is of.
type ImageNews struct {
	ID       string              `json:"id"` // the slot
	Type     mystery.PictureKind `json:"type"`
	State    State               `json:"state"`
	ImageURL string              `json:"imageUrl,omitempty"`
	Error    string              `json:"error,omitempty"`
}

// Event is what happened, as receivers know it.
func (n News) Event() string {
	if n.Image != nil {
		return "image.progress"
	}
	return "image.end"
}

// Name is a name for just this news: safe in a URL, and sorted by time within its case.
func (n News) Name() string {
	about := "end"
	if n.Image != nil {
		about = n.Image.ID
	}
	return fmt.Sprintf("%s.%s.%d", n.CaseID, about, n.LastUpdated.UnixMilli())
}

// OnNews sets what is called, within the transaction, after each picture that was drawn
// or could not be, and when a round of drawing ends. Call it before use.
func (s *Service) OnNews(tell func(tx *store.Tx, n News) error) { s.tell = tell }

// news tells of a picture, or of the end when rec is nil.
func (s *Service) news(tx *store.Tx, caseID string, status DrawState, rec *imageRecord) error {
	bySlot, err := picturesOf(tx, caseID)
	if err != nil {
		return err
	}
	counted := countOf(bySlot, "", status)
	n := News{
		CaseID: caseID, Status: status, TotalCount: mystery.PictureCount, CompletedCount: counted.stored, FailedCount: counted.failed,
		Images: map[string]string{}, LastUpdated: s.o.Now().UTC(),
	}
	for slot, rec := range bySlot {
		if url := s.url(rec); url != "" {
			n.Images[slot] = url
		}
	}
	if rec != nil {
		n.Image = &ImageNews{ID: rec.Slot, Type: rec.Kind, State: rec.State, ImageURL: s.url(*rec)}
		if rec.Failure != nil {
			n.Image.Error = rec.Failure.Message
		}
	}
	return s.tell(tx, n)
}
