package web

import (
	"bytes"
	"image/jpeg"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"casebook/generator/cases"
	"casebook/generator/mystery"
)

const statusFields = "status totalCount completedCount images lastUpdated"

const imageStatusFields = `caseId status elapsedTime estimatedTimeRemaining complete lastUpdated
	evidence.status evidence.total evidence.completed evidence.failed evidence.startedAt evidence.completedAt
	location.status location.total suspect.completed suspect.failed cinematic.status cinematic.total`

func testPictureStatus(t *testing.T, h *house) {
	for kind, prefix := range map[string]string{"location": "loc-", "evidence": "ev-"} {
		got := h.get(t, "/api/case/"+today+"/"+kind+"-images/status")
		wantFields(t, got, statusFields+" images."+prefix+"1 images."+prefix+"5")
		if got.text(t, "status") != "completed" || got.field(t, "totalCount") != 5.0 || got.field(t, "completedCount") != 5.0 {
			t.Errorf("%s: got %s", kind, got.Body)
		}
		if got.Header.Get("Cache-Control") != "public, no-cache" || got.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: got %v", kind, got.Header)
		}
		for _, id := range []string{"case-2020-01-01", "case-2026-11-22", "nonsense"} {
			got := h.get(t, "/api/case/"+id+"/"+kind+"-images/status")
			wantFields(t, got, statusFields)
			if !strings.Contains(string(got.Body), `"images":{}`) || got.text(t, "status") != "pending" || got.field(t, "totalCount") != 0.0 {
				t.Errorf("%s of %s: got %s, want pending with zeros", kind, id, got.Body)
			}
		}
	}
	got := h.get(t, "/api/case/"+today+"/image-status")
	wantFields(t, got, imageStatusFields)
	for path, want := range map[string]any{"status": "ready", "complete": true, "evidence.status": "complete", "cinematic.total": 1.0, "suspect.completed": 3.0, "estimatedTimeRemaining": 0.0} {
		if v := got.field(t, path); v != want {
			t.Errorf("%s: got %v, want %v", path, v, want)
		}
	}
	unknown := h.get(t, "/api/case/case-2020-01-01/image-status")
	wantFields(t, unknown, "caseId status estimatedTimeRemaining evidence.status location.total suspect.completed cinematic.failed lastUpdated")
	if v, ok := unknown.find(t, "elapsedTime"); !ok || v != nil || unknown.text(t, "status") != "unknown" || unknown.field(t, "complete") != false {
		t.Errorf("unknown case: got %s", unknown.Body)
	}
}

func testSuspectImage(t *testing.T, h *house) {
	got := h.get(t, "/api/suspect-image/"+today+"-suspect-1")
	wantFields(t, got, "suspectId profileImageUrl")
	if got.text(t, "profileImageUrl") != h.get(t, "/api/case/today").text(t, "suspects.0.profileImageUrl") {
		t.Errorf("got %s, want the same as in the case", got.Body)
	}
	for _, id := range []string{today + "-suspect-4", "case-2026-11-22-suspect-1", "case-2020-01-01-suspect-1", today + "-loc-1", "suspect-1", "x"} {
		wantError(t, h.get(t, "/api/suspect-image/"+id), 404, id)
	}
}

func TestPicture(t *testing.T) {
	t.Parallel()
	h := drawn(t, func(o *Options, _ *cases.Options) { o.BasePath = "/mystery" })
	path := ask(t, h.url, asked{Path: "/mystery/api/case/today"}).text(t, "imageUrl")
	if !strings.HasPrefix(path, "/mystery/images/"+today+"/cinematic/establishing.") {
		t.Fatalf("imageUrl: got %s", path)
	}
	got := h.get(t, path)
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "Cache-Control": "public, max-age=31536000, immutable", "Access-Control-Allow-Origin": "*",
		"Cross-Origin-Resource-Policy": "cross-origin", "Accept-Ranges": "bytes", "Content-Length": strconv.Itoa(len(got.Body)), "Content-Encoding": "",
	} {
		if v := got.Header.Get(name); v != want {
			t.Errorf("%s: got %q, want %q", name, v, want)
		}
	}
	if picture, err := jpeg.Decode(bytes.NewReader(got.Body)); got.Status != 200 || err != nil || picture.Bounds().Dx() != 336 {
		t.Errorf("got %d, %v", got.Status, err)
	}
	tag, modified := got.Header.Get("ETag"), got.Header.Get("Last-Modified")
	if !strings.HasPrefix(tag, `"`) || modified == "" {
		t.Errorf("ETag %q, Last-Modified %q", tag, modified)
	}
	head := ask(t, h.url, asked{Method: "HEAD", Path: path})
	if head.Status != 200 || len(head.Body) != 0 || head.Header.Get("ETag") != tag || head.Header.Get("Content-Length") != strconv.Itoa(len(got.Body)) {
		t.Errorf("HEAD: got %d %v", head.Status, head.Header)
	}
	for name, value := range map[string]string{"If-None-Match": tag, "If-Modified-Since": modified} {
		if same := ask(t, h.url, asked{Path: path, Header: map[string]string{name: value}}); same.Status != 304 || len(same.Body) != 0 {
			t.Errorf("%s: got %d, want 304", name, same.Status)
		}
	}
	part := ask(t, h.url, asked{Path: path, Header: map[string]string{"Range": "bytes=10-19", "Accept-Encoding": "gzip"}})
	if part.Status != 206 || !bytes.Equal(part.Body, got.Body[10:20]) {
		t.Errorf("range: got %d, %d bytes", part.Status, len(part.Body))
	}
	if beyond := ask(t, h.url, asked{Path: path, Header: map[string]string{"Range": "bytes=999999999-"}}); beyond.Status != 416 {
		t.Errorf("range beyond the end: got %d, want 416", beyond.Status)
	}
	if post := ask(t, h.url, asked{Method: "POST", Path: path}); post.Status != 405 || !strings.Contains(post.Header.Get("Allow"), "GET") {
		t.Errorf("POST: got %d", post.Status)
	}
	friendly := h.get(t, "/mystery/images/"+today+"/cinematic/establishing.jpg")
	if friendly.Status != 302 || friendly.Header.Get("Location") != path || friendly.Header.Get("Cache-Control") != "public, max-age=60" {
		t.Errorf("without a hash: got %d to %q, want 302 to %s", friendly.Status, friendly.Header.Get("Location"), path)
	}
}

func testEveryPictureIsThere(t *testing.T, h *house) {
	view := h.get(t, "/api/case/today")
	seen := map[string]bool{}
	for _, slot := range mystery.Slots() {
		for _, path := range []string{view.text(t, "images."+slot+".url"), view.text(t, "images."+slot+".variants.0.url")} {
			if got := h.get(t, path); got.Status != 200 || seen[path] {
				t.Errorf("%s: got %d, seen before: %v", path, got.Status, seen[path])
			}
			seen[path] = true
		}
	}
}

func TestNoPicture(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	present := h.get(t, "/api/case/today").text(t, "imageUrl")
	h.later.Store(int64(24 * time.Hour))
	tomorrow := h.get(t, "/api/case/today").text(t, "imageUrl")
	if got := h.get(t, tomorrow); got.Status != 200 {
		t.Fatalf("tomorrow's picture tomorrow: got %d", got.Status)
	}
	h.later.Store(0)
	for _, path := range []string{
		tomorrow, "/images/case-2026-11-22/suspect/suspect-1.jpg", strings.Replace(present, "establishing", "other", 1), strings.Replace(present, today, "case-2020-01-01", 1),
		"/images/" + today + "/suspect/suspect-9.jpg", "/images/" + today + "/x/y.jpg", "/images/" + today + "/suspect/" + url.PathEscape("../../../casebook.db"),
		"/images/" + today + "/suspect/..", "/images/%2e%2e/%2e%2e/casebook.db", "/images/" + today + "/suspect/suspect-1", "/images/a/b/c/d",
	} {
		got := h.get(t, path)
		wantError(t, got, 404, "")
		if strings.Contains(got.text(t, "message"), "/tmp") {
			t.Errorf("%s tells a path: %s", path, got.Body)
		}
	}
}
