package conformance

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const accusationShape = `
	userId string
	caseId id
	score percent
	totalScore percent
	isCorrect bool
	breakdown.who.score percent
	breakdown.who.isCorrect bool
	breakdown.who.feedback string
	breakdown.what.score percent
	breakdown.what.isCorrect bool
	breakdown.what.feedback string
	breakdown.where.score percent
	breakdown.where.isCorrect bool
	breakdown.where.feedback string
	breakdown.when.score percent
	breakdown.when.isCorrect bool
	breakdown.when.feedback string
	breakdown.why.score percent
	breakdown.why.isCorrect bool
	breakdown.why.feedback string
	breakdown.how.score percent
	breakdown.how.isCorrect bool
	breakdown.how.feedback string
	breakdown.totalScore percent
	breakdown.isFullyCorrect bool
	submittedAt millis
	rank int
	totalParticipants int
	explanation string` + solutionShape

const solutionShape = `
	solution.who string
	solution.what string
	solution.where string
	solution.when string
	solution.why string
	solution.how string`

func six() []string { return []string{"who", "what", "where", "when", "why", "how"} }

func wrongAnswers() with {
	return with{"who": "Nobody at all", "what": "a feather", "where": "on the moon", "when": "never", "why": "for fun", "how": "by magic"}
}

func accuse(t *testing.T, s *site, id, user string, answers with) answer {
	t.Helper()
	return s.post(t, "/api/submit", with{"userId": user, "caseId": id, "answers": answers})
}

func accusation() []sentence {
	const past, older = "case-2026-11-20", "case-2026-11-19" // with no other players
	return []sentence{
		{"submit answers flat, with all six items always; each counts the same; total is the rounded mean", func(t *testing.T, s *site) {
			for i, answers := range []with{wrongAnswers(), {"who": "x", "what": "", "where": "", "when": "", "why": "", "how": ""}, rightAnswers(t, s, caseID)} {
				a := accuse(t, s, caseID, fmt.Sprint("accuser-", i), answers)
				wantGood(t, a, accusationShape)
				sum, right := 0, true
				for _, name := range six() {
					score := a.number("breakdown." + name + ".score")
					sum += score
					right = right && score >= 80
					if a.at("breakdown."+name+".isCorrect") != (score >= 80) {
						t.Errorf("%s: got %v for %d, want right at 80 or more", name, a.at("breakdown."+name), score)
					}
				}
				mean := int(math.Round(float64(sum) / 6))
				if a.number("score") != mean || a.number("totalScore") != mean || a.number("breakdown.totalScore") != mean {
					t.Errorf("got %s, want the mean %d three times", a, mean)
				}
				if a.at("isCorrect") != right || a.at("breakdown.isFullyCorrect") != right {
					t.Errorf("got %s, want isCorrect %v", a, right)
				}
			}
		}},
		{"who may be a name or an id", func(t *testing.T, s *site) {
			right := rightAnswers(t, s, caseID)
			for n := range 3 {
				id := fmt.Sprint(caseID, "-suspect-", n+1)
				name := s.get(t, "/api/case/today").text(fmt.Sprintf("suspects.%d.name", n))
				byID, byName := with{}, with{}
				for key, value := range right {
					byID[key], byName[key] = value, value
				}
				byID["who"], byName["who"] = id, name
				one, other := accuse(t, s, caseID, fmt.Sprint("by-id-", n), byID), accuse(t, s, caseID, fmt.Sprint("by-name-", n), byName)
				if want := name == right["who"]; one.at("breakdown.who.isCorrect") != want || other.at("breakdown.who.isCorrect") != want {
					t.Errorf("%s: got %v and %v, want %v of both", name, one.at("breakdown.who"), other.at("breakdown.who"), want)
				}
			}
		}},
		{"one submission per player and case; a repeat answers 200 with the stored result", func(t *testing.T, s *site) {
			first := accuse(t, s, caseID, "repeater", wrongAnswers())
			again := accuse(t, s, caseID, "repeater", rightAnswers(t, s, caseID))
			wantGood(t, again, accusationShape)
			if again.number("score") != first.number("score") || again.at("submittedAt") != first.at("submittedAt") || fmt.Sprint(again.at("breakdown")) != fmt.Sprint(first.at("breakdown")) {
				t.Errorf("got %s after %s, want the stored result", again, first)
			}
			wantError(t, s.post(t, "/api/player-state/initialize", with{"caseId": caseID, "userId": "repeater"}), 409, "")
			if now := state(t, s, "repeater"); now.at("submitted") != true {
				t.Errorf("got %v, want submitted", now.at("submitted"))
			}
		}},
		{"many repeats at once are one submission", func(t *testing.T, s *site) {
			var all sync.WaitGroup
			results := make([]answer, 8)
			for i := range results {
				all.Go(func() { results[i] = accuse(t, s, older, "impatient", wrongAnswers()) })
			}
			all.Wait()
			for _, a := range results {
				if a.Status != 200 || a.at("submittedAt") != results[0].at("submittedAt") || a.number("rank") != 1 || a.number("totalParticipants") != 1 {
					t.Errorf("got %s, want the one result", a)
				}
			}
			stats := s.get(t, "/api/stats/"+older)
			wantGood(t, stats, "totalSubmissions int\ncorrectSubmissions int\naverageScore number\nhighestScore percent\nlowestScore percent")
			if stats.number("totalSubmissions") != 1 || stats.number("highestScore") != results[0].number("score") {
				t.Errorf("got %s, want one submission", stats)
			}
		}},
		{"submit: 400 for what is no accusation, 404 for an unknown case", func(t *testing.T, s *site) {
			for _, body := range []with{
				{"userId": "p", "caseId": caseID},
				{"userId": "p", "answers": wrongAnswers()},
				{"userId": "p", "caseId": caseID, "answers": "Colonel Mustard"},
				{"userId": "p", "caseId": caseID, "answers": with{"who": strings.Repeat("x", 1001), "what": "", "where": "", "when": "", "why": "", "how": ""}},
			} {
				wantError(t, s.post(t, "/api/submit", body), 400, "")
			}
			for _, id := range []string{unknown, tomorrow} {
				wantError(t, accuse(t, s, id, "p", wrongAnswers()), 404, "Case with ID "+id+" not found")
			}
		}},
		{"leaderboard: score, then earlier submission; userId is an alias, the caller's own row has the real one and you:true", func(t *testing.T, s *site) {
			if a := s.get(t, "/api/leaderboard/"+past); a.Status != 200 || string(a.Body) != `{"leaderboard":[]}` {
				t.Errorf("got %s, want none yet", a)
			}
			if a := s.get(t, "/api/stats/"+past); string(a.Body) != `{"totalSubmissions":0,"correctSubmissions":0,"averageScore":0,"highestScore":0,"lowestScore":0}` {
				t.Errorf("got %s, want zeros", a)
			}
			wantError(t, s.get(t, "/api/case/"+past+"/solution?userId=racer-0"), 403, "")
			wantError(t, s.get(t, "/api/case/"+past+"/solution"), 400, "userId")
			right := rightAnswers(t, s, past) // makes the first row
			for n := range 12 {
				answers := with{}
				for i, name := range six() {
					if answers[name] = right[name]; i < n%4 {
						answers[name] = "?"
					}
				}
				a := accuse(t, s, past, fmt.Sprint("racer-", n), answers)
				wantGood(t, a, accusationShape)
				if a.number("totalParticipants") != n+2 {
					t.Errorf("got %s, want %d participants", a, n+2)
				}
			}
			a := s.get(t, "/api/leaderboard/"+past+"?limit=100&userId=racer-5")
			wantGood(t, a, "leaderboard.[13].userId string\nleaderboard.[13].displayName string\nleaderboard.[13].score percent\nleaderboard.[13].isCorrect bool\nleaderboard.[13].submittedAt millis\nleaderboard.[13].rank int")
			for i, row := range a.list("leaderboard") {
				if part(row, "rank") != float64(i+1) {
					t.Errorf("row %d: got %v, want the order of ranks", i+1, row)
				}
				if i > 0 {
					above := a.list("leaderboard")[i-1]
					higher, lower := part(above, "score").(float64), part(row, "score").(float64)
					if lower > higher || lower == higher && part(row, "submittedAt").(float64) < part(above, "submittedAt").(float64) {
						t.Errorf("got %v above %v", above, row)
					}
				}
				if own := part(row, "userId") == "racer-5"; own != (part(row, "you") == true) || strings.Contains(fmt.Sprint(part(row, "userId")), "racer") && !own {
					t.Errorf("got %v, want an alias but for one's own", row)
				}
			}
			for query, n := range map[string]int{"": 10, "?limit=3": 3, "?limit=1000000": 13} {
				public := s.get(t, "/api/leaderboard/"+past+query)
				if got := len(public.list("leaderboard")); got != n || strings.Contains(string(public.Body), "racer-") {
					t.Errorf("%q: got %d rows, want %d under aliases", query, got, n)
				}
			}
			wantError(t, s.get(t, "/api/leaderboard/"+past+"?limit=0"), 400, "limit")
			wantError(t, s.get(t, "/api/leaderboard/"+past+"?limit=x"), 400, "limit")
			again := accuse(t, s, past, "racer-5", wrongAnswers())
			if rank := again.number("rank"); part(a.list("leaderboard")[rank-1], "userId") != "racer-5" {
				t.Errorf("got rank %d, want that of the leaderboard: %s", rank, a)
			}
		}},
		{"the alias is stable per player", func(t *testing.T, s *site) {
			row := func(id string) any {
				accuse(t, s, id, "steady", rightAnswers(t, s, id))
				for _, row := range s.get(t, "/api/leaderboard/"+id+"?limit=100&userId=steady").list("leaderboard") {
					if part(row, "you") == true {
						rank := int(part(row, "rank").(float64))
						return part(s.get(t, "/api/leaderboard/"+id+"?limit=100").list("leaderboard")[rank-1], "userId")
					}
				}
				return nil
			}
			if one, other := row(caseID), row(caseID); one == nil || one != other || one == "steady" {
				t.Errorf("got %v and %v, want one alias", one, other)
			}
		}},
		{"solution after the submission, with reasoning and salt; submitting it scores 100; the commitment holds", func(t *testing.T, s *site) {
			a := accuse(t, s, caseID, "curious", wrongAnswers())
			told := s.get(t, "/api/case/"+caseID+"/solution?userId=curious")
			wantGood(t, told, "caseId '"+caseID+"'\nexplanation string\nreasoning.[].text string\nreasoning.[].clues.[] id\nsalt hex"+solutionShape)
			if fmt.Sprint(told.at("solution")) != fmt.Sprint(a.at("solution")) || told.text("explanation") != a.text("explanation") {
				t.Errorf("got %s, want what the submission answered: %s", told, a)
			}
			view, lines := s.get(t, "/api/case/"+caseID), []string{told.text("salt")}
			answers := with{}
			for _, name := range six() {
				right := told.text("solution." + name)
				answers[name] = right
				lines = append(lines, right)
				options := view.list("answerOptions." + name)
				if !slices.Contains(options, any(right)) || len(options) < 3 || len(distinct(options)) != len(options) {
					t.Errorf("%s: got %v, want the right one among other plausible ones: %s", name, options, right)
				}
			}
			sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
			if got, want := hex.EncodeToString(sum[:]), view.text("commitment"); got != want {
				t.Errorf("commitment: got %s, want %s", got, want)
			}
			full := accuse(t, s, caseID, "copyist", answers)
			if full.number("score") != 100 || full.at("isCorrect") != true {
				t.Errorf("got %s, want 100", full)
			}
		}},
		{"after the submission items tell their relevance", func(t *testing.T, s *site) {
			search(t, s, "graduate", anyEvidence(t, s), "exhaustive")
			accuse(t, s, caseID, "graduate", wrongAnswers())
			wantGood(t, state(t, s, "graduate"), fmt.Sprintf(itemShape, "discoveredEvidence.[]"))
		}},
	}
}

// rightAnswers learns the solution of a case as anybody can: by submitting once.
func rightAnswers(t *testing.T, s *site, id string) with {
	t.Helper()
	a, answers := accuse(t, s, id, "informer", wrongAnswers()), with{}
	for _, name := range six() {
		answers[name] = a.text("solution." + name)
	}
	return answers
}

func operator() []sentence {
	return []sentence{
		{"without authority: 401", func(t *testing.T, s *site) {
			for _, header := range []http.Header{{}, {"Authorization": {"Bearer wrong"}}} {
				for _, path := range []string{"POST /api/case/regenerate", "DELETE /api/case/" + caseID, "POST /api/upload-image", "GET /api/admin/cases", "POST /api/admin/cases", "GET /api/admin/jobs", "GET /api/admin/tokens"} {
					method, path, _ := strings.Cut(path, " ")
					wantError(t, s.send(t, method, path, header.Clone(), with{"caseId": caseID}), 401, "")
				}
			}
		}},
		{"regenerate and delete: 200 with success, message and caseId; 404", func(t *testing.T, s *site) {
			const spare = "2026-11-10"
			if err := wantOK(s.send(t, "POST", "/api/admin/cases", s.operator(), with{"date": spare})); err != nil {
				t.Fatal(err)
			}
			shape := "success true\nmessage string\ncaseId 'case-" + spare + "'"
			before := s.get(t, "/api/case/"+spare).text("commitment")
			wantGood(t, s.send(t, "POST", "/api/case/regenerate", s.operator(), with{"caseId": "case-" + spare}), shape)
			if after := s.get(t, "/api/case/"+spare).text("commitment"); after == before || after == "" {
				t.Errorf("got the commitment %q after %q, want another case", after, before)
			}
			wantGood(t, s.send(t, "DELETE", "/api/case/case-"+spare, s.operator(), nil), shape)
			wantError(t, s.get(t, "/api/case/"+spare), 404, "not found")
			wantError(t, s.send(t, "DELETE", "/api/case/"+unknown, s.operator(), nil), 404, "not found")
			wantError(t, s.send(t, "POST", "/api/case/regenerate", s.operator(), with{"caseId": unknown}), 404, "not found")
		}},
		{"from another origin with a browser session: 403", func(t *testing.T, s *site) {
			code, err := os.ReadFile(filepath.Join(s.Data, "setup-code"))
			if err != nil {
				t.Fatal(err)
			}
			in := s.send(t, "POST", "/api/admin/setup", http.Header{"Origin": {s.URL}}, with{"code": strings.TrimSpace(string(code)), "name": "Jane", "password": "correct horse battery"})
			cookie, _, _ := strings.Cut(in.Header.Get("Set-Cookie"), ";")
			if in.Status != 200 || cookie == "" {
				t.Fatalf("got %v %s, want a session", in.Header, in)
			}
			if own := s.send(t, "GET", "/api/admin/cases", http.Header{"Cookie": {cookie}}, nil); own.Status != 200 {
				t.Errorf("got %s, want the session to be enough", own)
			}
			foreign := http.Header{"Cookie": {cookie}, "Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"cross-site"}}
			for _, path := range []string{"POST /api/case/regenerate", "DELETE /api/case/" + caseID, "POST /api/admin/cases"} {
				method, path, _ := strings.Cut(path, " ")
				wantError(t, s.send(t, method, path, foreign.Clone(), with{"caseId": caseID}), 403, "")
			}
		}},
	}
}
