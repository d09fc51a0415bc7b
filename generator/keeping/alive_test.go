package keeping

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/jobs"
	"casebook/store"
)

// slow is a disk that takes minutes for each write.
type slow func()

// Write implements io.Writer.
func (s slow) Write(p []byte) (int, error) {
	time.Sleep(4 * time.Minute)
	s()
	return len(p), nil
}

// TestSlowBackupIsNotStuck: a backup that takes hours says that it goes on.
func TestSlowBackupIsNotStuck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		data := t.TempDir()
		noise := make([]byte, 64<<10)
		_, _ = rand.NewChaCha8([32]byte{}).Read(noise) // it never fails
		if err := os.Mkdir(filepath.Join(data, casesFolder), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(data, casesFolder, "case-1.json"), noise, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := store.Open(filepath.Join(data, databaseName), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		queue := jobs.New(db, jobs.Options{})
		k := New(Options{DB: db, Queue: queue, Data: data, Check: func(string) error { return nil }, Now: time.Now, Zone: time.UTC, Log: slog.New(slog.DiscardHandler)})
		writes := 0
		queue.Handle("slow", func(ctx context.Context, run *jobs.Run) error {
			_, err := k.Write(ctx, slow(func() {
				writes++
				if viewErr := db.View(func(tx *store.Tx) error {
					job, err := queue.Job(tx, run.Job.ID)
					if queue.Stuck(job, time.Now()) {
						t.Errorf("after %d writes: got a job that is stuck since %s", writes, job.ProgressAt)
					}
					return err
				}); viewErr != nil {
					t.Error(viewErr)
				}
			}))
			return err
		}, jobs.HandlerOptions{})
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- queue.Run(ctx) }()
		if err := db.Update(func(tx *store.Tx) error {
			_, err := queue.Add(tx, jobs.Spec{Kind: "slow", Name: "a"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if job, err := queue.Wait(ctx, "slow a"); err != nil || job.State != jobs.Done || writes < 4 {
			t.Errorf("got %+v after %d writes, %v, want it done after some", job, writes, err)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}
