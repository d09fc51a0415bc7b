package roles

import (
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/model/fake"
	"casebook/generator/mystery"
)

// The calls between which the heap is measured, and how much it may grow meanwhile, in
// bytes: half of what a leak of 1 KiB a call would come to.
const (
	warmCalls, allCalls = 200, 1000
	mostGrowth          = (allCalls - warmCalls) * 1024 / 2
)

// TestNoGrowth: a thousand faulty calls in any role leave nothing in memory, and no
// goroutine. The roles take turns at the providers.
func TestNoGrowth(t *testing.T) {
	for i, p := range parts() {
		at := providers()[i%2]
		t.Run(p.role+"/"+at.name, func(t *testing.T) {
			if heap, routines := grown(t, at, p, 0); heap > mostGrowth || routines > 1 {
				t.Errorf("the heap grew by %d KiB and by %d goroutines", heap>>10, routines)
			}
		})
	}
}

// TestGrowthIsSeen: a leak of 1 KiB a call would be found.
func TestGrowthIsSeen(t *testing.T) {
	p := parts()[slices.IndexFunc(parts(), func(p part) bool { return p.role == judgeRole })]
	if heap, _ := grown(t, providers()[0], p, 1024); heap <= mostGrowth {
		t.Errorf("the heap grew by %d KiB, want it to be seen that each call keeps one", heap>>10)
	}
}

// grown returns how much heap and how many goroutines there are more after a thousand
// calls of a role than after the first of them, if a request keeps so many bytes. What is
// harmless is left out, and what is oversized, which is slow.
func grown(t *testing.T, at provided, p part, leak int) (heap, routines int) {
	t.Helper()
	harmless := []fake.Fault{fake.None, fake.FencedJSON, fake.Rerouted, fake.ThoughtPictures, fake.WrongType, fake.Oversized}
	faults := slices.DeleteFunc(fake.Faults(), func(f fake.Fault) bool { return slices.Contains(harmless, f) || !p.concerns(f) })
	var kept [][]byte
	tr := &trouble{next: func(n int) fake.Fault {
		kept = append(kept, make([]byte, leak))
		return faults[n%len(faults)]
	}}
	at.house(t, tr, func(t *testing.T, h *house) {
		tr.begin(p.what)
		calls := func(most int) (bytes, routines int) {
			for h.provider.Asked(p.what) < most {
				p.again(t, h)
				h.provider.Forget()
				h.log.forget()
			}
			time.Sleep(time.Hour) // no connection is idle any more
			synctest.Wait()
			runtime.GC()
			runtime.GC() // empties the pools
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			return int(m.HeapAlloc), runtime.NumGoroutine()
		}
		heapThen, routinesThen := calls(warmCalls)
		heapNow, routinesNow := calls(allCalls)
		heap, routines = heapNow-heapThen, routinesNow-routinesThen
	})
	runtime.KeepAlive(kept)
	t.Logf("%s: %+d KiB, %+d goroutines in %d calls", p.role, heap>>10, routines, allCalls-warmCalls)
	return heap, routines
}

// again plays the role once more, whatever that comes to.
func (p part) again(t *testing.T, h *house) {
	t.Helper()
	time.Sleep(time.Minute) // who failed a witness is left alone for a while
	var err error
	switch b := brief(); p.role {
	case artistRole, viewerRole:
		h.seed++
		if drawing, failed := h.Artist.Draw(t.Context(), "case-1", portrait(h.seed)); failed == nil {
			err = drawing.Forget()
		}
	case witnessRole:
		_, err = h.Witness.Answer(t.Context(), ask(aCase(t), 0, alibi))
	case judgeRole:
		var x accusation
		if x, err = court(); err == nil {
			_, err = h.Judge.Judge(t.Context(), x.c, x.answers)
		}
	case embedderRole:
		b.Past = []mystery.Past{{Date: "2026-11-20", Title: "An Old One", Setting: "theatre", Plot: "lured"}}
		fallthrough
	case writerRole:
		_, err = h.Writer.Write(t.Context(), b)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.lose(t)
}
