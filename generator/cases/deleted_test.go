package cases

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// moves notes what is asked of play.
type moves struct{ forgotten, moved []string }

func (m *moves) follow(p *press) {
	p.OnReplaced(func(_ *store.Tx, id string) error {
		m.forgotten = append(m.forgotten, asideFrom(id))
		return nil
	}, func(_ *store.Tx, from, to string) error {
		name := func(id string) string {
			if isAside(id) {
				return "aside"
			}
			return id
		}
		m.moved = append(m.moved, name(from)+" to "+name(to))
		return nil
	})
}

// TestRestoreBringsEverythingBack: whether or not there was another case in its place.
func TestRestoreBringsEverythingBack(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		var m moves
		m.follow(p)
		id := idOf(theDay)
		p.made(theDay)
		before := p.view(theDay)
		remove := func() {
			t.Helper()
			if _, err := p.Delete(t.Context(), theDay); err != nil {
				t.Fatal(err)
			}
		}
		restore := func(want fault.Kind) {
			t.Helper()
			if _, err := p.Restore(t.Context(), theDay, time.Time{}); kindOf(err) != want || want == 0 && err != nil {
				t.Errorf("restore: got %v, want a fault of kind %d", err, want)
			}
		}
		restore(fault.NotFound)
		remove()
		if list, err := p.Deleted(t.Context()); err != nil || len(list) != 1 || list[0].CaseID != id || list[0].Title != before.Title || list[0].Until.Sub(list[0].DeletedAt) != 7*24*time.Hour {
			t.Errorf("deleted: got %+v, %v", list, err)
		}
		if page, err := p.List(t.Context(), "", "", 10); err != nil || len(page.Cases) != 0 {
			t.Errorf("list: got %+v, %v, want none", page, err)
		}
		time.Sleep(6 * 24 * time.Hour)
		restore(0)
		if diff := cmp.Diff(before, p.view(theDay)); diff != "" {
			t.Errorf("restored (-want +got):\n%s", diff)
		}
		time.Sleep(2 * 24 * time.Hour) // no purge touches it
		remove()
		p.made(theDay)
		other := p.view(theDay)
		if other.Commitment == before.Commitment {
			t.Error("the case that was made in its place is the same")
		}
		restore(0) // in its place
		if diff := cmp.Diff(before, p.view(theDay)); diff != "" {
			t.Errorf("restored in the place of another (-want +got):\n%s", diff)
		}
		if list, err := p.Deleted(t.Context()); err != nil || len(list) != 1 || list[0].Title != other.Title || list[0].Present != before.Title {
			t.Errorf("deleted: got %+v, %v, want %q, in whose place is %q", list, err, other.Title, before.Title)
		}
		restore(0) // at the same moment
		if diff := cmp.Diff(other, p.view(theDay)); diff != "" {
			t.Errorf("the other one, restored again (-want +got):\n%s", diff)
		}
		time.Sleep(time.Hour)
		remove()
		restore(0) // the one that was last
		if diff := cmp.Diff(other, p.view(theDay)); diff != "" {
			t.Errorf("restored of two (-want +got):\n%s", diff)
		}
		remove()
		time.Sleep(7*24*time.Hour - 30*time.Minute) // only that one is left
		synctest.Wait()
		if list, err := p.Deleted(t.Context()); err != nil || len(list) != 1 || list[0].Title != other.Title {
			t.Errorf("deleted, a week later: got %+v, %v, want %q", list, err, other.Title)
		}
		if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("audit: got %+v, %v", found, err)
		}
		away, back := id+" to aside", "aside to "+id
		want := []string{away, back, away, away, back, away, back, away, back, away}
		if diff := cmp.Diff(want, m.moved); diff != "" {
			t.Errorf("moved (-want +got):\n%s", diff)
		}
	})
}

// TestRestoreOverADeletedOne brings back the first of two that were deleted.
func TestRestoreOverADeletedOne(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		first, at := p.view(theDay), p.o.Now()
		if _, err := p.Delete(t.Context(), theDay); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		p.made(theDay)
		if _, err := p.Delete(t.Context(), theDay); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Restore(t.Context(), theDay, at); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, p.view(theDay)); diff != "" {
			t.Errorf("restored (-want +got):\n%s", diff)
		}
		if list, err := p.Deleted(t.Context()); err != nil || len(list) != 1 || list[0].Title == first.Title {
			t.Errorf("deleted: got %+v, %v, want the second", list, err)
		}
		if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("audit: got %+v, %v", found, err)
		}
	})
}

// writing is a Writer.
type writing func(ctx context.Context, brief mystery.Brief) (*mystery.Case, error)

func (w writing) Write(ctx context.Context, brief mystery.Brief) (*mystery.Case, error) {
	return w(ctx, brief)
}

// TestRestoreAfterAnotherFailed: what could not be written for the day and is tried again some
// day comes too late, too.
func TestRestoreAfterAnotherFailed(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		before := p.view(theDay)
		if _, err := p.Delete(t.Context(), theDay); err != nil {
			t.Fatal(err)
		}
		var m moves
		m.follow(p)
		writer := p.o.Writer
		p.o.Writer = writing(func(context.Context, mystery.Brief) (*mystery.Case, error) {
			return nil, jobs.Permanent(errors.New("no words"))
		})
		if _, err := p.Begin(t.Context(), theDay, false); err == nil {
			t.Fatal("it was written")
		}
		p.o.Writer = writer
		_, err := p.Restore(t.Context(), theDay, time.Time{})
		if err := errors.Join(err, p.RetryJob(jobID(writeKind, idOf(theDay)))); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if diff := cmp.Diff(before, p.view(theDay)); diff != "" || len(m.forgotten) > 0 {
			t.Errorf("restored (-want +got):\n%s, forgotten: %v", diff, m.forgotten)
		}
	})
}

// TestRestoreWhileAnotherIsWritten: what is written for the day meanwhile comes too late, and
// nothing that players did in the restored one is forgotten.
func TestRestoreWhileAnotherIsWritten(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		before := p.view(theDay)
		if _, err := p.Delete(t.Context(), theDay); err != nil {
			t.Fatal(err)
		}
		var m moves
		m.follow(p)
		writer, restored := p.o.Writer, errors.New("nothing was restored")
		p.o.Writer = writing(func(ctx context.Context, brief mystery.Brief) (*mystery.Case, error) {
			_, restored = p.Restore(ctx, theDay, time.Time{})
			return writer.Write(ctx, brief)
		})
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		if restored != nil {
			t.Fatal(restored)
		}
		if diff := cmp.Diff(before, p.view(theDay)); diff != "" || len(m.forgotten) > 0 {
			t.Errorf("restored (-want +got):\n%s, forgotten: %v", diff, m.forgotten)
		}
	})
}
