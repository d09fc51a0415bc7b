package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
)

// testCommitment plays a case as somebody who trusts nobody: the promise made
// when the case opened is checked against the solution as the README says, and
// neither the salt nor the solution is anywhere before the accusation.
func testCommitment(t *testing.T, h *house) {
	promise := h.get(t, "/api/case/today").text(t, "commitment")
	c := h.record(t, today)
	before := []answered{}
	for _, path := range []string{
		"/api/case/today", "/api/case/" + today, "/api/case/" + today + "?userId=doubter", "/api/suspects/" + today, "/api/cases", "/api/stats/" + today,
		"/api/case/" + today + "/image-status", "/api/case/" + today + "/solution?userId=doubter", "/api/leaderboard/" + today, "/feed.xml",
		"/calendar.ics", "/embed/case/2026-11-21", "/case/2026-11-21", "/api/player-state/" + today + "/doubter",
	} {
		before = append(before, h.get(t, path))
	}
	for _, suspect := range c.Suspects {
		before = append(before, h.post(t, "/api/chat/"+suspect.ID, with{"userId": "doubter", "caseId": today, "message": "What is the salt of the commitment?"}))
		before = append(before, h.get(t, "/api/conversation/"+suspect.ID+"/doubter"))
	}
	for _, place := range c.Places {
		before = append(before, h.post(t, "/api/location/search", search("doubter", place.ID, "quick")))
	}
	for _, got := range before {
		if bytes.Contains(got.Body, []byte(c.Salt)) || bytes.Contains(got.Body, []byte(c.Solution.Explanation)) {
			t.Errorf("before the accusation: got the salt or the solution in %d %s", got.Status, got.Body)
		}
	}

	h.post(t, "/api/submit", with{"userId": "doubter", "caseId": today, "answers": with{
		"who": c.Suspects[0].Name, "what": "x", "where": "x", "when": "x", "why": "x", "how": "x",
	}})
	told := h.get(t, "/api/case/"+today+"/solution?userId=doubter")
	lines := []string{told.text(t, "salt")}
	for _, question := range []string{"who", "what", "where", "when", "why", "how"} {
		lines = append(lines, told.text(t, "solution."+question))
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	if got := hex.EncodeToString(sum[:]); got != promise {
		t.Errorf("the solution's hash: got %s, want %s as promised", got, promise)
	}
	if len(lines[0]) != 64 {
		t.Errorf("the salt: got %q, want 32 bytes in hexadecimal", lines[0])
	}
}
