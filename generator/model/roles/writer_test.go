package roles

import (
	"testing"
	"time"

	"casebook/generator/mystery"
)

func brief() mystery.Brief {
	return mystery.Brief{ID: "case-2026-11-22", Date: "2026-11-22", Language: "en", Seed: 7}
}

func TestWriterWrites(t *testing.T) {
	inHouse(t, nil, func(t *testing.T, h *house) {
		began := time.Now()
		c, err := h.Writer.Write(t.Context(), brief())
		if err != nil {
			t.Fatal(err)
		}
		t.Log(c.Author, c.Title, time.Since(began), mystery.Review(c))
		t.Log(h.log.String())
	})
}
