package conformance

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

const itemShape = `
	%[1]s.id id
	%[1]s.type 'physical'|'testimony'|'financial'|'communication'|'alibi'|'forensic'|'documentary'
	%[1]s.name string
	%[1]s.description string
	%[1]s.discoveryHint string
	%[1]s.interpretationHint string
	%[1]s.relevance 'critical'|'important'|'minor'
	%[1]s.discoveryDifficulty 'obvious'|'medium'|'hidden'
	%[1]s.foundAtLocationId id
	%[1]s.imageUrl? url`

const stateShape = `
	caseId id
	userId string
	discoveredEvidence list
	searchHistory list
	stats.totalSearches int
	stats.quickSearches int
	stats.thoroughSearches int
	stats.exhaustiveSearches int
	stats.totalEvidenceFound int
	stats.criticalEvidenceFound int
	stats.importantEvidenceFound int
	stats.minorEvidenceFound int
	stats.efficiency number
	lastUpdated millis
	actionPoints.current int
	actionPoints.total int
	actionPoints.spent int
	actionPoints.initial int
	actionPoints.acquisitionHistory list
	actionPoints.spendingHistory list
	actionPoints.acquiredTopics list
	actionPoints.bonusesAcquired list
	actionPoints.emergencyAPUsed bool
	actionPointsRemaining int
	actionPointsUsed int
	submitted bool`

const foundShape = `
	discoveredEvidence.[].evidenceId id
	discoveredEvidence.[].discoveredAt millis
	discoveredEvidence.[].discoveryMethod 'quick'|'thorough'|'exhaustive'
	discoveredEvidence.[].locationId id
	searchHistory.[].locationId id
	searchHistory.[].searchType 'quick'|'thorough'|'exhaustive'
	searchHistory.[].timestamp millis
	searchHistory.[].evidenceFound list`

const purseShape = `
	playerState.currentAP int
	playerState.totalAP int
	playerState.spentAP int`

const searchShape = `
	success true
	location.id id
	location.name string
	location.imageUrl? url
	searchType 'quick'|'thorough'|'exhaustive'
	evidenceFound list
	totalSearched int
	remainingLocations int
	alreadySearched bool
	actionCost int
	completionRate percent
	timestamp millis
	playerStats.totalSearches int
	playerStats.searchBreakdown.quick int
	playerStats.searchBreakdown.thorough int
	playerStats.searchBreakdown.exhaustive int
	playerStats.evidenceFound.total int
	playerStats.evidenceFound.critical int
	playerStats.evidenceFound.important int
	playerStats.evidenceFound.minor int
	playerStats.efficiency number
	playerStats.averageEvidencePerSearch number` + purseShape

const chatShape = `
	success true
	aiResponse string
	conversationId string
	emotionalState.suspicionLevel percent
	emotionalState.tone 'cooperative'|'nervous'|'defensive'|'aggressive'
	apAcquisition?.amount int
	apAcquisition?.reason string
	apAcquisition?.breakdown.topicAP int
	apAcquisition?.breakdown.bonusAP int
	apAcquisition?.newTotal int
	apWithheld?.amount int
	apWithheld?.maximum int
	apWithheld?.message string` + purseShape

func search(t *testing.T, s *site, user, place, effort string) answer {
	t.Helper()
	return s.post(t, "/api/location/search", with{"caseId": caseID, "userId": user, "locationId": place, "searchType": effort})
}

func ask(t *testing.T, s *site, user string, suspect int, message string) answer {
	t.Helper()
	return s.post(t, fmt.Sprintf("/api/chat/%s-suspect-%d", caseID, suspect), with{"caseId": caseID, "userId": user, "message": message})
}

func state(t *testing.T, s *site, user string) answer {
	t.Helper()
	a := s.get(t, "/api/player-state/"+caseID+"/"+user)
	wantGood(t, a, stateShape)
	return a
}

func playing() []sentence {
	return []sentence{
		{"player-state creates the state when missing", func(t *testing.T, s *site) {
			a := state(t, s, "fresh")
			for path, want := range map[string]int{
				"actionPoints.current": 5, "actionPoints.total": 5, "actionPoints.initial": 5, "actionPoints.spent": 0, "actionPointsRemaining": 5,
				"actionPointsUsed": 0, "stats.totalSearches": 0,
			} {
				if got := a.number(path); got != want {
					t.Errorf("%s: got %d, want %d", path, got, want)
				}
			}
			if a.at("submitted") != false || a.text("userId") != "fresh" || a.text("caseId") != caseID {
				t.Errorf("got %s", a)
			}
			wantError(t, s.get(t, "/api/player-state/"+unknown+"/fresh"), 404, "not found")
		}},
		{"discovered evidence is the full item and how it was found", func(t *testing.T, s *site) {
			places := search(t, s, "finder", anyEvidence(t, s), "exhaustive")
			wantGood(t, places, searchShape+"\nevidenceMissed int"+fmt.Sprintf(itemShape, "evidenceFound.[]")+"\nevidenceFound.[].relevance 'important'")
			a := state(t, s, "finder")
			wantGood(t, a, foundShape+fmt.Sprintf(itemShape, "discoveredEvidence.[]")+"\ndiscoveredEvidence.[].relevance 'important'")
			if n := a.number("stats.totalEvidenceFound"); n < 1 || a.number("stats.importantEvidenceFound") != n || a.number("stats.criticalEvidenceFound") != 0 || a.number("stats.minorEvidenceFound") != 0 {
				t.Errorf("got %v, want all counted as important before the accusation", a.at("stats"))
			}
			for i := range a.list("discoveredEvidence") {
				id := a.text(fmt.Sprintf("discoveredEvidence.%d.id", i))
				public := s.get(t, "/api/case/"+caseID).text("images." + id + ".alt")
				if alt := a.text(fmt.Sprintf("discoveredEvidence.%d.imageAlt", i)); alt == "" || alt == public {
					t.Errorf("%s: got the alt %q, want the true one with the item, and %q elsewhere", id, alt, public)
				}
			}
			if history := a.list("actionPoints.spendingHistory"); len(history) != 1 || a.number("actionPoints.current") != 2 {
				t.Errorf("got %v, want 3 points spent once", a.at("actionPoints"))
			}
		}},
		{"initialize gives the same body and starts again; 404 for an unknown case", func(t *testing.T, s *site) {
			search(t, s, "again", "loc-1", "thorough")
			ask(t, s, "again", 1, "Where were you?")
			a := s.post(t, "/api/player-state/initialize", with{"caseId": caseID, "userId": "again"})
			wantGood(t, a, stateShape)
			if a.number("actionPoints.current") != 5 || a.number("stats.totalSearches") != 0 || len(a.list("searchHistory")) != 0 {
				t.Errorf("got %s, want a new state", a)
			}
			if said := s.get(t, "/api/conversation/"+caseID+"-suspect-1/again"); string(said.Body) != `{"messages":[]}` {
				t.Errorf("got %s, want nothing said yet", said)
			}
			wantError(t, s.post(t, "/api/player-state/initialize", with{"caseId": unknown, "userId": "again"}), 404, "not found")
		}},
		{"ap-status; no case: 404 with success:false beside error and message", func(t *testing.T, s *site) {
			search(t, s, "counter", "loc-1", "thorough")
			a := s.get(t, "/api/player/counter/ap-status?caseId="+caseID)
			wantGood(t, a, `
				success true
				actionPoints.current int
				actionPoints.maximum int
				actionPoints.total int
				actionPoints.spent int
				actionPoints.initial int
				actionPoints.emergencyAPUsed false
				actionPoints.acquisitionCount int
				actionPoints.spendingCount int`)
			if a.number("actionPoints.current") != 3 || a.number("actionPoints.maximum") != 12 || a.number("actionPoints.spendingCount") != 1 {
				t.Errorf("got %s, want 3 points of 12 after one search", a)
			}
			for _, query := range []string{"?caseId=" + unknown, "", "?caseId="} {
				none := s.get(t, "/api/player/counter/ap-status"+query)
				wantError(t, none, 404, "not found")
				if none.at("success") != false {
					t.Errorf("got %s, want success:false", none)
				}
			}
		}},
		{"search answers with everything", func(t *testing.T, s *site) {
			for effort, cost := range map[string]int{"quick": 1, "thorough": 2, "exhaustive": 3} {
				a := search(t, s, "shape-"+effort, "loc-2", effort)
				wantGood(t, a, searchShape+"\nlocation.id 'loc-2'\nsearchType '"+effort+"'\nalreadySearched false")
				if missed := a.at("evidenceMissed"); (missed != nil) != (effort == "exhaustive") {
					t.Errorf("%s: got evidenceMissed %v", effort, missed)
				}
				if a.number("actionCost") != cost || a.number("playerState.currentAP") != 5-cost || a.number("playerState.totalAP") != 5 || a.number("playerState.spentAP") != cost {
					t.Errorf("%s: got %s, want a price of %d", effort, a, cost)
				}
				if a.number("totalSearched") != 1 || a.number("remainingLocations") != 4 {
					t.Errorf("%s: got %s, want 1 place searched and 4 left", effort, a)
				}
			}
		}},
		{"too few points: 400 AP_INSUFFICIENT with currentAP and requiredAP, and nothing is charged", func(t *testing.T, s *site) {
			search(t, s, "poor", "loc-1", "exhaustive")
			a := search(t, s, "poor", "loc-2", "exhaustive")
			wantError(t, a, 400, "")
			if a.text("error") != "AP_INSUFFICIENT" || a.number("currentAP") != 2 || a.number("requiredAP") != 3 {
				t.Errorf("got %s, want AP_INSUFFICIENT with 2 of 3", a)
			}
			if now := state(t, s, "poor"); now.number("actionPoints.current") != 2 || now.number("stats.totalSearches") != 1 {
				t.Errorf("got %s, want nothing charged", now)
			}
		}},
		{"unknown location 404; a refused or failed search charges nothing", func(t *testing.T, s *site) {
			for _, place := range []string{"loc-6", "loc-0", "loc-1 ", "ev-1", caseID} {
				wantError(t, search(t, s, "lost", place, "quick"), 404, "")
			}
			for _, effort := range []string{"", "QUICK", "deep"} {
				wantError(t, search(t, s, "lost", "loc-1", effort), 400, "searchType")
			}
			wantError(t, s.post(t, "/api/location/search", with{"caseId": unknown, "userId": "lost", "locationId": "loc-1", "searchType": "quick"}), 404, "not found")
			if now := state(t, s, "lost"); now.number("actionPoints.current") != 5 {
				t.Errorf("got %v, want nothing charged", now.at("actionPoints"))
			}
		}},
		{"two searches at once never spend the same point twice", func(t *testing.T, s *site) {
			var good, charged atomic.Int64
			var all sync.WaitGroup
			for i := range 10 {
				all.Go(func() {
					a := search(t, s, "hurried", fmt.Sprint("loc-", i%5+1), "exhaustive")
					if a.Status == 200 {
						good.Add(1)
						charged.Add(int64(a.number("actionCost")))
					}
				})
			}
			all.Wait()
			if now := state(t, s, "hurried"); good.Load() != 1 || charged.Load() != 3 || now.number("actionPoints.current") != 2 || now.number("actionPoints.spent") != 3 {
				t.Errorf("got %d searches for 5 points and %v, want one for 3", good.Load(), now.at("actionPoints"))
			}
		}},
		{"chat answers with everything; the incoming conversationId is ignored", func(t *testing.T, s *site) {
			suspect := caseID + "-suspect-2"
			a := s.post(t, "/api/chat/"+suspect, with{"userId": "talker", "caseId": caseID, "message": "Where were you that evening?", "conversationId": "stale:x:y"})
			wantGood(t, a, chatShape+"\napAcquisition.amount int\nconversationId '"+caseID+":"+suspect+":talker'")
			if gain := a.number("apAcquisition.amount"); gain < 1 || a.number("apAcquisition.newTotal") != 5+gain || gain != a.number("apAcquisition.breakdown.topicAP")+a.number("apAcquisition.breakdown.bonusAP") {
				t.Errorf("got %s, want the gain and its parts", a)
			}
			wantGood(t, s.post(t, "/api/chat/"+suspect, with{"userId": "talker", "message": "And without a case id?"}), chatShape)
			for _, stale := range []any{nil, "", 7, with{"id": "x"}, strings.Repeat("x", 5000)} {
				wantGood(t, s.post(t, "/api/chat/"+suspect, with{"userId": "talker", "message": "Hello?", "conversationId": stale}), chatShape)
			}
			if other := ask(t, s, "talker", 2, "xyzzy"); other.Status != 200 || other.text("aiResponse") == "" || other.at("apAcquisition") != nil {
				t.Errorf("got %s, want words and no gain", other)
			}
		}},
		{"chat: 400 without userId or message or with a message over 1,000 characters, 404 unknown suspect", func(t *testing.T, s *site) {
			for _, body := range []with{
				{"message": "Hello?"},
				{"userId": "talker"},
				{"userId": "talker", "message": ""},
				{"userId": "talker", "message": " \n"},
				{"userId": "talker", "message": strings.Repeat("é", 1001)},
				{"userId": "talker", "message": 7},
			} {
				body["caseId"] = caseID
				wantError(t, s.post(t, "/api/chat/"+caseID+"-suspect-1", body), 400, "")
			}
			wantGood(t, ask(t, s, "talker", 1, strings.Repeat("é", 1000)), chatShape)
			wantGood(t, ask(t, s, "talker", 1, strings.Repeat("🔍", 1000)), chatShape)
			for _, id := range []string{caseID + "-suspect-4", unknown + "-suspect-1", tomorrow + "-suspect-1", "nobody"} {
				wantError(t, s.post(t, "/api/chat/"+id, with{"userId": "talker", "message": "Hello?"}), 404, "not found")
			}
		}},
		{"conversation: oldest first, [] if none", func(t *testing.T, s *site) {
			path := "/api/conversation/" + caseID + "-suspect-3/"
			if none := s.get(t, path+"nobody-yet"); none.Status != 200 || string(none.Body) != `{"messages":[]}` {
				t.Errorf("got %s, want none", none)
			}
			first := ask(t, s, "listener", 3, "Where were you?")
			second := ask(t, s, "listener", 3, "Who did it?")
			a := s.get(t, path+"listener")
			wantGood(t, a, "messages.[4].role 'user'|'suspect'\nmessages.[4].content string\nmessages.[4].timestamp millis")
			for i, want := range []string{"user:Where were you?", "suspect:" + first.text("aiResponse"), "user:Who did it?", "suspect:" + second.text("aiResponse")} {
				if got := a.text(fmt.Sprintf("messages.%d.role", i)) + ":" + a.text(fmt.Sprintf("messages.%d.content", i)); got != want {
					t.Errorf("message %d: got %q, want %q", i, got, want)
				}
			}
		}},
		{"suspicion is per player, not shared", func(t *testing.T, s *site) {
			for range 3 {
				ask(t, s, "rude", 1, "You killed him! Confess!")
			}
			if other := ask(t, s, "polite", 1, "Good evening."); other.number("emotionalState.suspicionLevel") > 12 {
				t.Errorf("got %s, want another player's suspicion to count for nothing", other)
			}
		}},
	}
}

// anyEvidence is a place in which there is something to be found.
func anyEvidence(t *testing.T, s *site) string {
	t.Helper()
	for n := range 5 {
		place := fmt.Sprint("loc-", n+1)
		if a := search(t, s, "scout-"+strings.ReplaceAll(t.Name(), "/", "")[:20]+place, place, "exhaustive"); len(a.list("evidenceFound")) > 0 {
			return place
		}
	}
	t.Fatal("there is nothing anywhere")
	return ""
}
