package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"casebook/generator/cases"
)

// todayRef stands in a path for today's case.
const todayRef = "today"

// preparedKept is how many answers are kept ready, of about 40 KB each.
const preparedKept = 100

// prepared keeps cases as they are sent, until any case changes.
type prepared struct {
	making singleflight.Group

	mu       sync.Mutex
	revision uint64
	answers  map[string]preparedCase // by the id of the case
}

// preparedCase is a case as it is sent, and what says how long it keeps.
type preparedCase struct {
	text
	status     cases.DrawState
	nextCaseAt time.Time
}

// get returns the answer that was made of this revision of the cases.
func (p *prepared) get(id string, revision uint64) (a preparedCase, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.revision != revision {
		return a, false
	}
	a, ok = p.answers[id]
	return a, ok
}

// put keeps an answer. Those of earlier revisions are dropped.
func (p *prepared) put(id string, revision uint64, a preparedCase) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if revision < p.revision {
		return
	}
	if revision > p.revision || p.answers == nil {
		p.revision, p.answers = revision, map[string]preparedCase{}
	}
	for other := range p.answers {
		if len(p.answers) < preparedKept {
			break
		}
		delete(p.answers, other) // any: those in demand are soon back
	}
	p.answers[id] = a
}

// readyCase answers with a case that may be seen, "today" or by a reference, as
// the routes do for those who ask without a query. It is never older than the
// last change that was committed before the request came: of what is being
// changed it has no answer. It returns the status, 0 if it has not answered.
func (s *Server) readyCase(w http.ResponseWriter, r *http.Request, ref string) (status int) {
	keep, more := keepDrawn, ""
	id, ok := cases.ParseID(ref)
	switch {
	case ref == todayRef:
		id, keep, more = s.o.Cases.TodayID(), keepToday, ", must-revalidate"
	case !ok || !s.o.Cases.Visible(id):
		return 0
	}
	revision, ok := s.o.Cases.Revision()
	if !ok {
		return 0
	}
	a, ok := s.prepared.get(id, revision)
	if !ok {
		var err error
		if a, err = s.prepare(r.Context(), id, revision); err != nil {
			return 0
		}
	}
	set(w.Header(), "Cache-Control", s.keep(a.status, a.nextCaseAt, keep)+more)
	out := newOpenWriter(w, r)
	sendText(out, r, http.StatusOK, jsonType, a.text)
	return out.status
}

// prepare makes an answer of the cases as they are at revision or later, once
// for all who ask at the same time.
func (s *Server) prepare(ctx context.Context, id string, revision uint64) (preparedCase, error) {
	made, err, _ := s.prepared.making.Do(fmt.Sprint(revision, " ", id), func() (any, error) {
		view, err := s.o.Cases.View(ctx, id, "")
		if err != nil {
			return preparedCase{}, err
		}
		var body bytes.Buffer
		if err := s.api.Marshal(&body, jsonType, Case{View: view}); err != nil {
			return preparedCase{}, err
		}
		a := preparedCase{newText(bytes.TrimSuffix(body.Bytes(), []byte("\n"))).zip(), view.ImageStatus, view.NextCaseAt}
		s.prepared.put(id, revision, a)
		return a, nil
	})
	a, _ := made.(preparedCase) // nothing else is made
	return a, err
}
