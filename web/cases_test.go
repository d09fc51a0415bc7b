package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/mystery"
)

// caseFields are the parts of a case that GAME-API.md promises.
const caseFields = `id date language title victim.name victim.background victim.relationship weapon.name weapon.description
	location.name location.description location.atmosphere
	suspects.0.id suspects.1.caseId suspects.2.name suspects.0.archetype suspects.0.background suspects.0.personality
	suspects.0.emotionalState.suspicionLevel suspects.0.emotionalState.tone suspects.0.hasProfileImage suspects.2.emotionalState.tone
	introSlides.discovery.timeLocation introSlides.discovery.victimStatement introSlides.discovery.constraint
	introSlides.suspects.suspectCards.0.suspectId introSlides.suspects.suspectCards.1.name introSlides.suspects.suspectCards.2.role
	introSlides.suspects.suspectCards.0.claim introSlides.suspects.suspectCards.0.hasProfileImage
	introSlides.suspects.constraintStatement introSlides.suspects.tensionLine introSlides.challenge.statementLine1
	introSlides.challenge.statementLine2 introSlides.challenge.statementLine3 introSlides.challenge.question introSlides.challenge.cta
	cinematicImages locations.0.id locations.1.name locations.2.description locations.4.emoji evidence.0.id evidence.4.id
	actionPoints.initial actionPoints.maximum actionPoints.costs.quick actionPoints.costs.thorough actionPoints.costs.exhaustive
	answerOptions.who.0 answerOptions.what.0 answerOptions.where.0 answerOptions.when.0 answerOptions.why.0 answerOptions.how.0
	images.suspect-1.state images.suspect-3.alt images.loc-5.variants images.ev-5.width images.establishing.bytes images.establishing.height
	images.ev-1.url imageStatus generatedAt difficulty nextCaseAt commitment provenance.text provenance.pictures`

// drawnFields are those that a case has once it is drawn.
const drawnFields = `imageUrl suspects.0.profileImageUrl cinematicImages.discovery cinematicImages.suspects cinematicImages.challenge
	locations.0.imageUrl locations.0.image.url images.ev-1.variants.0.url images.ev-1.variants.0.width images.ev-1.variants.0.format images.ev-1.blurHash`

func TestCase(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	for path, keep := range map[string]string{
		"/api/case/today":           "public, max-age=60, must-revalidate",
		"/api/case/" + today:        "public, max-age=3600",
		"/api/case/2026-11-21":      "public, max-age=3600",
		"/api/case/today?language=": "public, max-age=60, must-revalidate",
	} {
		got := h.get(t, path)
		wantFields(t, got, caseFields+" "+drawnFields)
		if got.text(t, "id") != today || got.text(t, "imageStatus") != "completed" || got.field(t, "playerState") != nil {
			t.Errorf("%s: got %s", path, got.Body)
		}
		if kept := got.Header.Get("Cache-Control"); kept != keep {
			t.Errorf("%s: cache control is %q, want %q", path, kept, keep)
		}
		again := ask(t, h.url, asked{Path: path, Header: map[string]string{"If-None-Match": got.Header.Get("ETag")}})
		if again.Status != 304 || len(again.Body) != 0 || again.Header.Get("Cache-Control") != keep {
			t.Errorf("%s again: got %d, want 304", path, again.Status)
		}
		if head := ask(t, h.url, asked{Method: "HEAD", Path: path}); head.Status != 200 || head.Header.Get("ETag") != got.Header.Get("ETag") {
			t.Errorf("HEAD %s: got %d", path, head.Status)
		}
	}
	evidence, ok := h.get(t, "/api/case/today").field(t, "evidence.0").(map[string]any)
	if !ok || len(evidence) != 1 {
		t.Errorf("evidence: got %v, want the id alone", evidence)
	}
	h.later.Store(int64(11*time.Hour + 59*time.Minute + 30*time.Second))
	if kept := h.get(t, "/api/case/today").Header.Get("Cache-Control"); kept != "public, max-age=30, must-revalidate" {
		t.Errorf("half a minute before midnight: got %q, want it kept for 30 seconds", kept)
	}
}

func testCaseErrors(t *testing.T, h *house) {
	for _, id := range []string{"case-2020-01-01", "case-2026-11-22", "2026-11-22", "nonsense", "case-2026-11-21-x", "%2e%2e"} {
		shown := strings.ReplaceAll(id, "%2e", ".")
		got := h.get(t, "/api/case/"+id)
		wantError(t, got, 404, "Case with ID "+shown+" not found")
		if strings.Contains(string(got.Body), "not been generated") {
			t.Errorf("%s: got the phrase that makes clients generate: %s", id, got.Body)
		}
	}
	wantError(t, h.get(t, "/api/case/today?language=xx"), 400, "language")
	wantError(t, h.get(t, "/api/case/"+today+"?language=xx"), 400, "language")
	wantError(t, h.get(t, "/api/case/"+today+"?userId=a%20b"), 400, "userId")
	wantFields(t, h.get(t, "/api/case/today?language=en"), "id")
}

func testCaseWithPlayer(t *testing.T, h *house) {
	got := h.get(t, "/api/case/"+today+"?userId=viewer")
	wantFields(t, got, "id playerState.actionPoints.current playerState.discoveredEvidence playerState.submitted")
	if kept := got.Header.Get("Cache-Control"); kept != "no-store" {
		t.Errorf("cache control: got %q, want no-store", kept)
	}
}

func TestWhileDrawingCachesAsk(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	wantFields(t, h.post(t, "/api/case/generate", nil), "caseId")
	got := h.get(t, "/api/case/today")
	wantFields(t, got, caseFields)
	if kept := got.Header.Get("Cache-Control"); kept != "public, no-cache, must-revalidate" {
		t.Errorf("cache control: got %q", kept)
	}
	if kept := h.get(t, "/api/case/"+today).Header.Get("Cache-Control"); kept != "public, no-cache" {
		t.Errorf("cache control by id: got %q", kept)
	}
	for path, want := range map[string]any{"imageStatus": "pending generating", "images.ev-1.url": "", "suspects.0.hasProfileImage": false} {
		if v := got.field(t, path); v != want && !strings.Contains(fmt.Sprint(want), fmt.Sprint(v)) {
			t.Errorf("%s: got %v, want %v", path, v, want)
		}
	}
}

func TestGenerate(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	missing := h.get(t, "/api/case/today")
	wantError(t, missing, 404, "Today's case has not been generated yet")
	if missing.text(t, "error") != "No case found" || missing.text(t, "message") != "Today's case has not been generated yet" {
		t.Errorf("today without a case: got %s", missing.Body)
	}
	const fields = "success message caseId date locations.0.id locations.1.name locations.2.description locations.4.emoji evidenceCount"
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			a := asked{Method: "POST", Path: "/api/case/generate"}
			switch i % 4 {
			case 1:
				a.Body = "{}"
			case 2:
				a.Body, a.Type = "anything", "text/plain"
			case 3:
				a.Body, a.Type = `{"date":"2027-01-01"`, "none"
			}
			got := ask(t, h.url, a)
			wantFields(t, got, fields)
			if got.field(t, "success") != true || got.text(t, "caseId") != today || got.field(t, "evidenceCount") != 5.0 {
				t.Errorf("got %s", got.Body)
			}
			if now := h.get(t, "/api/case/today"); now.Status != 200 {
				t.Errorf("today after generate: got %d, want 200", now.Status)
			}
		})
	}
	all.Wait()
	first := h.get(t, "/api/case/today").field(t, "generatedAt")
	wantFields(t, h.post(t, "/api/case/generate", nil), fields)
	if again := h.get(t, "/api/case/today").field(t, "generatedAt"); again != first {
		t.Error("generate replaced the case")
	}
}

func TestGenerateFails(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(_ *Options, o *cases.Options) { o.Writer = blocked{} })
	got := h.post(t, "/api/case/generate", nil)
	wantError(t, got, 503, "could not be written")
	if got.Header.Get("Retry-After") == "" || strings.Contains(string(got.Body), "secret") {
		t.Errorf("got %v %s, want a time to wait and nothing internal", got.Header, got.Body)
	}
	wantError(t, h.get(t, "/api/case/today"), 404, "not been generated")
}

// behindProxy trusts the address that a test says it comes from.
func behindProxy(o *Options, _ *cases.Options) {
	o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
}

func TestGenerateIsLimitedByAddress(t *testing.T) {
	t.Parallel()
	h := newHouse(t, behindProxy)
	h.generate.burst = 3
	from := func(address string) answered {
		return ask(t, h.url, asked{Method: "POST", Path: "/api/case/generate", Header: map[string]string{"X-Forwarded-For": address}})
	}
	for range h.generate.burst {
		if got := from("2001:db8::1"); got.Status != http.StatusOK {
			t.Fatalf("within the limit: got %d", got.Status)
		}
	}
	refused := from("2001:db8::2")
	wantError(t, refused, 429, "wait 1 s")
	if refused.Header.Get("Retry-After") != "1" {
		t.Errorf("Retry-After: got %q, want 1", refused.Header.Get("Retry-After"))
	}
	if got := from("2001:db8:0:1::1"); got.Status != http.StatusOK {
		t.Errorf("another network: got %d, want 200", got.Status)
	}
	for range h.generate.burst + 1 {
		if got := from(""); got.Status != http.StatusOK {
			t.Errorf("this machine itself: got %d, want no limit", got.Status)
		}
	}
	h.later.Store(int64(time.Second))
	if got := from("2001:db8::2"); got.Status != http.StatusOK {
		t.Errorf("after the wait: got %d, want 200", got.Status)
	}
}

func TestArchive(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	if err := h.o.Cases.Make(t.Context(), "2026-11-19", false, func(cases.Progress) {}); err != nil {
		t.Fatal(err)
	}
	got := h.get(t, "/api/cases")
	wantFields(t, got, "cases.0.id cases.0.date cases.0.title cases.0.imageUrl cases.0.thumbnail cases.0.difficulty cases.0.stats.totalSubmissions cases.1.id")
	if got.text(t, "cases.0.id") != today || got.text(t, "cases.1.date") != "2026-11-19" || got.text(t, "next") != "" {
		t.Errorf("got %s, want today's and the older one, newest first", got.Body)
	}
	if _, more := got.find(t, "cases.2"); more {
		t.Error("the archive shows a case of a day to come")
	}
	page := h.get(t, "/api/cases?limit=1")
	next := h.get(t, "/api/cases?limit=1&before="+page.text(t, "next"))
	if page.text(t, "cases.0.id") != today || next.text(t, "cases.0.date") != "2026-11-19" || next.text(t, "next") != "" {
		t.Errorf("pages: got %s and %s", page.Body, next.Body)
	}
	wantFields(t, h.get(t, "/api/cases?limit=1000"), "cases.1.id")
	wantError(t, h.get(t, "/api/cases?limit=0"), 400, "limit")
	wantError(t, h.get(t, "/api/cases?limit=many"), 400, "limit")
	wantError(t, h.get(t, "/api/cases?before=nonsense"), 400, "nonsense")
}

// TestExtraCase plays in a second case of today, beside the daily one.
func TestExtraCase(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	h.shelve(t, writeCases(t, 1)[0])
	const id = today + "-matinee"
	c, err := builtin.NewWriter().Write(t.Context(), mystery.Brief{ID: id, Date: "2026-11-21", Language: "en", Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	h.shelve(t, c)
	got := h.get(t, "/api/case/"+id)
	if got.text(t, "id") != id || got.text(t, "suspects.0.id") != id+"-suspect-1" {
		t.Errorf("got %s, want the extra case and suspects of its own", got.Body)
	}
	for _, daily := range []string{"today", "2026-11-21"} {
		if got := h.get(t, "/api/case/"+daily); got.text(t, "id") != today {
			t.Errorf("%s: got %s, want the daily case", daily, got.text(t, "id"))
		}
	}
	said := h.post(t, "/api/chat/"+id+"-suspect-1", with{"userId": "p", "message": "Where were you?"})
	if said.Status != 200 || said.text(t, "conversationId") != id+":"+id+"-suspect-1:p" {
		t.Errorf("got %d %s, want an answer in the extra case", said.Status, said.Body)
	}
	if other := h.get(t, "/api/player-state/"+today+"/p"); other.text(t, "caseId") != today || strings.Contains(string(other.Body), "alibi") {
		t.Errorf("got %s, want nothing said in the daily case", other.Body)
	}
}

func testSuspects(t *testing.T, h *house) {
	wantFields(t, h.get(t, "/api/suspects/"+today), "suspects.0.id suspects.0.caseId suspects.1.emotionalState.tone suspects.2.name")
	for _, id := range []string{"case-2020-01-01", "case-2026-11-22", "nonsense"} {
		if got := h.get(t, "/api/suspects/"+id); got.Status != 200 || string(got.Body) != `{"suspects":[]}` {
			t.Errorf("%s: got %d %s, want an empty list", id, got.Status, got.Body)
		}
	}
}
