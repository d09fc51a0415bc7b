package web

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"casebook/generator/people"
)

// operate sends a request to the operator's routes and returns status and body.
func (h *house) operate(t testing.TB, method, path string, header map[string]string, contentType, body string) (int, map[string]any) {
	t.Helper()
	a := ask(t, h.url, asked{Method: method, Path: path, Header: header, Type: contentType, Body: body})
	var out map[string]any
	if err := json.Unmarshal(a.Body, &out); err != nil {
		t.Fatalf("%s %s: %v: %s", method, path, err, a.Body)
	}
	return a.Status, out
}

func withToken(secret string) map[string]string {
	return map[string]string{"Authorization": "Bearer " + secret}
}

// token makes a token with the scopes.
func (h *house) token(t testing.TB, scopes ...people.Scope) map[string]string {
	t.Helper()
	return newToken(t, h.Server, scopes...)
}

// TestWhoMayDoWhat asks every guarded route without, with a wrong and with too
// small an authority, and from another site with a session.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	reading := h.token(t, ScopeRead)
	for _, route := range []string{
		"POST /api/case/regenerate", "DELETE /api/case/" + today, "POST /api/admin/cases", "POST /api/upload-image",
		"GET /api/admin/tokens", "POST /api/admin/tokens", "DELETE /api/admin/tokens/x",
		"GET /api/admin/backup", "GET /api/admin/backups", "POST /api/admin/backups", "GET /api/admin/backups/casebook-20261121T120000Z.zip",
	} {
		method, path, _ := strings.Cut(route, " ")
		for name, test := range map[string]struct {
			header map[string]string
			want   int
		}{"nobody": {nil, 401}, "a wrong token": {withToken("casebook_x"), 401}, "a token for reading": {reading, 403}} {
			status, body := h.operate(t, method, path, test.header, "application/json", "{}")
			if status != test.want || body["message"] == "" {
				t.Errorf("%s by %s: got %d %v, want %d", route, name, status, body, test.want)
			}
			if _, said := body["success"]; said != (path == uploadPath) {
				t.Errorf("%s by %s: success is there: %v", route, name, said)
			}
		}
	}
	if status, _ := h.operate(t, http.MethodGet, "/api/admin/jobs", reading, "", ""); status != http.StatusOK {
		t.Errorf("jobs with a token for reading: got %d", status)
	}
	code, _ := h.o.Auth.SetupCode()
	foreign := map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
	account := `{"code":"` + code + `","name":"Ada","password":"a long password"}`
	if status, _ := h.operate(t, http.MethodPost, "/api/admin/setup", foreign, "application/json", account); status != http.StatusForbidden {
		t.Errorf("set up from another site: got %d, want 403", status)
	}
	if status, body := h.operate(t, http.MethodPost, "/api/admin/setup", nil, "application/json", account); status != http.StatusOK {
		t.Errorf("set up: got %d %v", status, body)
	}
}

func TestOperatorChangesCases(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	writing := h.token(t, ScopeCases, ScopeRead)
	before := h.get(t, "/api/case/"+today).text(t, "commitment")
	status, body := h.operate(t, http.MethodPost, "/api/case/regenerate", writing, "application/json", `{"caseId":"`+today+`"}`)
	if status != http.StatusOK || body["success"] != true || body["caseId"] != today {
		t.Fatalf("regenerate: got %d %v", status, body)
	}
	if after := h.get(t, "/api/case/"+today).text(t, "commitment"); after == before {
		t.Error("the case was not made anew")
	}
	if status, body = h.operate(t, http.MethodGet, "/api/admin/cases", writing, "", ""); status != http.StatusOK || len(body["cases"].([]any)) != 2 {
		t.Errorf("cases: got %d %v, want today's and tomorrow's", status, body)
	}
	for _, want := range []int{200, 404} {
		if status, body = h.operate(t, http.MethodDelete, "/api/case/"+today, writing, "", ""); status != want {
			t.Errorf("delete: got %d %v, want %d", status, body, want)
		}
	}
	wantError(t, h.get(t, "/api/case/"+today), http.StatusNotFound, "not found")
	if status, _ = h.operate(t, http.MethodPost, "/api/case/regenerate", writing, "application/json", `{"caseId":"case-2000-01-01"}`); status != 404 {
		t.Errorf("regenerate an unknown one: got %d", status)
	}
}

// form is a multipart form with those fields and a file.
func form(t testing.TB, fields map[string]string, file []byte) (contentType, body string) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	if file != nil {
		part, err := w.CreateFormFile("file", "photo.gif") // a name that lies
		if err == nil {
			_, err = part.Write(file)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), out.String()
}

func TestUploads(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	images := h.token(t, ScopeImages)
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	slot := map[string]string{"filename": today + "/evidence/ev-1.jpg", "caseId": today, "type": "evidence"}
	contentType, body := form(t, slot, picture.Bytes())
	status, answer := h.operate(t, http.MethodPost, uploadPath, images, contentType, body)
	if status != http.StatusOK || answer["success"] != true || answer["size"] == nil || answer["uploadedAt"] == nil {
		t.Fatalf("upload: got %d %v", status, answer)
	}
	if got := h.get(t, "/api/case/"+today).text(t, "images.ev-1.url"); got != answer["url"] {
		t.Errorf("the slot shows %s, want %v", got, answer["url"])
	}
	for name, test := range map[string]struct {
		fields map[string]string
		file   []byte
		want   int
	}{
		"no picture":      {slot, []byte("hello"), 415},
		"cut off":         {slot, picture.Bytes()[:40], 400},
		"no file":         {slot, nil, 400},
		"a path upwards":  {map[string]string{"filename": "../../etc/passwd.jpg"}, picture.Bytes(), 400},
		"no extension":    {map[string]string{"filename": today + "/evidence/ev-1"}, picture.Bytes(), 400},
		"unlike its type": {map[string]string{"filename": today + "/suspect/ev-1.jpg"}, picture.Bytes(), 400},
		"another type":    {map[string]string{"filename": today + "/evidence/ev-1.jpg", "type": "suspect"}, picture.Bytes(), 400},
		"unknown case":    {map[string]string{"filename": "case-2000-01-01/evidence/ev-1.jpg"}, picture.Bytes(), 404},
	} {
		contentType, body := form(t, test.fields, test.file)
		status, answer := h.operate(t, http.MethodPost, uploadPath, images, contentType, body)
		if status != test.want || answer["success"] != false || answer["message"] == "" {
			t.Errorf("%s: got %d %v, want %d", name, status, answer, test.want)
		}
	}
	for name, test := range map[string]struct {
		contentType, body string
		want              int
	}{
		"a private address": {"application/json", `{"imageUrl":"http://127.0.0.1/x.png","filename":"` + today + `/evidence/ev-1.jpg"}`, 400},
		"no address":        {"application/json", `{"filename":"` + today + `/evidence/ev-1.jpg"}`, 400},
		"broken JSON":       {"application/json", `{`, 400},
		"plain text":        {"text/plain", `x`, 415},
	} {
		status, answer := h.operate(t, http.MethodPost, uploadPath, images, test.contentType, test.body)
		if status != test.want || answer["success"] != false {
			t.Errorf("%s: got %d %v, want %d", name, status, answer, test.want)
		}
	}
	if got := h.get(t, "/api/case/"+today).text(t, "images.ev-1.url"); got == "" {
		t.Error("after failed uploads the slot is empty")
	}
}
