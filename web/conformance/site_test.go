// Package conformance holds the built binary to the public game API, sentence by
// sentence as the agreement with the authors of game clients has them. Its tests speak
// HTTP and know nothing of the program but what a client's author knows.
package conformance

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"casebook/web/webtest"
)

// The days on which the binary believes to be: today, with a case of tomorrow ready.
const (
	clock    = "2026-11-21T12:00:00Z"
	date     = "2026-11-21"
	caseID   = "case-" + date
	tomorrow = "case-2026-11-22"
	unknown  = "case-2020-01-01"
)

// site is the binary, and the operator's authority over it.
type site struct{ *webtest.Server }

// begin starts the binary and returns when today's case can be read.
func begin(t *testing.T, args ...string) *site {
	t.Helper()
	s := &site{webtest.Start(t, t.TempDir(), append([]string{"--clock", clock, "--ahead", "1", "--log-level", "error"}, args...)...)}
	webtest.Eventually(t, "there is a case", func() error {
		return wantOK(s.get(t, "/api/case/today"))
	})
	return s
}

// drawn waits until all pictures of a case are there.
func (s *site) drawn(t *testing.T, id string) {
	t.Helper()
	webtest.Within(t, webtest.Drawing, "the case is drawn", func() error {
		if now := s.get(t, "/api/case/"+id).text("imageStatus"); now != "completed" {
			return fmt.Errorf("imageStatus is %q", now)
		}
		return nil
	})
}

// operator is the header of somebody with the operator's authority.
func (s *site) operator() http.Header { return http.Header{"Authorization": {"Bearer " + s.Token}} }

// answer is what came back, its body decoded.
type answer struct {
	asked  string
	Status int
	Header http.Header
	Body   []byte
	value  any
}

func (a answer) String() string {
	return fmt.Sprintf("%s: %d %.600s", a.asked, a.Status, a.Body)
}

// send sends a request; body is text as it is, or a value to be sent as JSON.
func (s *site) send(t testing.TB, method, path string, header http.Header, body any) answer {
	t.Helper()
	if header == nil {
		header = http.Header{}
	}
	var reader io.Reader = http.NoBody
	switch body := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(body)
	default:
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		reader = strings.NewReader(string(text))
		if header.Get("Content-Type") == "" {
			header.Set("Content-Type", "application/json")
		}
	}
	request, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, reader)
	if err != nil {
		t.Fatal(err)
	}
	request.Header = header
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	a := answer{asked: method + " " + path, Status: response.StatusCode, Header: response.Header}
	if a.Body, err = io.ReadAll(response.Body); err != nil {
		t.Fatalf("%s: %v", a.asked, err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(response.Header.Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(a.Body, &a.value); err != nil {
			t.Fatalf("%s: %v", a, err)
		}
	}
	return a
}

func (s *site) get(t testing.TB, path string) answer {
	t.Helper()
	return s.send(t, http.MethodGet, path, nil, nil)
}

func (s *site) post(t testing.TB, path string, body any) answer {
	t.Helper()
	return s.send(t, http.MethodPost, path, nil, body)
}

// at returns a part of the body by its path, nil for none: names and indices with dots
// between them.
func (a answer) at(path string) any { return part(a.value, path) }

func part(v any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

// text is a part that is text, "" for none.
func (a answer) text(path string) string {
	s, _ := a.at(path).(string)
	return s
}

// number is a part that is a number, -1 for none.
func (a answer) number(path string) int {
	n, ok := a.at(path).(float64)
	if !ok {
		return -1
	}
	return int(n)
}

// list is a part that is a list.
func (a answer) list(path string) []any {
	l, _ := a.at(path).([]any)
	return l
}

func wantOK(a answer) error {
	if a.Status != http.StatusOK {
		return fmt.Errorf("got %s, want status 200", a)
	}
	return nil
}

// with is an object for a body.
type with map[string]any

// kinds are the types of fields, by the names that shapes use.
func isKind(kind string, v any) bool {
	text, isText := v.(string)
	number, isNumber := v.(float64)
	pattern := func(p string) bool { return isText && regexp.MustCompile(p).MatchString(text) }
	switch kind {
	case "string":
		return isText && strings.TrimSpace(text) != ""
	case "text":
		return isText
	case "id":
		return pattern(`^[A-Za-z0-9._-]{1,64}$`)
	case "url":
		return pattern(`^(https?:/)?/[^\s"'()]+$`)
	case "date":
		return pattern(`^\d{4}-\d\d-\d\d$`)
	case "hex":
		return pattern(`^[0-9a-f]{64}$`)
	case "iso":
		_, err := time.Parse(time.RFC3339, text)
		return isText && err == nil
	case "int":
		return isNumber && number == float64(int64(number))
	case "number":
		return isNumber
	case "percent":
		return isNumber && number >= 0 && number <= 100
	case "millis": // since 1970, of these years
		return isNumber && number > 1.5e12 && number < 3e12
	case "bool":
		_, ok := v.(bool)
		return ok
	case "true", "false":
		return v == (kind == "true")
	case "null":
		return v == nil
	case "list":
		_, ok := v.([]any)
		return ok
	case "object":
		_, ok := v.(map[string]any)
		return ok
	case "strings": // an object of strings
		in, ok := v.(map[string]any)
		for _, one := range in {
			_, isText := one.(string)
			ok = ok && isText
		}
		return ok
	default: // words in quotes
		return isText && kind == "'"+text+"'"
	}
}

// wantShape checks a value against a shape: lines of a path and its kinds, with bars
// between them. In a path, [n] stands for every element of a list of n, [] of one that
// is not empty, {} for every member of an object, and ? after a name for what may be
// missing.
func wantShape(t testing.TB, what string, v any, shape string) {
	t.Helper()
	for line := range strings.Lines(shape) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 2 {
			t.Fatalf("the shape has a line %q", line)
		}
		for _, problem := range mismatches(v, strings.Split(fields[0], "."), fields[1], what) {
			t.Error(problem)
		}
	}
}

func mismatches(v any, path []string, kinds, where string) (problems []string) {
	if len(path) == 0 {
		for kind := range strings.SplitSeq(kinds, "|") {
			if isKind(kind, v) {
				return nil
			}
		}
		return []string{fmt.Sprintf("%s: got %#v, want %s", where, v, kinds)}
	}
	name, rest := path[0], path[1:]
	switch size, isList := strings.CutPrefix(name, "["); {
	case isList:
		list, ok := v.([]any)
		if want, err := strconv.Atoi(strings.TrimSuffix(size, "]")); !ok || len(list) == 0 || err == nil && len(list) != want {
			return []string{fmt.Sprintf("%s: got %#v, want a list %s", where, v, name)}
		}
		for i, one := range list {
			problems = append(problems, mismatches(one, rest, kinds, fmt.Sprintf("%s[%d]", where, i))...)
		}
	case name == "{}":
		object, ok := v.(map[string]any)
		if !ok || len(object) == 0 {
			return []string{fmt.Sprintf("%s: got %#v, want an object", where, v)}
		}
		for key, one := range object {
			problems = append(problems, mismatches(one, rest, kinds, where+"{"+key+"}")...)
		}
	default:
		name, mayMiss := strings.CutSuffix(name, "?")
		object, ok := v.(map[string]any)
		one, isThere := object[name]
		switch {
		case !ok || !isThere && !mayMiss:
			return []string{fmt.Sprintf("%s.%s is missing", where, name)}
		case isThere:
			problems = mismatches(one, rest, kinds, where+"."+name)
		}
	}
	return problems
}

// wantGood checks that an answer is a good one of that shape.
func wantGood(t testing.TB, a answer, shape string) {
	t.Helper()
	if a.Status != http.StatusOK || a.Header.Get("Content-Type") != "application/json" {
		t.Errorf("got %v %s, want 200 application/json", a.Header, a)
		return
	}
	wantShape(t, a.asked, a.value, shape)
}

const errorShape = `
	error string
	message string
	type string
	title string
	status int
	detail string
	instance string`

// wantError checks that an answer is an error with that status, in the shape that every
// error has, that says words and nothing internal.
func wantError(t testing.TB, a answer, status int, words string) {
	t.Helper()
	if a.Status != status || a.Header.Get("Content-Type") != "application/json" {
		t.Errorf("got %v %s, want %d application/json", a.Header, a, status)
		return
	}
	wantShape(t, a.asked, a.value, errorShape)
	if a.number("status") != status || !strings.Contains(a.text("message"), words) {
		t.Errorf("got %s, want the status and %q in the message", a, words)
	}
	if internal := regexp.MustCompile(`goroutine|panic|\.go:|/tmp/|bbolt|nil pointer|reflect\.|struct \{`).Find(a.Body); internal != nil {
		t.Errorf("%s: the error shows %q", a, internal)
	}
	if strings.Contains(string(a.Body), "not been generated") && a.asked != "GET /api/case/today" {
		t.Errorf("got %s, want the phrase that makes clients generate on today only", a)
	}
	sentence := a.text("message")
	if !strings.Contains(sentence, " ") || sentence[:1] != strings.ToUpper(sentence[:1]) && !strings.Contains(sentence, ".") {
		t.Errorf("%s: got %q, want a sentence for people", a.asked, sentence)
	}
	waits := status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
	if wait, err := strconv.Atoi(a.Header.Get("Retry-After")); waits && (err != nil || wait < 1) {
		t.Errorf("%s: got Retry-After %q, want seconds", a, a.Header.Get("Retry-After"))
	}
}
