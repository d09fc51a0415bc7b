package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/keeping"
	"casebook/generator/mystery"
	"casebook/store"
	"casebook/web/webtest"
)

// The test for spoilers is one for interference. Each of many cases is put into one
// house as it is written and into another with everything changed that a player may not
// know: who did it, the solution, what evidence proves and what it is, what suspects
// have not been asked. A player does the same in both. Every byte of every answer, and
// every header, must be the same: then nothing that comes over the wire depends on what
// was changed. But for the commitment, which is a hash of it.

// marker stands in every text that was changed.
const marker = "zxq-secret"

// known is what a player has found out, and may therefore be told.
type known struct {
	evidence []string // ids found
	asked    string   // the suspect asked
}

// altered returns the case with all changed that somebody who knows no more than k must
// not learn.
func altered(t testing.TB, c *mystery.Case, k known) *mystery.Case {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var other mystery.Case
	if err := json.Unmarshal(text, &other); err != nil {
		t.Fatal(err)
	}
	culprit := slices.Index(c.SuspectIDs(), c.Solution.Culprit)
	other.Solution.Culprit = c.Suspects[(culprit+1)%len(c.Suspects)].ID
	next := func(options []string, right string) string {
		return options[(slices.Index(options, right)+1)%len(options)]
	}
	a, o := c.Solution.Answers, c.Options
	other.Solution.Answers = mystery.Answers{
		Who: next(o.Who, a.Who), What: next(o.What, a.What), Where: next(o.Where, a.Where), When: next(o.When, a.When), Why: next(o.Why, a.Why), How: next(o.How, a.How),
	}
	other.Solution.Aliases, other.Solution.Explanation = nil, marker
	other.Solution.Reasoning = []mystery.Step{{Text: marker, Clues: []string{marker}}}
	other.Certificate, other.Salt = mystery.Certificate{}, strings.Repeat("5a", 32)
	other.World.Truth, other.World.Plot = mystery.Truth{Culprit: other.Solution.Culprit, Place: marker, Slot: 99, Weapon: marker, Motive: marker}, marker
	other.World.Facts = slices.DeleteFunc(other.World.Facts, func(f mystery.Fact) bool {
		return f.Source != mystery.Police && f.Source != k.asked
	})
	for i, e := range other.Evidence {
		other.Evidence[i].Relevance = map[mystery.Relevance]mystery.Relevance{mystery.Critical: mystery.Minor, mystery.Important: mystery.Critical, mystery.Minor: mystery.Important}[e.Relevance]
		if !slices.Contains(k.evidence, e.ID) {
			e = mystery.Evidence{ID: e.ID, Type: marker, Name: marker, Description: marker, Hint: marker, Suggestion: marker, Relevance: marker, Hidden: e.Hidden, PlaceID: e.PlaceID}
			other.Evidence[i] = e
		}
	}
	for i, p := range other.Pictures {
		other.Pictures[i].Prompt, other.Pictures[i].Subject, other.Pictures[i].Details = marker, marker, nil
		if p.Kind == mystery.Object && !slices.Contains(k.evidence, p.Slot) {
			other.Pictures[i].Alt = marker
		}
	}
	for i, testimony := range other.Testimony {
		if testimony.SuspectID != k.asked {
			other.Testimony[i].Lines = []mystery.Line{{Topic: mystery.TopicUnclear, Text: marker}}
		}
	}
	return &other
}

// shelve puts a case and records of its pictures, as if they were drawn, into a house.
func (h *house) shelve(t testing.TB, c *mystery.Case) {
	t.Helper()
	type record struct {
		Case    *mystery.Case `json:"case"`
		Edition int           `json:"edition"`
	}
	err := h.o.DB.Update(func(tx *store.Tx) error {
		if err := (store.Collection[record]{Name: "cases", Version: 1}).Put(tx, c.ID, record{c, 1}); err != nil {
			return err
		}
		summary := with{"id": c.ID, "title": c.Title, "difficulty": c.Difficulty}
		if err := (store.Collection[with]{Name: "summaries", Version: 1}).Put(tx, c.ID, summary); err != nil {
			return err
		}
		for _, p := range c.Pictures {
			path := c.ID + "/" + string(p.Kind) + "/" + p.Slot + ".0123456789abcdef.jpg"
			picture := with{"slot": p.Slot, "kind": p.Kind, "state": "stored", "by": "builtin", "updatedAt": h.now(), "kept": with{
				"path": path, "width": 1024, "height": 1024, "bytes": 1, "blurHash": "LEHV6nWB2yk8", "color": "#808080", "variants": []with{},
			}}
			if err := (store.Collection[with]{Name: "images", Version: 1}).Put(tx, "case:"+c.ID+":"+string(p.Kind)+":"+p.Slot+":image", picture); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// readable lists the paths of everything that can be read with GET, for a case and a
// player, the operator's routes too. A route whose parameters are not known here fails the
// test: whoever adds one thinks of spoilers.
func (h *house) readable(t testing.TB, id, user string) (paths []string) {
	t.Helper()
	fill := strings.NewReplacer(":caseId", id, ":userId", user, ":suspectId", id+"-suspect-2", ":type", "evidence", ":file", "ev-1.jpg", ":id", id, ":slot", "ev-1", ":name", keeping.FileName(time.Now()))
	for _, r := range h.echo.Routes() {
		path := fill.Replace(r.Path)
		switch {
		case r.Method != http.MethodGet:
			continue
		case r.Path == "/api/oembed":
			path += "?url=http%3A%2F%2Fexample.com%2Fcase%2F" + id
		case r.Path == "/api/case/:caseId/solution" || r.Path == "/api/case/:caseId" || r.Path == "/api/leaderboard/:caseId":
			paths = append(paths, path)
			path += "?userId=" + user
		case r.Path == "/api/player/:userId/ap-status":
			path += "?caseId=" + id
		case r.Path == h.o.Client.root+"/*":
			for name := range h.o.Client.files {
				paths = append(paths, h.o.Client.root+"/"+name)
			}
			continue
		case strings.HasSuffix(r.Path, "/*"):
			path = strings.TrimSuffix(path, "*") + id
		}
		if strings.ContainsAny(path, ":*") && !strings.Contains(path, "?url=") {
			t.Errorf("the test for spoilers knows no value for the parameters of %s", r.Path)
		}
		paths = append(paths, path)
	}
	for n := range 5 {
		paths = append(paths, fmt.Sprintf("/images/%s/evidence/ev-%d.jpg", id, n+1))
	}
	return append(paths, "/api/cases?limit=100", "/api/suspect-image/"+id+"-suspect-1", "/api/suspect-image/"+id+"-suspect-3", "/case/"+id)
}

// forbidden lists the operator's routes that change something, as method and path, for somebody without authority.
func (h *house) forbidden(id string) (list [][2]string) {
	for _, r := range h.echo.Routes() {
		operators := strings.HasPrefix(r.Path, "/api/admin/") || slices.Contains([]string{"/api/case/regenerate", "/api/upload-image"}, r.Path) || r.Method == http.MethodDelete && r.Path == "/api/case/:caseId"
		if operators && slices.Contains([]string{http.MethodPost, http.MethodPut, http.MethodDelete}, r.Method) {
			list = append(list, [2]string{r.Method, strings.NewReplacer(":caseId", id, ":id", id).Replace(r.Path)})
		}
	}
	return list
}

// overheard is an answer with its headers, without what is another each time: to GET, one
// that is plain and one that came compressed.
func overheard(t testing.TB, handler http.Handler, method, path, body string) string {
	t.Helper()
	if method != http.MethodGet {
		return heardOnce(t, handler, method, path, body, "gzip")
	}
	return heardOnce(t, handler, method, path, body, "identity") + heardOnce(t, handler, method, path, body, "gzip")
}

// patient is a recorder that waits for ever, as streams want to be asked not to.
type patient struct{ *httptest.ResponseRecorder }

func (patient) SetWriteDeadline(time.Time) error { return nil }

// heardOnce is an answer with its headers, and with its body uncompressed if it was.
func heardOnce(t testing.TB, handler http.Handler, method, path, body, encoding string) string {
	t.Helper()
	r := httptest.NewRequest(method, "http://example.com"+path, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:1"
	r.Header.Set("Accept-Encoding", encoding)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(patient{w}, r)
	w.Header().Del("X-Request-Id")
	if w.Header().Get("Content-Encoding") == "gzip" {
		unzip, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(unzip)
		if err != nil {
			t.Fatal(err)
		}
		if w.Body = bytes.NewBuffer(plain); promise().Match(plain) {
			w.Header().Del("Content-Length") // a hash of other bytes is compressed to another length
		}
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s %s, %s: %d\n", method, path, encoding, w.Code)
	_ = w.Header().Write(&out) // a Buffer takes everything
	out.Write(w.Body.Bytes())
	out.WriteByte('\n')
	return out.String()
}

// promise is the commitment in an answer.
func promise() *regexp.Regexp { return regexp.MustCompile(`commitment[^0-9a-f]{1,8}[0-9a-f]{64}`) }

// leak is what differs between the answers of two houses, "" for nothing: all but the
// commitment, and the tag of an answer that has it.
func leak(t testing.TB, one, other http.Handler, method, path, body string) string {
	t.Helper()
	got, want := overheard(t, one, method, path, body), overheard(t, other, method, path, body)
	if strings.Contains(got, marker) || strings.Contains(want, marker) {
		return path + " tells a secret: " + want
	}
	if promise := promise(); promise.MatchString(got) {
		tag := regexp.MustCompile("Etag: .*")
		got, want = tag.ReplaceAllString(promise.ReplaceAllString(got, ""), ""), tag.ReplaceAllString(promise.ReplaceAllString(want, ""), "")
	}
	if got != want {
		return fmt.Sprintf("%s depends on a secret: got\n%s\nand\n%s", path, got, want)
	}
	return ""
}

// spoilerCases is how many cases are read. Writing one takes an eighth of a second, ten
// times as much with the race detector.
func spoilerCases() int {
	if webtest.RaceDetector() || testing.Short() {
		return 10
	}
	return 200
}

// writeCases writes the cases of as many days, up to today.
func writeCases(t *testing.T, n int) (list []*mystery.Case) {
	t.Helper()
	w, last := builtin.NewWriter(), time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	for i := range n {
		day := last.AddDate(0, 0, -i).Format(time.DateOnly)
		c, err := w.Write(t.Context(), mystery.Brief{ID: "case-" + day, Date: day, Language: "en", Seed: uint64(i)})
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return list
}

// TestNoSpoilers plays a little of every case in houses that differ in what may not be
// known, and reads everything before and after.
func TestNoSpoilers(t *testing.T) {
	t.Parallel()
	list := writeCases(t, spoilerCases())
	one, before, after := newHouse(t, nil), newHouse(t, nil), newHouse(t, nil)
	for i, c := range list {
		asked, place, reader := c.Suspects[i%3].ID, c.Places[i%5].ID, fmt.Sprint("reader-", i)
		k := known{asked: asked}
		for _, e := range c.Evidence {
			if e.PlaceID == place && e.Hidden == mystery.Obvious {
				k.evidence = append(k.evidence, e.ID)
			}
		}
		fresh, played := altered(t, c, known{}), altered(t, c, k)
		one.shelve(t, c)
		before.shelve(t, fresh)
		after.shelve(t, played)
		read := func(h *house) {
			for _, path := range one.readable(t, c.ID, reader) {
				if !strings.Contains(path, c.ID) && i < len(list)-1 {
					continue // of all cases, so read once they are all there
				}
				if told := leak(t, one.Handler(), h.Handler(), http.MethodGet, path, ""); told != "" {
					t.Fatal(told)
				}
			}
			for _, route := range one.forbidden(c.ID) {
				if told := leak(t, one.Handler(), h.Handler(), route[0], route[1], fmt.Sprintf(`{"caseId":%q}`, c.ID)); told != "" {
					t.Fatal(told)
				}
			}
		}
		read(before)
		after.get(t, "/api/player-state/"+c.ID+"/"+reader)
		for path, body := range map[string]string{
			"/api/chat/" + asked + "/stream": fmt.Sprintf(`{"userId":%q,"caseId":%q,"message":"Whom did you see, and what do you hide?"}`, reader, c.ID),
			"/api/chat/" + asked:             fmt.Sprintf(`{"userId":%q,"caseId":%q,"message":"Where were you that evening, and who did it?"}`, reader, c.ID),
			"/api/location/search":           fmt.Sprintf(`{"userId":%q,"caseId":%q,"locationId":%q,"searchType":"quick"}`, reader, c.ID, place),
		} {
			if told := leak(t, one.Handler(), after.Handler(), http.MethodPost, path, body); told != "" {
				t.Fatal(told)
			}
		}
		read(after)
	}
	wantEvenly(t, list, one)
}

// wantEvenly checks that no place in a list of the answers goes with guilt, or with being
// right, more often than chance would have it.
func wantEvenly(t *testing.T, list []*mystery.Case, h *house) {
	t.Helper()
	counts := map[string][]int{}
	count := func(what string, i, of int) {
		if counts[what] == nil {
			counts[what] = make([]int, of)
		}
		counts[what][min(i, of-1)]++
	}
	for _, c := range list {
		a := h.get(t, "/api/case/"+c.ID)
		for i, id := range c.SuspectIDs() {
			if a.text(t, fmt.Sprintf("suspects.%d.id", i)) != id {
				t.Fatalf("%s: suspect %d is not %s", c.ID, i, id)
			}
			if id == c.Solution.Culprit {
				count("suspects", i, len(c.Suspects))
			}
		}
		right := c.Solution.Answers
		for name, text := range map[string]string{"who": right.Who, "what": right.What, "where": right.Where, "when": right.When, "why": right.Why, "how": right.How} {
			options, _ := a.field(t, "answerOptions."+name).([]any)
			count(name+" of "+strconv.Itoa(len(options)), slices.Index(options, any(text)), len(options))
		}
		for i, e := range c.Evidence {
			if e.Relevance == mystery.Minor {
				count("minor evidence", i, len(c.Evidence))
			}
		}
	}
	bounds := []float64{0, 0, 15.1, 18.4, 21.1, 23.5, 25.7, 27.9} // of chi squared at one in ten thousand, by the number of places
	for what, n := range counts {
		total, sum := 0, 0.0
		for _, x := range n {
			total += x
		}
		expected := float64(total) / float64(len(n))
		for _, x := range n {
			sum += (float64(x) - expected) * (float64(x) - expected) / expected
		}
		if expected >= 5 && sum > bounds[min(len(n), len(bounds)-1)] {
			t.Errorf("%s: got %v by place, want them even (chi squared %.1f)", what, n, sum)
		}
	}
}

// TestSpoilersAreFound has a house tell what it must not, in each of the ways there are.
func TestSpoilersAreFound(t *testing.T) {
	t.Parallel()
	c := writeCases(t, 1)[0]
	twin := altered(t, c, known{})
	one, other := newHouse(t, nil), newHouse(t, nil)
	one.shelve(t, c)
	other.shelve(t, twin)
	guilt := func(c *mystery.Case) int { return slices.Index(c.SuspectIDs(), c.Solution.Culprit) }
	for name, tell := range map[string]func(c *mystery.Case, w *httptest.ResponseRecorder){
		"nothing":       func(*mystery.Case, *httptest.ResponseRecorder) {},
		"a header":      func(c *mystery.Case, w *httptest.ResponseRecorder) { w.Header().Set("X-Order", strconv.Itoa(guilt(c))) },
		"a status":      func(c *mystery.Case, w *httptest.ResponseRecorder) { w.Code += guilt(c) },
		"a length":      func(c *mystery.Case, w *httptest.ResponseRecorder) { w.Body.WriteString(strings.Repeat(" ", guilt(c))) },
		"a relevance":   func(c *mystery.Case, w *httptest.ResponseRecorder) { fmt.Fprint(w.Body, c.Evidence[0].Relevance) },
		"a picture":     func(c *mystery.Case, w *httptest.ResponseRecorder) { fmt.Fprint(w.Body, c.Pictures[13].Alt) },
		"a testimony":   func(c *mystery.Case, w *httptest.ResponseRecorder) { fmt.Fprint(w.Body, len(c.Testimony[1].Lines)) },
		"an order":      func(c *mystery.Case, w *httptest.ResponseRecorder) { fmt.Fprint(w.Body, c.SuspectIDs()[guilt(c):]) },
		"the reasoning": func(c *mystery.Case, w *httptest.ResponseRecorder) { fmt.Fprint(w.Body, c.Solution.Reasoning[0].Clues) },
	} {
		leaky := func(h *house, c *mystery.Case) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				inner := httptest.NewRecorder()
				r.Header.Del("Accept-Encoding") // so that more can be said after it
				h.Handler().ServeHTTP(inner, r)
				tell(c, inner)
				maps.Copy(w.Header(), inner.Header())
				w.WriteHeader(inner.Code)
				_, _ = w.Write(inner.Body.Bytes()) // a recorder takes everything
			}
		}
		for _, path := range []string{"/api/case/" + c.ID, "/api/player-state/" + c.ID + "/somebody"} {
			told := leak(t, leaky(one, c), leaky(other, twin), http.MethodGet, path, "")
			if found := told != ""; found != (name != "nothing") {
				t.Errorf("%s of %s: found is %v: %s", name, path, found, told)
			}
		}
	}
}
