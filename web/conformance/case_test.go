package conformance

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"casebook/web/webtest"
)

const suspectShape = `
	suspects.[3].id id
	suspects.[3].caseId id
	suspects.[3].name string
	suspects.[3].archetype string
	suspects.[3].background string
	suspects.[3].personality string
	suspects.[3].emotionalState.suspicionLevel percent
	suspects.[3].emotionalState.tone 'cooperative'|'nervous'|'defensive'|'aggressive'
	suspects.[3].hasProfileImage bool
	suspects.[3].profileImageUrl? url`

const caseShape = `
	id id
	date date
	language string
	title string
	victim.name string
	victim.background string
	victim.relationship string
	weapon.name string
	weapon.description string
	location.name string
	location.description string
	location.atmosphere string
	imageUrl? url
	introSlides.discovery.timeLocation string
	introSlides.discovery.victimStatement string
	introSlides.discovery.constraint string
	introSlides.suspects.suspectCards.[3].suspectId id
	introSlides.suspects.suspectCards.[3].name string
	introSlides.suspects.suspectCards.[3].role string
	introSlides.suspects.suspectCards.[3].claim string
	introSlides.suspects.suspectCards.[3].hasProfileImage bool
	introSlides.suspects.constraintStatement string
	introSlides.suspects.tensionLine string
	introSlides.challenge.statementLine1 string
	introSlides.challenge.statementLine2 string
	introSlides.challenge.statementLine3 string
	introSlides.challenge.question string
	introSlides.challenge.cta string
	cinematicImages.discovery? url
	cinematicImages.suspects? url
	cinematicImages.challenge? url
	locations.[5].id id
	locations.[5].name string
	locations.[5].description string
	locations.[5].emoji string
	locations.[5].imageUrl? url
	evidence.[5].id id
	actionPoints.initial int
	actionPoints.maximum int
	actionPoints.costs.quick int
	actionPoints.costs.thorough int
	actionPoints.costs.exhaustive int
	answerOptions.who.[] string
	answerOptions.what.[] string
	answerOptions.where.[] string
	answerOptions.when.[] string
	answerOptions.why.[] string
	answerOptions.how.[] string
	images.{}.url text
	images.{}.width int
	images.{}.height int
	images.{}.bytes int
	images.{}.blurHash text
	images.{}.variants list
	images.{}.alt string
	images.{}.state 'pending'|'generating'|'stored'|'temporary'|'placeholder'|'failed'
	imageStatus 'pending'|'generating'|'completed'|'partial'|'failed'
	generatedAt millis
	difficulty string
	nextCaseAt iso
	commitment hex
	provenance.text string
	provenance.pictures string` + suspectShape

// drawnShape is what a case has besides once it is drawn.
const drawnShape = `
	imageUrl url
	suspects.[3].hasProfileImage true
	suspects.[3].profileImageUrl url
	introSlides.suspects.suspectCards.[3].hasProfileImage true
	cinematicImages.discovery url
	cinematicImages.suspects url
	cinematicImages.challenge url
	locations.[5].imageUrl url
	locations.[5].image.url url
	images.{}.url url
	images.{}.blurHash string
	images.{}.variants.[].url url
	images.{}.variants.[].width int
	images.{}.variants.[].format string
	images.{}.state 'stored'
	imageStatus 'completed'`

func theCase() []sentence {
	return []sentence{
		{"GET /api/case/today and by id have every field with its type", func(t *testing.T, s *site) {
			for _, path := range []string{"/api/case/today", "/api/case/" + caseID, "/api/case/" + date, "/api/case/2026-11-19"} {
				wantGood(t, s.get(t, path), caseShape)
			}
			wantGood(t, s.get(t, "/api/case/today"), drawnShape)
		}},
		{"language: unknown or unsupported gives 400", func(t *testing.T, s *site) {
			for _, path := range []string{"/api/case/today", "/api/case/" + caseID} {
				wantGood(t, s.get(t, path+"?language=en"), "language 'en'")
				for _, language := range []string{"xx", "de", "klingon", "en-", "%20"} {
					wantError(t, s.get(t, path+"?language="+language), 400, "language")
				}
			}
		}},
		{"userId by id adds playerState", func(t *testing.T, s *site) {
			wantGood(t, s.get(t, "/api/case/"+caseID+"?userId=reader"), strings.ReplaceAll(stateShape, "\n\t", "\n\tplayerState."))
			for _, path := range []string{"/api/case/" + caseID, "/api/case/today?userId=reader"} {
				if a := s.get(t, path); a.Status != 200 || a.at("playerState") != nil {
					t.Errorf("%s: got %d %v, want the case without a state", path, a.Status, a.at("playerState"))
				}
			}
		}},
		{"names are unique and at least 5 characters; emotionalState begins at 0", checkSuspects},
		{"intro slides have their words, and claims are in the first person", checkSlides},
		{"evidence is stubs: only the count is public", func(t *testing.T, s *site) {
			for _, stub := range s.get(t, "/api/case/today").list("evidence") {
				if in, ok := stub.(map[string]any); !ok || len(in) != 1 {
					t.Errorf("got %v, want the id alone", stub)
				}
			}
		}},
		{"points: start 5, cap 12, a search costs 1, 2 or 3", func(t *testing.T, s *site) {
			a := s.get(t, "/api/case/today")
			if got, want := fmt.Sprint(a.at("actionPoints")), "map[costs:map[exhaustive:3 quick:1 thorough:2] initial:5 maximum:12]"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}},
		{"images are the 14 slots, evidence with a neutral alt", checkImages},
		{"nextCaseAt is when the next daily case opens", func(t *testing.T, s *site) {
			if at := s.get(t, "/api/case/today").text("nextCaseAt"); at != "2026-11-22T00:00:00Z" {
				t.Errorf("got %q, want the beginning of tomorrow", at)
			}
		}},
		{"by id, unknown: 404 Case with ID <id> not found; of a future day: the same", func(t *testing.T, s *site) {
			for _, id := range []string{unknown, tomorrow, "2026-11-22", "nonsense", caseID + "-extra"} {
				a := s.get(t, "/api/case/"+id)
				wantError(t, a, 404, "Case with ID "+id+" not found")
			}
		}},
		{"the archive, newest first", checkArchive},
	}
}

func checkSuspects(t *testing.T, s *site) {
	a, seen := s.get(t, "/api/case/today"), map[string]bool{}
	for i := range 3 {
		name := a.text(fmt.Sprintf("suspects.%d.name", i))
		if len([]rune(name)) < 5 || seen[name] {
			t.Errorf("got the name %q, want at least 5 characters and none twice", name)
		}
		seen[name] = true
		if level := a.number(fmt.Sprintf("suspects.%d.emotionalState.suspicionLevel", i)); level != 0 {
			t.Errorf("%s: got suspicion %d, want 0", name, level)
		}
		if who := a.list("answerOptions.who"); !slices.Contains(who, any(name)) {
			t.Errorf("got %v to answer who, want %s among them", who, name)
		}
	}
}

func checkSlides(t *testing.T, s *site) {
	for _, day := range []string{date, "2026-11-20", "2026-11-19"} {
		a := s.get(t, "/api/case/"+day)
		for slide, bounds := range map[string][2]int{"discovery": {30, 40}, "suspects": {60, 80}, "challenge": {20, 30}} {
			words := 0
			for _, text := range texts(a.at("introSlides."+slide), "suspectId") {
				words += len(strings.Fields(text))
			}
			if low, high := bounds[0], bounds[1]; words < low || words > high {
				t.Errorf("%s, slide %s: got %d words, want %d to %d", day, slide, words, low, high)
			}
		}
		for i := range 3 {
			claim := a.text(fmt.Sprintf("introSlides.suspects.suspectCards.%d.claim", i))
			if !regexp.MustCompile(`\b(I|I'm|I've|I'd|I'll|me|my|mine|we|us|our)\b`).MatchString(claim) {
				t.Errorf("got the claim %q, want it in the first person", claim)
			}
		}
	}
}

// texts lists the texts in a value, but for those of one key.
func texts(v any, but string) (list []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, one := range v {
			list = append(list, texts(one, but)...)
		}
	case map[string]any:
		for key, one := range v {
			if key != but {
				list = append(list, texts(one, but)...)
			}
		}
	}
	return list
}

func checkImages(t *testing.T, s *site) {
	a := s.get(t, "/api/case/today")
	images, _ := a.at("images").(map[string]any)
	want := []string{"establishing"}
	for n := range 5 {
		want = append(want, fmt.Sprint("loc-", n+1), fmt.Sprint("ev-", n+1))
		if alt := a.text(fmt.Sprintf("images.ev-%d.alt", n+1)); alt != fmt.Sprint("Evidence ", n+1) {
			t.Errorf("ev-%d: got the alt %q, want a neutral one", n+1, alt)
		}
	}
	want = append(want, "suspect-1", "suspect-2", "suspect-3")
	if len(images) != 14 {
		t.Errorf("got %d pictures, want 14", len(images))
	}
	for _, slot := range want {
		image, ok := images[slot].(map[string]any)
		if !ok {
			t.Errorf("there is no picture %s", slot)
			continue
		}
		wantPicture(t, s, fmt.Sprint(image["url"]), image["bytes"])
		for _, variant := range image["variants"].([]any) {
			wantPicture(t, s, fmt.Sprint(part(variant, "url")), nil)
		}
	}
}

// wantPicture checks that a picture is where its URL says, kept for ever.
func wantPicture(t *testing.T, s *site, url string, bytes any) {
	t.Helper()
	a := s.get(t, url)
	if a.Status != 200 || a.Header.Get("Content-Type") != "image/jpeg" || !strings.Contains(a.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("%s: got %d %v, want a picture for ever", url, a.Status, a.Header)
	}
	if bytes != nil && bytes != float64(len(a.Body)) {
		t.Errorf("%s: got %d bytes, want %v", url, len(a.Body), bytes)
	}
}

// pictureFiles lists the files of a case's pictures, as paths below /images/.
func pictureFiles(t *testing.T, data, id string) (list []string) {
	t.Helper()
	root := filepath.Join(data, "images")
	err := filepath.WalkDir(filepath.Join(root, id), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			path, err = filepath.Rel(root, path)
			list = append(list, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return list
}

func checkArchive(t *testing.T, s *site) {
	all := s.get(t, "/api/cases")
	wantGood(t, all, `
		cases.[].id id
		cases.[].date date
		cases.[].title string
		cases.[].imageUrl text
		cases.[].thumbnail text
		cases.[].difficulty string
		cases.[].stats.totalSubmissions int
		next text`)
	var got []string
	next := ""
	for range 10 {
		page := s.get(t, "/api/cases?limit=1&before="+next)
		got = append(got, page.text("cases.0.date"))
		if next = page.text("next"); next == "" {
			break
		}
	}
	if want := []string{"2026-11-21", "2026-11-20", "2026-11-19"}; !slices.Equal(got, want) {
		t.Errorf("page by page: got %v, want %v", got, want)
	}
	wantGood(t, s.get(t, "/api/cases?limit=100000"), "")
	wantError(t, s.get(t, "/api/cases?limit=-1"), 400, "limit")
	wantError(t, s.get(t, "/api/cases?before=../x"), 400, "before")
}

// TestGenerate deletes today's case and has it made again by many at once, as game
// clients do that find none.
func TestGenerate(t *testing.T) {
	s := begin(t)
	if err := wantOK(s.send(t, http.MethodDelete, "/api/case/"+caseID, s.operator(), nil)); err != nil {
		t.Fatal(err)
	}
	missing := s.get(t, "/api/case/today")
	wantError(t, missing, 404, "")
	if missing.text("error") != "No case found" || missing.text("message") != "Today's case has not been generated yet" {
		t.Errorf("got %s, want the words that clients look for", missing)
	}
	checkPhrase(t, s)
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			body, header := any(nil), http.Header{}
			switch i % 3 {
			case 1:
				body, header = "", http.Header{"Content-Type": {"application/json"}}
			case 2:
				body = with{}
			}
			made := s.send(t, http.MethodPost, "/api/case/generate", header, body)
			wantGood(t, made, `
				success true
				message string
				caseId '`+caseID+`'
				date '`+date+`'
				locations.[5].id id
				locations.[5].name string
				locations.[5].description string
				locations.[5].emoji string
				evidenceCount int`)
			if made.number("evidenceCount") != 5 {
				t.Errorf("got %s, want 5 pieces of evidence", made)
			}
			wantGood(t, s.get(t, "/api/case/today"), caseShape)
		})
	}
	all.Wait()
	first := s.get(t, "/api/case/today")
	follow(t, s)
	wantGood(t, s.post(t, "/api/case/generate", nil), "success true")
	if again := s.get(t, "/api/case/today"); again.text("commitment") != first.text("commitment") || again.number("generatedAt") != first.number("generatedAt") {
		t.Error("generate replaced today's case")
	}
}

// checkPhrase asks every route for today's case while there is none: the words that make
// clients have it generated are today's alone.
func checkPhrase(t *testing.T, s *site) {
	t.Helper()
	answers := []answer{
		search(t, s, "early-bird", "loc-1", "quick"), accuse(t, s, caseID, "early-bird", wrongAnswers()),
		s.post(t, "/api/chat/"+caseID+"-suspect-1", with{"userId": "early-bird", "message": "Hello?"}),
		s.post(t, "/api/player-state/initialize", with{"caseId": caseID, "userId": "early-bird"}),
		s.get(t, "/api/case/"+caseID+"/solution?userId=early-bird"), s.get(t, "/api/case/"+date), s.get(t, "/api/case/"+caseID+"/events"),
	}
	for _, path := range gets("early-bird") {
		if path != "/api/case/today" {
			answers = append(answers, s.get(t, path))
		}
	}
	for _, a := range answers {
		if a.Status == 0 || strings.Contains(string(a.Body), "not been generated") {
			t.Errorf("got %s, want words of its own", a)
		}
	}
}

// follow polls the pictures of today's case until they are there, as clients do, and
// checks every answer on the way and the event stream in the end.
func follow(t *testing.T, s *site) {
	t.Helper()
	webtest.Within(t, webtest.Drawing, "the pictures are drawn", func() error {
		whole := s.get(t, "/api/case/"+caseID+"/image-status")
		wantGood(t, whole, imageStatusShape)
		for _, kind := range []string{"location", "evidence"} {
			wantGood(t, s.get(t, "/api/case/"+caseID+"/"+kind+"-images/status"), kindStatusShape)
		}
		if whole.at("complete") != true {
			return errors.New("not complete")
		}
		return nil
	})
}
