package cases

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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
