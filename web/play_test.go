package web

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"casebook/generator/mystery"
)

const stateFields = `caseId userId discoveredEvidence searchHistory stats.totalSearches stats.quickSearches stats.thoroughSearches
	stats.exhaustiveSearches stats.totalEvidenceFound stats.criticalEvidenceFound stats.importantEvidenceFound stats.minorEvidenceFound
	stats.efficiency lastUpdated actionPoints.current actionPoints.total actionPoints.spent actionPoints.initial
	actionPoints.acquisitionHistory actionPoints.spendingHistory actionPoints.acquiredTopics actionPoints.bonusesAcquired
	actionPoints.emergencyAPUsed actionPointsRemaining actionPointsUsed submitted`

const searchFields = `success location.id location.name location.imageUrl searchType evidenceFound totalSearched remainingLocations
	alreadySearched actionCost completionRate timestamp playerState.currentAP playerState.totalAP playerState.spentAP
	playerStats.totalSearches playerStats.searchBreakdown.quick playerStats.searchBreakdown.thorough playerStats.searchBreakdown.exhaustive
	playerStats.evidenceFound.total playerStats.evidenceFound.critical playerStats.evidenceFound.important playerStats.evidenceFound.minor
	playerStats.efficiency playerStats.averageEvidencePerSearch`

// itemFields are the parts of a piece of evidence, below %s.
const itemFields = ` %[1]s.id %[1]s.type %[1]s.name %[1]s.description %[1]s.discoveryHint %[1]s.interpretationHint %[1]s.relevance
	%[1]s.discoveryDifficulty %[1]s.foundAtLocationId %[1]s.imageUrl`

const chatFields = `success aiResponse conversationId playerState.currentAP playerState.totalAP playerState.spentAP
	emotionalState.suspicionLevel emotionalState.tone`

const resultFields = `userId caseId score totalScore isCorrect breakdown.who.score breakdown.what.isCorrect breakdown.where.feedback
	breakdown.when.score breakdown.why.score breakdown.how.score breakdown.totalScore breakdown.isFullyCorrect submittedAt rank
	totalParticipants solution.who solution.what solution.where solution.when solution.why solution.how explanation`

// with is an object for a body.
type with map[string]any

// search is the body of a search of today's case.
func search(user, place, effort string) with {
	return with{"caseId": today, "userId": user, "locationId": place, "searchType": effort}
}

func testPlayerState(t *testing.T, h *house) {
	got := h.get(t, "/api/player-state/"+today+"/p%3A1")
	wantFields(t, got, stateFields)
	if got.text(t, "userId") != "p:1" || got.field(t, "actionPointsRemaining") != 5.0 || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("got %v %s", got.Header, got.Body)
	}
	if same := ask(t, h.url, asked{Path: "/api/player-state/2026-11-21/p:1", Header: map[string]string{"If-None-Match": got.Header.Get("ETag")}}); same.Status != 304 {
		t.Errorf("the same state by date: got %d, want 304", same.Status)
	}
	wantError(t, h.get(t, "/api/player-state/case-2020-01-01/p-1"), 404, "case-2020-01-01")
	wantError(t, h.get(t, "/api/player-state/case-2026-11-22/p-1"), 404, "case-2026-11-22")
	wantError(t, h.get(t, "/api/player-state/"+today+"/p%20q"), 400, "userId")
	wantError(t, h.get(t, "/api/player-state/"+today+"/"+strings.Repeat("p", 129)), 400, "userId")
	h.post(t, "/api/location/search", search("p:1", "loc-1", "quick"))
	again := h.post(t, "/api/player-state/initialize", with{"caseId": today, "userId": "p:1"})
	wantFields(t, again, stateFields)
	if again.field(t, "stats.totalSearches") != 0.0 {
		t.Errorf("started again: got %s", again.Body)
	}
	wantError(t, h.post(t, "/api/player-state/initialize", with{"caseId": "case-2020-01-01", "userId": "p-1"}), 404, "case-2020-01-01")
	wantError(t, h.post(t, "/api/player-state/initialize", with{"caseId": today}), 400, "userId")
}

func testPoints(t *testing.T, h *house) {
	wantFields(t, h.get(t, "/api/player/p-1/ap-status?caseId="+today), `success actionPoints.current actionPoints.maximum actionPoints.total actionPoints.spent
		actionPoints.initial actionPoints.emergencyAPUsed actionPoints.acquisitionCount actionPoints.spendingCount`)
	for _, query := range []string{"", "?caseId=case-2020-01-01"} {
		got := h.get(t, "/api/player/p-1/ap-status"+query)
		wantError(t, got, 404, "not found")
		if got.field(t, "success") != false {
			t.Errorf("%q: got %s, want success:false", query, got.Body)
		}
	}
}

func testSearchAndItems(t *testing.T, h *house) {
	place := h.record(t, today).Evidence[0].PlaceID
	got := h.post(t, "/api/location/search", search("searcher", place, "exhaustive"))
	wantFields(t, got, searchFields+" evidenceMissed"+fmt.Sprintf(itemFields, "evidenceFound.0"))
	if got.text(t, "evidenceFound.0.relevance") != "important" {
		t.Errorf("before the submission: got %s", got.Body)
	}
	state := h.get(t, "/api/player-state/"+today+"/searcher")
	wantFields(t, state, fmt.Sprintf(itemFields, "discoveredEvidence.0")+` discoveredEvidence.0.evidenceId discoveredEvidence.0.discoveredAt discoveredEvidence.0.discoveryMethod
		discoveredEvidence.0.locationId searchHistory.0.locationId searchHistory.0.searchType searchHistory.0.timestamp searchHistory.0.evidenceFound.0`)
	poor := h.post(t, "/api/location/search", search("searcher", place, "exhaustive"))
	wantError(t, poor, 400, "costs")
	if poor.text(t, "error") != "AP_INSUFFICIENT" || poor.field(t, "currentAP") != 2.0 || poor.field(t, "requiredAP") != 3.0 {
		t.Errorf("too few points: got %s", poor.Body)
	}
	wantError(t, h.post(t, "/api/location/search", search("searcher", "loc-9", "quick")), 404, "loc-9")
	wantError(t, h.post(t, "/api/location/search", search("searcher", "loc-1", "deep")), 400, "searchType")
	if now := h.get(t, "/api/player/searcher/ap-status?caseId="+today).field(t, "actionPoints.current"); now != 2.0 {
		t.Errorf("after refused searches: got %v points, want 2", now)
	}
}

func testChat(t *testing.T, h *house) {
	suspect := today + "-suspect-1"
	question := with{"userId": "talker", "caseId": today, "message": "Where were you that evening?", "conversationId": "stale"}
	got := h.post(t, "/api/chat/"+suspect, question)
	wantFields(t, got, chatFields)
	if got.text(t, "conversationId") != today+":"+suspect+":talker" || got.text(t, "aiResponse") == "" || got.field(t, "success") != true {
		t.Errorf("got %s", got.Body)
	}
	if gain, earned := got.find(t, "apAcquisition"); earned {
		wantFields(t, got, "apAcquisition.amount apAcquisition.reason apAcquisition.breakdown.topicAP apAcquisition.breakdown.bonusAP apAcquisition.newTotal")
	} else {
		t.Errorf("a first question about the alibi earns nothing: %v", gain)
	}
	said := h.get(t, "/api/conversation/"+suspect+"/talker")
	wantFields(t, said, "messages.0.role messages.0.content messages.0.timestamp messages.1.content")
	if said.text(t, "messages.0.role") != "user" || said.text(t, "messages.1.role") != "suspect" {
		t.Errorf("conversation: got %s", said.Body)
	}
	if none := h.get(t, "/api/conversation/"+suspect+"/listener"); none.Status != 200 || string(none.Body) != `{"messages":[]}` {
		t.Errorf("another player's: got %d %s, want none", none.Status, none.Body)
	}
	wantError(t, h.get(t, "/api/conversation/case-2020-01-01-suspect-1/talker"), 404, "suspect-1")
	for _, c := range []struct {
		body    with
		message string
	}{
		{with{"caseId": today, "message": "Hello?"}, "userId"},
		{with{"caseId": today, "userId": "talker"}, "message"},
		{with{"caseId": today, "userId": "talker", "message": ""}, "message"},
		{with{"caseId": today, "userId": "talker", "message": strings.Repeat("é", 1001)}, "message"},
		{with{"caseId": today, "userId": "talker", "message": "  "}, "message"},
	} {
		wantError(t, h.post(t, "/api/chat/"+suspect, c.body), 400, c.message)
	}
	wantFields(t, h.post(t, "/api/chat/"+suspect, with{"caseId": today, "userId": "talker", "message": strings.Repeat("é", 1000)}), chatFields)
	wantError(t, h.post(t, "/api/chat/"+today+"-suspect-9", question), 404, "suspect-9")
}

// answers is the truth of a case as an accusation.
func answers(c *mystery.Case) with {
	a := c.Solution.Answers
	return with{"who": a.Who, "what": a.What, "where": a.Where, "when": a.When, "why": a.Why, "how": a.How}
}

func TestAccusation(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	right := answers(h.record(t, today))
	empty := h.get(t, "/api/stats/"+today)
	wantFields(t, empty, "totalSubmissions correctSubmissions averageScore highestScore lowestScore")
	if board := h.get(t, "/api/leaderboard/"+today); board.Status != 200 || string(board.Body) != `{"leaderboard":[]}` {
		t.Errorf("empty leaderboard: got %d %s", board.Status, board.Body)
	}
	wantError(t, h.get(t, "/api/case/"+today+"/solution?userId=p-1"), 403, "")
	wantError(t, h.get(t, "/api/case/"+today+"/solution"), 400, "userId")
	got := h.post(t, "/api/submit", with{"userId": "p-1", "caseId": today, "answers": right})
	wantFields(t, got, resultFields)
	if got.field(t, "score") != 100.0 || got.field(t, "totalScore") != 100.0 || got.field(t, "isCorrect") != true || got.field(t, "rank") != 1.0 {
		t.Errorf("got %s", got.Body)
	}
	wrong := with{"who": "Nobody", "what": "nothing", "where": "nowhere", "when": "never", "why": "no reason", "how": "not at all"}
	if again := h.post(t, "/api/submit", with{"userId": "p-1", "caseId": today, "answers": wrong}); again.field(t, "score") != 100.0 {
		t.Errorf("a repeat: got %s, want the stored result", again.Body)
	}
	if other := h.post(t, "/api/submit", with{"userId": "p-2", "caseId": today, "answers": wrong}); other.field(t, "rank") != 2.0 || other.field(t, "isCorrect") != false {
		t.Errorf("a second player: got %s", other.Body)
	}
	wantError(t, h.post(t, "/api/submit", with{"userId": "p-3", "caseId": "case-2020-01-01", "answers": wrong}), 404, "case-2020-01-01")
	wantError(t, h.post(t, "/api/submit", with{"userId": "p-3", "caseId": today}), 400, "answers")
	wantError(t, h.post(t, "/api/player-state/initialize", with{"caseId": today, "userId": "p-1"}), 409, "")
	told := h.get(t, "/api/case/"+today+"/solution?userId=p-1")
	wantFields(t, told, "caseId solution.who solution.how explanation reasoning.0.text reasoning.0.clues.0 salt")
	board := h.get(t, "/api/leaderboard/"+today+"?limit=10&userId=p-1")
	wantFields(t, board, "leaderboard.0.userId leaderboard.0.displayName leaderboard.0.score leaderboard.0.isCorrect leaderboard.0.submittedAt leaderboard.0.rank leaderboard.0.you")
	if board.text(t, "leaderboard.0.userId") != "p-1" || strings.Contains(board.text(t, "leaderboard.1.userId"), "p-2") || board.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("leaderboard: got %v %s", board.Header, board.Body)
	}
	public := h.get(t, "/api/leaderboard/"+today+"?limit=1000")
	if strings.Contains(string(public.Body), "p-1") || public.Header.Get("Cache-Control") != "public, no-cache" {
		t.Errorf("public leaderboard: got %v %s", public.Header, public.Body)
	}
	if stats := h.get(t, "/api/stats/"+today); stats.field(t, "totalSubmissions") != 2.0 || stats.field(t, "correctSubmissions") != 1.0 {
		t.Errorf("stats: got %s", stats.Body)
	}
	if page := h.get(t, "/api/cases"); page.field(t, "cases.0.stats.totalSubmissions") != 2.0 {
		t.Errorf("stats in the archive: got %s", page.Body)
	}
}

func TestPlayIsLimited(t *testing.T) {
	t.Parallel()
	h := newHouse(t, behindProxy)
	h.player.burst, h.address.burst = 4, 10
	from := func(address, user string) answered {
		body := fmt.Sprintf(`{"caseId":%q,"userId":%q,"locationId":"loc-1","searchType":"quick"}`, today, user)
		return ask(t, h.url, asked{Method: "POST", Path: "/api/location/search", Body: body, Header: map[string]string{"X-Forwarded-For": address}})
	}
	for range h.player.burst {
		wantError(t, from("", "p-1"), 404, today) // no such case: looked at, and answered
	}
	refused := from("", "p-1")
	wantError(t, refused, 429, "wait 1 s and send the same again")
	if refused.Header.Get("Retry-After") != "1" || refused.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("got %v, want a time to wait, readable for every origin", refused.Header)
	}
	wantError(t, from("", "p-2"), 404, today)
	for i := range h.address.burst {
		wantError(t, from("203.0.113.9", fmt.Sprint("q-", i)), 404, today)
	}
	wantError(t, from("203.0.113.9", "q-new"), 429, "wait")
	wantError(t, from("203.0.113.10", "q-new"), 404, today)
}

func TestLimitersAreForgotten(t *testing.T) {
	t.Parallel()
	l := newLimits(1, 1)
	now := time.Now()
	if l.allow("somebody", now) != nil || l.allow("somebody", now) == nil {
		t.Fatal("the limit does not hold")
	}
	for i := range 3 * limitersKept {
		if err := l.allow(fmt.Sprint("other ", i), now); err != nil {
			t.Fatal(err)
		}
		if i%100 == 0 && l.allow("somebody", now) == nil {
			t.Fatal("somebody who keeps coming is forgotten")
		}
	}
	if n := len(l.recent) + len(l.older); n > 2*limitersKept {
		t.Errorf("kept: got %d, want at most %d", n, 2*limitersKept)
	}
}
