package cases

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// scrubbed waits for the scrub of a week.
func (p *press) scrubbed(week string) jobs.Job {
	p.t.Helper()
	if err := p.AddScrub(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	job, err := p.queue.Wait(p.t.Context(), jobID(scrubKind, week))
	if err != nil {
		p.t.Fatal(err)
	}
	return job
}

// loseAll removes every picture, as if their disk were not there.
func (a *album) loseAll(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(a.folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(a.folder, 0o700); err != nil {
		t.Fatal(err)
	}
}

func TestScrub(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		const files = 2 * mystery.PictureCount // each with a variant
		if job := p.scrubbed("2026-W47"); job.State != jobs.Done || job.Done != files || job.Total != files {
			t.Errorf("all whole: got %+v, want it done, %d of %[2]d", job, files)
		}
		lost := p.view(theDay).Images["ev-1"].URL
		if err := os.Remove(filepath.Join(p.album.folder, strings.TrimPrefix(lost, "/images/"))); err != nil {
			t.Fatal(err)
		}
		if job := p.scrubbed("2026-W47"); job.State != jobs.Done || job.Attempts != 1 {
			t.Errorf("again in the same week: got %+v, want the job of before", job)
		}
		time.Sleep(7 * 24 * time.Hour)
		if job := p.scrubbed("2026-W48"); job.State != jobs.Partial || !strings.Contains(job.Error, strings.TrimPrefix(lost, "/images/")) {
			t.Errorf("a picture gone: got %+v, want it named", job)
		}
		if err := p.Drawn(t.Context(), idOf(theDay)); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(p.album.folder, strings.TrimPrefix(lost, "/images/"))); err != nil {
			t.Errorf("the picture that was gone: got %v, want it drawn again", err)
		}
		p.album.loseAll(t)
		time.Sleep(7 * 24 * time.Hour)
		if job := p.scrubbed("2026-W49"); job.State != jobs.Partial || p.view(theDay).ImageStatus != "completed" {
			t.Errorf("all gone: got %+v and pictures %s, want nothing drawn again unasked", job, p.view(theDay).ImageStatus)
		}
	})
}

// TestScrubBringsBack: what a backup has comes from there, an upload that none has is lost
// until it comes back, and only what can be drawn again is.
func TestScrubBringsBack(t *testing.T) {
	saved := map[string][]byte{} // in a backup
	p := new(press)
	run(t, func(o *Options) {
		o.Backups = func(_ context.Context, paths []string) (back []string, err error) {
			for _, path := range paths {
				if saved[path] != nil {
					back = append(back, path)
					err = errors.Join(err, os.WriteFile(filepath.Join(p.album.folder, path), saved[path], 0o600))
				}
			}
			return back, err
		}
	}, func(t *testing.T, running *press) {
		p = running
		p.made(theDay)
		id := idOf(theDay)
		if _, err := p.Upload(t.Context(), PictureName{id, mystery.Object, "ev-1"}, dot("mine", 9)); err != nil {
			t.Fatal(err)
		}
		before := p.pictures(id)
		lose := func(slot string) (path string, data []byte) {
			t.Helper()
			path = before[slot].Kept.Path
			data, err := os.ReadFile(filepath.Join(p.album.folder, path))
			if err := errors.Join(err, os.Remove(filepath.Join(p.album.folder, path))); err != nil {
				t.Fatal(err)
			}
			return path, data
		}
		scrubbed := func(week string) {
			t.Helper()
			if job := p.scrubbed(week); job.State != jobs.Partial {
				t.Errorf("%s: got %+v, want what was not whole", week, job)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
				t.Errorf("%s: audit: got %+v, %v", week, found, err)
			}
		}
		path, data := lose("ev-2")
		saved[path] = data
		scrubbed("2026-W47")
		if diff := cmp.Diff(before, p.pictures(id)); diff != "" || p.art.times("ev-2") != 1 {
			t.Errorf("in a backup: drawn %d times (-want +got):\n%s", p.art.times("ev-2"), diff)
		}
		path, data = lose("ev-1")
		lose("ev-3")
		time.Sleep(7 * 24 * time.Hour)
		scrubbed("2026-W48")
		now := p.pictures(id)
		if got := now["ev-1"]; got.State != Failed || got.Kept.Path != path || !strings.Contains(got.Failure.Message, "uploaded") || p.art.times("ev-1") != 1 {
			t.Errorf("uploaded and in no backup: got %+v, drawn %d times, want it failed and still named", got, p.art.times("ev-1"))
		}
		if got := now["ev-3"]; got.State != Stored || p.art.times("ev-3") != 2 {
			t.Errorf("drawn and in no backup: got %+v, drawn %d times, want it drawn again", got, p.art.times("ev-3"))
		}
		if got := p.view(theDay).ImageStatus; got != DrawPartial {
			t.Errorf("while one is lost: got %s, want partial", got)
		}
		saved[path] = data
		time.Sleep(7 * 24 * time.Hour)
		scrubbed("2026-W49")
		if got := p.pictures(id)["ev-1"]; got.State != Stored || got.Failure != nil || p.view(theDay).ImageStatus != DrawCompleted || p.art.times("ev-1") != 1 {
			t.Errorf("in a backup after all: got %+v, drawn %d times, want it as it was", got, p.art.times("ev-1"))
		}
		lose("ev-1")
		saved[path] = nil
		time.Sleep(7 * 24 * time.Hour)
		scrubbed("2026-W50")
		if _, err := p.Redraw(t.Context(), theDay, "ev-1", Redraw{Revision: "1.0"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := p.view(theDay); got.ImageStatus != DrawCompleted || p.art.times("ev-1") != 2 {
			t.Errorf("lost and redrawn: got %s, drawn %d times, want it completed", got.ImageStatus, p.art.times("ev-1"))
		}
	})
}

// TestScrubReadsInPages has more records than are read at once.
func TestScrubReadsInPages(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		var want []string
		for _, date := range []string{"2026-11-21", "2026-11-22", "2026-11-23"} {
			for _, kind := range []mystery.PictureKind{"evidence", "suspect"} {
				for n := range scrubPage / 4 {
					name := "extra-" + string(rune('a'+n%26)) + string(rune('a'+n/26))
					path := idOf(date) + "/" + string(kind) + "/" + name + ".jpg"
					want = append(want, path)
					if err := p.change(func(tx *store.Tx) error {
						return images().Put(tx, imageKey(idOf(date), kind, name), imageRecord{Kind: kind, Kept: Kept{Path: path}})
					}); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		count := 0
		var got []string
		for path, err := range p.paths(&count) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, path)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) || count != len(want) {
			t.Errorf("got %d paths and a count of %d, want the %d of the records", len(got), count, len(want))
		}
	})
}
