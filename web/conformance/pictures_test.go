package conformance

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

const kindStatusShape = `
	status 'pending'|'generating'|'completed'|'partial'|'failed'
	totalCount int
	completedCount int
	images strings
	lastUpdated iso`

const progressShape = `
	%[1]s.status 'pending'|'in_progress'|'complete'|'failed'
	%[1]s.total int
	%[1]s.completed int
	%[1]s.failed int
	%[1]s.startedAt? iso
	%[1]s.completedAt? iso`

var imageStatusShape = `
	caseId string
	status 'unknown'|'generating'|'ready'|'partial'
	elapsedTime int|null
	estimatedTimeRemaining int
	complete bool
	lastUpdated iso` +
	fmt.Sprintf(progressShape, "evidence") + fmt.Sprintf(progressShape, "location") + fmt.Sprintf(progressShape, "suspect") + fmt.Sprintf(progressShape, "cinematic")

func pictures() []sentence {
	return []sentence{
		{"status of the pictures of places and evidence: counts, and an object of strings", func(t *testing.T, s *site) {
			for kind, prefix := range map[string]string{"location": "loc-", "evidence": "ev-"} {
				a := s.get(t, "/api/case/"+caseID+"/"+kind+"-images/status")
				wantGood(t, a, kindStatusShape+"\nstatus 'completed'")
				if a.number("totalCount") != 5 || a.number("completedCount") != 5 {
					t.Errorf("got %s, want 5 of 5", a)
				}
				for n := range 5 {
					url := a.text("images." + prefix + strconv.Itoa(n+1))
					wantPicture(t, s, url, nil)
				}
			}
		}},
		{"unknown case: 200 pending with zeros and {}", func(t *testing.T, s *site) {
			for _, id := range []string{unknown, tomorrow, "nonsense"} {
				for _, kind := range []string{"location", "evidence"} {
					a := s.get(t, "/api/case/"+id+"/"+kind+"-images/status")
					wantGood(t, a, kindStatusShape+"\nstatus 'pending'")
					if in, ok := a.at("images").(map[string]any); !ok || len(in) != 0 || a.number("totalCount") != 0 || a.number("completedCount") != 0 {
						t.Errorf("got %s, want zeros and {}", a)
					}
				}
				a := s.get(t, "/api/case/"+id+"/image-status")
				wantGood(t, a, imageStatusShape+"\nstatus 'unknown'\ncomplete false\nelapsedTime null")
			}
		}},
		{"image-status: one body for two kinds of clients", func(t *testing.T, s *site) {
			a := s.get(t, "/api/case/"+caseID+"/image-status")
			wantGood(t, a, imageStatusShape+"\nstatus 'ready'\ncomplete true\nelapsedTime int\nevidence.status 'complete'\nevidence.startedAt iso\nevidence.completedAt iso")
			for kind, n := range map[string]int{"evidence": 5, "location": 5, "suspect": 3, "cinematic": 1} {
				if a.number(kind+".total") != n || a.number(kind+".completed") != n || a.number(kind+".failed") != 0 {
					t.Errorf("%s: got %v, want %d of %d", kind, a.at(kind), n, n)
				}
			}
		}},
		{"events: progress, then the end", func(t *testing.T, s *site) {
			a := s.get(t, "/api/case/"+caseID+"/events")
			progress, end := strings.Index(string(a.Body), "event: progress"), strings.Index(string(a.Body), "event: end")
			if a.Status != 200 || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/event-stream") || progress < 0 || end < progress {
				t.Errorf("got %v %s, want an event progress and then one end", a.Header, a)
			}
			if a.Header.Get("Access-Control-Allow-Origin") != "*" {
				t.Error("pages elsewhere cannot read the stream")
			}
		}},
		{"suspect-image: JSON naming a URL, 404 if unknown", func(t *testing.T, s *site) {
			for n := range 3 {
				id := fmt.Sprint(caseID, "-suspect-", n+1)
				a := s.get(t, "/api/suspect-image/"+id)
				wantGood(t, a, "suspectId '"+id+"'\nprofileImageUrl url")
				wantPicture(t, s, a.text("profileImageUrl"), nil)
			}
			for _, id := range []string{unknown + "-suspect-1", caseID + "-suspect-4", caseID + "-suspect-", tomorrow + "-suspect-1", caseID + "-ev-1", "x"} {
				wantError(t, s.get(t, "/api/suspect-image/"+id), http.StatusNotFound, "")
			}
		}},
		{"suspects as in the case; unknown: empty list", func(t *testing.T, s *site) {
			wantGood(t, s.get(t, "/api/suspects/"+caseID), suspectShape)
			for _, id := range []string{unknown, tomorrow, "nonsense"} {
				if a := s.get(t, "/api/suspects/"+id); a.Status != 200 || string(a.Body) != `{"suspects":[]}` {
					t.Errorf("got %s, want an empty list", a)
				}
			}
		}},
	}
}
