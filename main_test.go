package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/mystery"
	"casebook/web/webtest"
)

// image is what the tests read of a picture.
type image struct {
	URL    string `json:"url"`
	State  string `json:"state"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// caseView is what the tests read of a case.
type caseView struct {
	ID          string           `json:"id"`
	Date        string           `json:"date"`
	Title       string           `json:"title"`
	ImageStatus string           `json:"imageStatus"`
	Images      map[string]image `json:"images"`
}

// untilDrawn waits until all pictures of a case are stored.
func untilDrawn(t *testing.T, s *webtest.Server, ref string) (c caseView) {
	t.Helper()
	webtest.Within(t, 10*time.Minute, "all pictures are stored", func() error { // they may wait for those of fifty cases
		if c = untilWritten(t, s, ref); c.ImageStatus != "completed" {
			return fmt.Errorf("imageStatus is %s", c.ImageStatus)
		}
		return nil
	})
	return c
}

// untilWritten waits until a case can be read, and returns it.
func untilWritten(t *testing.T, s *webtest.Server, ref string) (c caseView) {
	t.Helper()
	webtest.Eventually(t, ref+" can be read", func() error {
		status, body, err := s.Do(http.MethodGet, "/api/case/"+ref, nil, nil)
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("got %d: %s %w", status, body, err)
		}
		return json.Unmarshal(body, &c)
	})
	return c
}

// TestFirstRun is a stranger's first minute: a case at once, its pictures soon.
func TestFirstRun(t *testing.T) {
	started := time.Now()
	s := webtest.Start(t, t.TempDir())
	untilWritten(t, s, "today")
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("today's case took %s, want at most 10 s", took)
	}
	c := untilDrawn(t, s, "today")
	if took := time.Since(started); took > 30*time.Second {
		t.Errorf("the pictures took %s, want at most 30 s", took)
	}
	if len(c.Images) != mystery.PictureCount {
		t.Fatalf("got %d pictures, want %d", len(c.Images), mystery.PictureCount)
	}
	seen := map[string]string{}
	for slot, image := range c.Images {
		response, err := s.Send(http.MethodGet, strings.TrimSuffix(s.URL, "/")+image.URL, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := response.Header.Get("Content-Type"); got != "image/jpeg" || response.StatusCode != http.StatusOK {
			t.Errorf("%s: got %d %s, want 200 image/jpeg", image.URL, response.StatusCode, got)
		}
		if other := seen[response.Header.Get("ETag")]; other != "" {
			t.Errorf("%s and %s are the same picture", slot, other)
		}
		seen[response.Header.Get("ETag")] = slot
		file, err := io.ReadAll(response.Body)
		if err := errors.Join(err, response.Body.Close()); err != nil || !strings.Contains(string(file), "digitalsourcetype/compositeSynthetic") {
			t.Errorf("%s: got %v, want a file that says how it was made", slot, err)
		}
		if image.State != "stored" || image.Width < 512 || image.Height < 512 {
			t.Errorf("%s: got %+v, want a stored picture", slot, image)
		}
	}
	for _, line := range []string{"Play", s.URL, "Data", s.Data, "Operator", "setup="} {
		if !strings.Contains(s.Output.String(), line) {
			t.Errorf("the greeting lacks %q:\n%s", line, s.Output)
		}
	}
	wantWatched(t, s)
}

// TestStopAndGoOn stops in the middle of drawing and goes on where it was.
func TestStopAndGoOn(t *testing.T) {
	data := t.TempDir()
	s := webtest.Start(t, data)
	var before caseView
	webtest.Eventually(t, "some pictures are stored", func() error {
		if before = untilWritten(t, s, "today"); len(storedOf(before)) == 0 {
			return fmt.Errorf("none yet")
		}
		return nil
	})
	if took := s.Interrupt(t); took > 5*time.Second {
		t.Errorf("stopping took %s, want at most 5 s", took)
	}
	if _, err := os.Stat(filepath.Join(data, "server.json")); err == nil {
		t.Error("server.json is still there after a clean end")
	}
	s = webtest.Start(t, data)
	after := untilDrawn(t, s, "today")
	if after.ID != before.ID || after.Title != before.Title {
		t.Errorf("got case %s %q, want %s %q", after.ID, after.Title, before.ID, before.Title)
	}
	for slot, url := range storedOf(before) {
		if got := after.Images[slot].URL; got != url {
			t.Errorf("%s: got %s, want %s as before", slot, got, url)
		}
	}
}

func storedOf(c caseView) map[string]string {
	urls := map[string]string{}
	for slot, image := range c.Images {
		if image.State == "stored" {
			urls[slot] = image.URL
		}
	}
	return urls
}

// TestSchedule crosses a midnight: the next days are ready before they begin and
// cannot be seen until then, the schedule adds one more, and the past is not
// invented. The 25th of October 2026 has 25 hours in Berlin.
func TestSchedule(t *testing.T) {
	data := t.TempDir()
	onDisk := func(day string) error {
		_, err := os.Stat(filepath.Join(data, "cases", "case-"+day+".json"))
		return err
	}
	s := webtest.Start(t, data, "--clock", "2026-10-24T21:59:50Z", "--timezone", "Europe/Berlin", "--schedule-at", "00:00", "--ahead", "2")
	untilWritten(t, s, "today")
	for _, day := range []string{"2026-10-25", "2026-10-26"} {
		webtest.Eventually(t, day+" is ready", func() error { return onDisk(day) })
	}
	for _, path := range []string{"/api/case/2026-10-25", "/api/case/case-2026-10-26", "/api/suspect-image/case-2026-10-25-suspect-1"} {
		s.JSON(t, http.MethodGet, path, nil, http.StatusNotFound, nil)
	}
	var tomorrow []string
	webtest.Within(t, webtest.Drawing, "a picture of the 26th is drawn", func() (err error) {
		if tomorrow, err = filepath.Glob(filepath.Join(data, "images", "case-2026-10-26", "*", "*.jpg")); err != nil || len(tomorrow) == 0 {
			return fmt.Errorf("none yet: %w", err)
		}
		return nil
	})
	picture, err := filepath.Rel(data, tomorrow[0])
	if err != nil {
		t.Fatal(err)
	}
	s.JSON(t, http.MethodGet, "/"+filepath.ToSlash(picture), nil, http.StatusNotFound, nil)
	webtest.Eventually(t, "the 25th begins", func() error {
		if c := untilWritten(t, s, "today"); c.Date != "2026-10-25" {
			return fmt.Errorf("today is %s", c.Date)
		}
		return nil
	})
	webtest.Eventually(t, "the schedule makes the 27th", func() error { return onDisk("2026-10-27") })
	s.Interrupt(t)
	s = webtest.Start(t, data, "--clock", "2026-11-03T12:00:00Z", "--timezone", "Europe/Berlin", "--ahead", "1")
	untilWritten(t, s, "today")
	webtest.Eventually(t, "the next day is ready", func() error { return onDisk("2026-11-04") })
	if err := onDisk("2026-11-01"); err == nil {
		t.Error("a day that passed while the program was off was invented")
	}
	untilWritten(t, s, "2026-10-26")
}

// operatorHeader authorises as commands on this machine do.
func operatorHeader(s *webtest.Server) http.Header {
	return http.Header{"Authorization": {"Bearer " + s.Token}}
}

// TestGenerate makes cases by command, with and without a running server.
func TestGenerate(t *testing.T) {
	data := webtest.House(t, "")
	out, err := webtest.Run(t, "generate", "--data", data, "--date", "2026-01-02", "--json")
	if err != nil {
		t.Fatalf("generate: %v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var last struct {
		State  string `json:"state"`
		Stored int    `json:"stored"`
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || last.Stored != mystery.PictureCount || last.State != "completed" {
		t.Fatalf("last line: got %s, %v, want all pictures stored", lines[len(lines)-1], err)
	}
	s := webtest.Start(t, data)
	first := untilDrawn(t, s, "2026-01-02")
	out, err = webtest.Run(t, "generate", "--data", data, "--date", "2026-01-02", "--force")
	if err != nil || !strings.Contains(out, "14 of 14") {
		t.Fatalf("generate --force against a server: %v\n%s", err, out)
	}
	second := untilDrawn(t, s, "2026-01-02")
	if first.Images["suspect-1"].URL == second.Images["suspect-1"].URL {
		t.Error("the case was not made anew")
	}
	if status, _, err := s.Do(http.MethodGet, first.Images["suspect-1"].URL, nil, nil); err != nil || status != http.StatusOK {
		t.Errorf("the old picture: got %d, %v, want 200", status, err)
	}
	if out, err := webtest.Run(t, "generate", "--data", data, "--date", "2026-02-30"); err == nil || !strings.Contains(out, "not a date") {
		t.Errorf("generate for no date: got %v, %s", err, out)
	}
}

// TestArchive lists and opens past cases, by id and by date.
func TestArchive(t *testing.T) {
	data := t.TempDir()
	days := []string{"2026-03-01", "2026-03-02", "2026-03-03"}
	s := webtest.Start(t, data, "--clock", "2026-03-04T12:00:00Z")
	untilWritten(t, s, "today")
	for _, day := range days {
		status, body, err := s.Do(http.MethodPost, "/api/admin/cases", operatorHeader(s), map[string]string{"date": day})
		if err != nil || status != http.StatusOK {
			t.Fatalf("make %s: %d %s %v", day, status, body, err)
		}
	}
	var got []string
	for next := ""; ; {
		var page struct {
			Cases []struct{ ID, Date string }
			Next  string
		}
		s.JSON(t, http.MethodGet, "/api/cases?limit=2&before="+next, nil, http.StatusOK, &page)
		for _, c := range page.Cases {
			got = append(got, c.Date)
			for _, ref := range []string{c.ID, c.Date} {
				var view caseView
				s.JSON(t, http.MethodGet, "/api/case/"+ref, nil, http.StatusOK, &view)
				s.JSON(t, http.MethodGet, "/api/player-state/"+ref+"/player-1", nil, http.StatusOK, nil)
			}
		}
		if next = page.Next; next == "" {
			break
		}
	}
	want := append([]string{"2026-03-04"}, "2026-03-03", "2026-03-02", "2026-03-01")
	if !slices.Equal(got, want) {
		t.Errorf("archive: got %v, want %v", got, want)
	}
}

// TestKill kills the server at random moments while it generates and is played,
// and checks after each that nothing acknowledged is lost, that no record names a
// missing file, and in the end that everything is whole.
func TestKill(t *testing.T) {
	rounds := 6
	if n, err := strconv.Atoi(os.Getenv("CASEBOOK_TEST_KILLS")); err == nil {
		rounds = n
	}
	data := t.TempDir()
	acknowledged := map[string][]string{} // questions that were answered, by player
	made := []string{"today"}
	for round := range rounds {
		s := webtest.Start(t, data, "--ahead", "1")
		checkNothingLost(t, s, made, acknowledged)
		ended := make(chan struct{})
		day := time.Date(2026, 1, 1+round, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		var players sync.WaitGroup
		players.Go(func() { playUntil(s, round, ended, acknowledged) })
		players.Go(func() {
			status, _, err := s.Do(http.MethodPost, "/api/admin/cases", operatorHeader(s), map[string]string{"date": day})
			if err == nil && status == http.StatusOK {
				made = append(made, day)
			}
		})
		time.Sleep(time.Duration(rand.N(1500)) * time.Millisecond)
		s.Kill(t)
		close(ended)
		players.Wait()
	}
	s := webtest.Start(t, data, "--ahead", "1")
	checkNothingLost(t, s, made, acknowledged)
	for _, ref := range made {
		untilDrawn(t, s, ref)
	}
	answers := 0
	for _, questions := range acknowledged {
		answers += len(questions)
	}
	t.Logf("%d rounds, %d cases and %d answers acknowledged", rounds, len(made), answers)
}

// questionsPerRound keeps a round's conversation below what is kept of one.
const questionsPerRound = 400

// playUntil asks questions until the server is gone, as a player of this round,
// noting which were answered.
func playUntil(s *webtest.Server, round int, ended <-chan struct{}, acknowledged map[string][]string) {
	user := "killed-" + strconv.Itoa(round)
	for n := range questionsPerRound {
		select {
		case <-ended:
			return
		default:
		}
		question := fmt.Sprintf("Round %d, question %d: where were you?", round, n)
		today := time.Now().UTC().Format(time.DateOnly)
		status, _, err := s.Do(http.MethodPost, "/api/chat/case-"+today+"-suspect-1", nil,
			map[string]string{"userId": user, "caseId": "case-" + today, "message": question})
		if err != nil {
			return
		}
		if status == http.StatusOK {
			acknowledged[user] = append(acknowledged[user], question)
		}
	}
}

// checkNothingLost asks a server that has just started for all it acknowledged.
func checkNothingLost(t *testing.T, s *webtest.Server, made []string, acknowledged map[string][]string) {
	t.Helper()
	for _, ref := range made {
		c := untilWritten(t, s, ref)
		for slot, image := range c.Images {
			if image.URL == "" {
				continue
			}
			if status, _, err := s.Do(http.MethodHead, image.URL, nil, nil); err != nil || status != http.StatusOK {
				t.Errorf("%s %s names %s: got %d, %v", ref, slot, image.URL, status, err)
			}
		}
	}
	today := time.Now().UTC().Format(time.DateOnly)
	for user, questions := range acknowledged {
		var talk struct{ Messages []struct{ Content string } }
		s.JSON(t, http.MethodGet, "/api/conversation/case-"+today+"-suspect-1/"+user, nil, http.StatusOK, &talk)
		kept := map[string]bool{}
		for _, message := range talk.Messages {
			kept[message.Content] = true
		}
		for _, question := range questions {
			if !kept[question] {
				t.Errorf("%q was answered and is lost", question)
			}
		}
	}
}
