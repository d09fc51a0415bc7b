package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// TestJobs lists, pages, reads, cancels and tries again.
func TestJobs(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	all, reading := h.token(t, ScopeAdmin), h.token(t, ScopeRead)
	if err := h.o.DB.Update(func(tx *store.Tx) error {
		_, err := h.o.Queue.Add(tx, jobs.Spec{Kind: "waits", Name: "for a handler", Arg: map[string]string{"url": "https://bot.example/?token=secret"}})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	pages := 0
	for path := "/api/admin/jobs?limit=2"; path != ""; pages++ {
		status, body := h.operate(t, http.MethodGet, path, reading, "", "")
		list := body["jobs"].([]any)
		if status != http.StatusOK || len(list) == 0 || body["total"] != 5.0 {
			t.Fatalf("%s: got %d %v, want some of five", path, status, body)
		}
		for _, job := range list {
			seen[job.(map[string]any)["id"].(string)] = true
		}
		path = ""
		if next, more := body["next"].(string); more {
			path = "/api/admin/jobs?limit=2&after=" + url.QueryEscape(next)
		}
	}
	if len(seen) != 5 || pages != 3 || !seen["cases.draw "+today] {
		t.Errorf("got %v in %d pages, want two jobs of each case and the one that waits, in three", seen, pages)
	}
	if status, body := h.operate(t, http.MethodGet, "/api/admin/jobs?state=queued,failed", reading, "", ""); status != http.StatusOK || body["total"] != 1.0 || strings.Contains(fmt.Sprint(body), "secret") {
		t.Errorf("those that wait or failed: got %d %v, want one, without its argument", status, body)
	}
	if status, _ := h.operate(t, http.MethodGet, "/api/admin/jobs?state=asleep", reading, "", ""); status != http.StatusBadRequest {
		t.Errorf("a state that there is not: got %d, want 400", status)
	}
	drawing, waiting := "/api/admin/jobs/cases.draw%20"+today, "/api/admin/jobs/waits%20for%20a%20handler"
	status, body := h.operate(t, http.MethodGet, drawing, reading, "", "")
	if pictures, _ := body["pictures"].([]any); status != http.StatusOK || body["caseId"] != today || len(pictures) != mystery.PictureCount {
		t.Errorf("the drawing: got %d %v, want all its pictures", status, body)
	}
	for _, step := range []struct {
		path   string
		header map[string]string
		status int
		says   string
	}{
		{drawing + "/retry", all, 409, "is done: there is nothing to try again"},
		{drawing + "/cancel", all, 409, "has finished: it is done"},
		{waiting + "/retry", all, 409, "is queued: there is nothing to try again"},
		{waiting + "/cancel", reading, 403, "admin"},
		{waiting + "/cancel", all, 200, ""},
		{waiting + "/cancel", all, 409, "has finished: it is cancelled"},
		{waiting + "/retry", reading, 403, "admin"},
		{waiting + "/retry", all, 200, ""},
		{"/api/admin/jobs/nothing/cancel", all, 404, "There is no job"},
		{"/api/admin/jobs/nothing/retry", all, 404, "There is no job"},
	} {
		status, body := h.operate(t, http.MethodPost, step.path, step.header, "", "")
		if said, _ := body["message"].(string); status != step.status || !strings.Contains(said, step.says) {
			t.Errorf("%s: got %d %v, want %d %q", step.path, status, body, step.status, step.says)
		}
	}
	if status, body := h.operate(t, http.MethodGet, waiting, reading, "", ""); status != http.StatusOK || body["job"].(map[string]any)["state"] != "queued" {
		t.Errorf("tried again: got %d %v, want it queued", status, body)
	}
}
