package roles

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/mystery"
	"casebook/web/webtest"
)

// standing is how a case stands, as somebody tells it.
type standing struct {
	Stored, Failed int
	Ended          bool
}

// behind reports whether a telling is older than another, in anything.
func (s standing) behind(other standing) bool {
	return s.Stored < other.Stored || s.Failed < other.Failed || !s.Ended && other.Ended
}

// teller asks for how a case stands in one of the ways there are.
type teller struct {
	name string
	tell func() (standing, error)
}

// kinds is the answer of image-status.
type kinds struct {
	Complete                               bool
	Suspect, Location, Evidence, Cinematic struct{ Completed, Failed int }
}

// tellers are the ways in which a case's progress can be asked for.
func tellers(s *webtest.Server, id string) []teller {
	get := func(path string, out any) error {
		status, body, err := s.Do(http.MethodGet, path, http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("%s: got %d %s: %w", path, status, body, err)
		}
		return json.Unmarshal(body, out)
	}
	return []teller{
		{"image-status", func() (now standing, err error) {
			var k kinds
			err = get("/api/case/"+id+"/image-status", &k)
			for _, one := range []struct{ Completed, Failed int }{k.Suspect, k.Location, k.Evidence, k.Cinematic} {
				now.Stored, now.Failed = now.Stored+one.Completed, now.Failed+one.Failed
			}
			now.Ended = k.Complete
			return now, err
		}},
		{"the case", func() (now standing, err error) {
			var c view
			err = get("/api/case/"+id, &c)
			now.Ended = c.ImageStatus != "pending" && c.ImageStatus != "generating"
			for _, picture := range c.Images {
				switch picture.State {
				case "stored":
					now.Stored++
				case "temporary", "placeholder", "failed":
					now.Failed++
				}
			}
			return now, err
		}},
		{"the operator's cases", func() (now standing, err error) {
			var list struct {
				Cases []struct {
					CaseID, State  string
					Stored, Failed int
				}
			}
			err = get("/api/admin/cases", &list)
			for _, c := range list.Cases {
				if c.CaseID == id {
					now = standing{c.Stored, c.Failed, c.State != "pending" && c.State != "generating"}
				}
			}
			return now, err
		}},
	}
}

// jobOf returns how many pictures the job that draws a case has done, and whether it is
// finished.
func jobOf(s *webtest.Server, id string) (done int, finished bool, err error) {
	status, body, err := s.Do(http.MethodGet, "/api/admin/jobs?kind=cases.draw&limit=500", http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
	if err != nil || status != http.StatusOK {
		return 0, false, fmt.Errorf("got %d: %w", status, err)
	}
	var list struct {
		Jobs []struct {
			ID    string `json:"id"`
			State string `json:"state"`
			Done  int    `json:"done"`
		} `json:"jobs"`
	}
	err = json.Unmarshal(body, &list)
	for _, job := range list.Jobs {
		if job.ID == "cases.draw "+id {
			return job.Done, job.State != "queued" && job.State != "running", err
		}
	}
	return 0, false, errors.Join(err, errors.New("there is no job"))
}

// told are the standings that a stream told.
type told struct {
	mu   sync.Mutex
	list []standing
}

func (l *told) add(now standing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, now)
}

func (l *told) last() (now standing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) > 0 {
		now = l.list[len(l.list)-1]
	}
	return now
}

// listen hears the events of a case to their end.
func (l *told) listen(s *webtest.Server, id string) error {
	response, err := s.Send(http.MethodGet, "/api/case/"+id+"/events", nil, nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		text, found := strings.CutPrefix(lines.Text(), "data: ")
		if !found {
			continue
		}
		var e struct {
			Status    string `json:"status"`
			Completed int    `json:"completed"`
			Failed    int    `json:"failed"`
		}
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			return err
		}
		l.add(standing{e.Completed, e.Failed, e.Status != "pending" && e.Status != "generating"})
	}
	return nil
}

// TestOneTruth asks in every way for how a case is drawn, one after the other and again
// and again, while some of its pictures fail: what is told never goes back, whoever tells
// it, and comes to the same in the end: on the status routes, in events, in the lists of
// cases and jobs, in webhooks and by `casebook generate`.
func TestOneTruth(t *testing.T) {
	p := fake.New(fake.Options{
		Key: modeltest.Key, Side: 96, Latency: fake.Latencies(15*time.Second, 40*time.Second, 60), Models: []string{"gemini-nano-banana-2.1", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-embedding-2"},
		Fault: func(what string, n int) fake.Fault {
			return map[bool]fake.Fault{true: fake.DailyQuota}[what == fake.ForPicture && n%4 == 0]
		},
	})
	server := httptest.NewServer(p.Gemini())
	t.Cleanup(server.Close)
	h := receiver(t)
	t.Setenv("CASEBOOK_GEMINI_API_KEY", modeltest.Key)
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+base64.StdEncoding.EncodeToString([]byte("the key of this test, 32 bytes..")))
	const id = "case-2026-11-21"
	data := t.TempDir()
	args := []string{
		"--gemini-base-url", server.URL, "--gemini-spacing", "1ms", "--ahead", "1", "--clock", "2026-11-21T12:00:00Z", "--writer", "builtin",
		"--webhook-urls", h.URL + "/hook", "--webhook-to", "127.0.0.1/32",
	}
	s := webtest.Start(t, data, args...)
	webtest.Eventually(t, "the drawing begins", func() error { _, _, err := jobOf(s, id); return err })
	var events told
	listening := make(chan error, 1)
	go func() { listening <- events.listen(s, id) }()
	type output struct {
		text string
		err  error
	}
	printed := make(chan output, 1)
	go func() {
		text, err := webtest.Run(t, "generate", "--json", "--data", data, "--date", "2026-11-21")
		printed <- output{text, err}
	}()

	var now standing
	var by string
	tellings := 0
	finished := false
	webtest.Within(t, webtest.Drawing, "drawing has ended", func() error {
		for _, x := range tellers(s, id) {
			heard := events.last() // before it is asked: so it cannot be ahead
			next, err := x.tell()
			if err != nil {
				t.Fatal(err)
			}
			if next.behind(now) || next.behind(heard) {
				t.Errorf("%s tells %+v after %s told %+v, and the events %+v", x.name, next, by, now, heard)
			}
			if finished && !next.Ended {
				t.Errorf("%s does not know that it has ended: %+v, when the job had", x.name, next)
			}
			if next != now {
				tellings++
			}
			now, by = next, x.name
			done, ended, err := jobOf(s, id)
			if err != nil {
				t.Fatal(err)
			}
			if finished = finished || ended; done < now.Stored {
				t.Errorf("the job tells %d after %s told %d", done, by, now.Stored)
			}
			now.Stored, by = done, "the job"
		}
		if !finished {
			return errors.New("it goes on")
		}
		return nil
	})
	if now.Stored+now.Failed != mystery.PictureCount || now.Failed == 0 || now.Stored == 0 || !now.Ended || tellings < 4 {
		t.Errorf("in the end: %+v after %d changes, want some of 14 stored and the others failed", now, tellings)
	}
	if err := <-listening; err != nil || events.last() != now {
		t.Errorf("the events end with %+v, %v, want %+v", events.last(), err, now)
	}
	want := fmt.Sprintf(`"state":"partial","stored":%d,"failed":%d,"total":14}`, now.Stored, now.Failed)
	if out := <-printed; !strings.Contains(out.text, want) {
		t.Errorf("generate --json printed\n%s\n%v, want at last %s", out.text, out.err, want)
	}
	want = fmt.Sprintf("%s: partial, %d of 14 pictures stored, %d failed\n", id, now.Stored, now.Failed)
	if out, err := webtest.Run(t, "generate", "--data", data, "--date", "2026-11-21"); !strings.Contains(out, want) {
		t.Errorf("generate printed\n%s\n%v, want %s", out, err, want)
	}
	webtest.Eventually(t, "the end is told", func() error {
		if got := h.told(id); len(got) != mystery.PictureCount+1 {
			return fmt.Errorf("got %d messages", len(got))
		}
		return nil
	})
	states := map[string]int{}
	for about := range h.told(id) {
		states[strings.Fields(about + " -")[3]]++
	}
	if states["stored"] != now.Stored || states["placeholder"] != now.Failed {
		t.Errorf("webhooks told %v, want %+v", states, now)
	}
}
