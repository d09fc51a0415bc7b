package roles

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"casebook/generator/model"
	"casebook/generator/model/fake"
	"casebook/generator/settings"
)

// TestArtistKeepsAddresses: a picture of which only an address was received is paid for
// once for as long as the address holds, however often it is asked for and whether or not
// the program goes on; then it is drawn anew.
func TestArtistKeepsAddresses(t *testing.T) {
	signed := func(o *fake.Options) {
		o.Address = func() string {
			return "https://pictures.test/1.png?sig=x&se=" + time.Now().Add(30*time.Minute).UTC().Format(time.RFC3339)
		}
	}
	inHouseOfOpenAI(t, atHome(), signed, func(t *testing.T, h *house) {
		began := time.Now()
		for range 3 {
			got, err := h.Artist.Draw(t.Context(), "case-1", portrait(1))
			if left := got.Expires.Sub(began).Truncate(time.Minute); err != nil || got.Data != nil || got.URL == "" || left != 30*time.Minute {
				t.Fatalf("got %q, which holds for %s, %v, want an address and what it says of itself", got.URL, left, err)
			}
			time.Sleep(5 * time.Minute)
		}
		if n := len(h.provider.Paid(fake.ForPicture)); n != 1 {
			t.Errorf("got %d pictures paid for while the address held, want 1", n)
		}
		time.Sleep(20 * time.Minute)
		if _, err := h.Artist.Draw(t.Context(), "case-1", portrait(1)); err != nil || len(h.provider.Paid(fake.ForPicture)) != 2 {
			t.Errorf("after that: got %v, and %d pictures paid for, want a new one", err, len(h.provider.Paid(fake.ForPicture)))
		}
		const picture = "the bytes of a picture"
		h.fetch = func(string) ([]byte, error) { return []byte(picture), nil }
		got, err := h.Artist.Draw(t.Context(), "case-1", portrait(1))
		if err != nil || string(got.Data) != picture || len(h.provider.Paid(fake.ForPicture)) != 2 {
			t.Fatalf("once it can be fetched: got %d bytes, %v, and %d pictures paid for, want it without another", len(got.Data), err, len(h.provider.Paid(fake.ForPicture)))
		}
		if err := got.Forget(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(filepath.Join(h.data, "received")); err != nil || len(left) != 0 {
			t.Errorf("got %d files, %v, want none of what is forgotten", len(left), err)
		}
	})
}

// TestArtistLooksAtWhatItReceived: a picture that had come, and was not looked at yet as
// the program ended, is not shown unseen.
func TestArtistLooksAtWhatItReceived(t *testing.T) {
	view := time.Hour
	inHouse(t, func(_ *settings.Models, o *fake.Options) {
		o.Latency = func(what string) time.Duration {
			return map[bool]time.Duration{true: view, false: time.Second}[what == fake.ForView]
		}
		o.Opinion = map[string]any{"showsSubject": true, "freeOfWriting": true, "freeOfGore": false, "remark": "There is blood."}
	}, func(t *testing.T, h *house) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		if got, err := h.Artist.Draw(ctx, "case-1", portrait(1)); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("got %d bytes, %v, want that the time was over", len(got.Data), err)
		}
		view = time.Second
		got, err := h.Artist.Draw(t.Context(), "case-1", portrait(1))
		if failed, ok := errors.AsType[*model.Error](err); !ok || failed.Kind != model.Refused || len(h.provider.Paid(fake.ForPicture)) != 3 {
			t.Errorf("got %d bytes, %v, %d pictures paid for, want none of three that are gory", len(got.Data), err, len(h.provider.Paid(fake.ForPicture)))
		}
	})
}
