package cases

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/mystery"
	"casebook/store"
)

// TestNews: each picture is told of once, and each end; and what is healed later is told
// of, too.
func TestNews(t *testing.T) {
	run(t, func(o *Options) { o.Ahead, o.FallbackArtist = 1, &studio{by: "builtin"} }, func(t *testing.T, p *press) {
		var mu sync.Mutex
		var told []News
		p.OnNews(func(_ *store.Tx, n News) error {
			mu.Lock()
			defer mu.Unlock()
			if n.CaseID == idOf(theDay) {
				told = append(told, n)
			}
			return nil
		})
		var well atomic.Bool
		p.art.by = "model"
		p.art.fail = func(slot string, _ int) error {
			if slot == "loc-2" && !well.Load() {
				return errors.New("refused")
			}
			return nil
		}
		p.made(theDay)
		synctest.Wait()
		mu.Lock()
		first := told
		told = nil
		mu.Unlock()
		if len(first) != mystery.PictureCount+1 {
			t.Fatalf("got %d news, want one of each picture and the end", len(first))
		}
		for _, n := range first {
			if n.Image != nil && n.Image.ID == "loc-2" && (n.Image.State != Placeholder || !strings.Contains(n.Image.Error, "refused") || n.Image.ImageURL == "") {
				t.Errorf("got %+v, want a placeholder and why", n.Image)
			}
		}
		got := func(n News) string {
			return fmt.Sprint(n.Event(), n.Status, n.TotalCount, n.CompletedCount, n.FailedCount, len(n.Images))
		}
		end := first[mystery.PictureCount]
		if want := fmt.Sprint("image.end", DrawPartial, 14, 13, 1, 14); got(end) != want || !strings.HasPrefix(end.Name(), idOf(theDay)+".end.") {
			t.Errorf("got %s %s, want %s", got(end), end.Name(), want)
		}
		well.Store(true)
		time.Sleep(firstHeal + time.Minute)
		synctest.Wait()
		mu.Lock()
		defer mu.Unlock()
		if len(told) != 2 || got(told[0]) != fmt.Sprint("image.progress", DrawGenerating, 14, 14, 0, 14) || got(told[1]) != fmt.Sprint("image.end", DrawCompleted, 14, 14, 0, 14) {
			t.Errorf("healing: got %+v, want the picture and the end", told)
		}
	})
}

// TestNewsOfUploads: a picture that the operator puts into a slot is told of like one that
// was drawn; the last that was missing ends the drawing, and nothing heals it then.
func TestNewsOfUploads(t *testing.T) {
	run(t, func(o *Options) { o.Ahead, o.FallbackArtist = 1, &studio{by: "builtin"} }, func(t *testing.T, p *press) {
		var mu sync.Mutex
		var told []string
		p.OnNews(func(_ *store.Tx, n News) error {
			mu.Lock()
			defer mu.Unlock()
			if n.CaseID == idOf(theDay) {
				told = append(told, fmt.Sprint(n.Event(), " ", n.Status, n.CompletedCount, n.FailedCount))
			}
			return nil
		})
		p.art.fail = func(slot string, _ int) error {
			if slot == "loc-1" || slot == "loc-2" {
				return errors.New("refused")
			}
			return nil
		}
		p.made(theDay)
		for slot, want := range []string{"[image.progress partial13 1]", "[image.progress completed14 0 image.end completed14 0]", "[image.progress completed14 0]"} {
			mu.Lock()
			told = nil
			mu.Unlock()
			if _, err := p.Upload(t.Context(), PictureName{theDay, mystery.Location, fmt.Sprint("loc-", slot+1)}, dot("mine", 9)); err != nil {
				t.Fatal(err)
			}
			if now, err := p.progressOf(idOf(theDay)); fmt.Sprint(told) != want || err != nil || !strings.Contains(want, fmt.Sprint(now.State, now.Stored)) {
				t.Errorf("told %v, and the case is %s with %d, %v, want %s", told, now.State, now.Stored, err, want)
			}
		}
		mu.Lock()
		told = nil
		mu.Unlock()
		time.Sleep(lastHeal)
		synctest.Wait()
		if len(told) != 0 {
			t.Errorf("later, told %v, want nothing more", told)
		}
	})
}
