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
