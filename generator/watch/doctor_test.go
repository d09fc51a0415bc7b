package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casebook/generator/keeping"
)

// TestExamine: each thing that is wrong is found, and what to change is said in one line.
func TestExamine(t *testing.T) {
	now := time.Now()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	data, backups := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "casebook.db"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	backup := func(age time.Duration) string {
		folder := filepath.Join(backups, age.String())
		name := filepath.Join(folder, now.Add(-age).UTC().Format("casebook-20060102T150405Z.zip"))
		if err := errors.Join(os.MkdirAll(folder, 0o700), os.WriteFile(name, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
		return folder
	}
	for name, test := range map[string]struct {
		place    Place
		now      time.Time
		database error
		check    string
		want     State
		change   string
	}{
		"no such directory":   {place: Place{Data: filepath.Join(data, "casebook.db", "x")}, check: "disk", want: Wrong, change: "let the user"},
		"the clock went back": {now: now.Add(-24 * time.Hour), check: "clock", want: Wrong, change: "timedatectl"},
		"a zone":              {check: "time zone", want: Well},
		"no backups":          {check: "backups", want: Warning, change: "backup-folder"},
		"none yet":            {place: Place{BackupFolder: t.TempDir()}, check: "backups", want: Warning, change: "casebook backup"},
		"an old one":          {place: Place{BackupFolder: backup(50 * time.Hour)}, check: "backups", want: Wrong, change: "keeping.backup"},
		"one of tomorrow":     {place: Place{BackupFolder: backup(-24 * time.Hour)}, check: "backups", want: Warning, change: "casebook backup"},
		"on the same disk":    {place: Place{BackupFolder: backup(time.Hour)}, check: "backups", want: Warning, change: "another disk"},
		"a whole database":    {check: "database", want: Well},
		"a torn database":     {database: errors.New("page 4 is torn"), check: "database", want: Wrong, change: "restart"},
	} {
		test.place.Zone = berlin
		if test.place.Data == "" {
			test.place.Data = data
		}
		if test.now.IsZero() {
			test.now = now
		}
		for _, c := range Examine(test.place, test.now, func() error { return test.database }) {
			if c.Name == test.check && (c.State != test.want || c.Says == "" || !strings.Contains(c.Change, test.change) || (c.State == Well) != (c.Change == "")) {
				t.Errorf("%s: got %+v, want %s with %q", name, c, test.want, test.change)
			}
		}
	}
	if entries, err := os.ReadDir(data); err != nil || len(entries) != 1 {
		t.Errorf("got %v, %v in the directory, want nothing but its database", entries, err)
	}
	for free, want := range map[int64]State{50: Well, 10: Well, 9: Warning, 1: Warning, 0: Wrong} {
		if got := judgeDisk(keeping.Space{Free: free, Total: 100}); got.State != want {
			t.Errorf("%d%% free: got %+v, want %s", free, got, want)
		}
	}
	var out strings.Builder
	list := append(Examine(Place{Data: data, Zone: berlin}, now, func() error { return nil }), Unseen()...)
	if err := Print(&out, list); err != nil || strings.Count(out.String(), "\n") != len(list) {
		t.Errorf("got %v and %q, want a line for each of %d checks", err, out.String(), len(list))
	}
}

// TestNoList: a provider that has no list of its models is nothing to warn of.
func TestNoList(t *testing.T) {
	w := &Watch{o: Options{Providers: func(context.Context) []Provider { return []Provider{{Name: "openai", NoList: true}} }}}
	if got := w.checkKey(t.Context()); got.State != Well || !strings.Contains(got.Says, "openai has no list of models") {
		t.Errorf("got %+v, want it well, and why", got)
	}
}
