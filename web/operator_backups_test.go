package web

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/keeping"
)

// wantBackup writes a body to a file, which must be a whole backup.
func wantBackup(t *testing.T, a answered) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "backup.zip")
	if err := os.WriteFile(name, a.Body, 0o600); err != nil {
		t.Fatal(err)
	}
	archive, err := keeping.OpenArchive(name)
	if err != nil {
		t.Fatalf("got %d, %v, want a backup", a.Status, err)
	}
	if err := archive.Verify(t.Context(), func(int64, int64) {}); err != nil {
		t.Error(err)
	}
	if err := archive.Close(); err != nil {
		t.Error(err)
	}
	if got := a.Header.Get("Content-Type"); got != "application/zip" || a.Header.Get("Content-Disposition") == "" {
		t.Errorf("got %s, %q, want a zip file to be downloaded", got, a.Header.Get("Content-Disposition"))
	}
}

// TestBackups makes backups, lists them, and downloads them whole and in parts.
func TestBackups(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	admin := h.token(t, ScopeAdmin)
	wantBackup(t, ask(t, h.url, asked{Path: "/api/admin/backup", Header: admin}))
	if a := ask(t, h.url, asked{Method: http.MethodHead, Path: "/api/admin/backup", Header: admin}); a.Status != http.StatusOK || len(a.Body) != 0 {
		t.Errorf("HEAD: got %d with %d bytes", a.Status, len(a.Body))
	}
	var names []any
	for range 3 {
		status, body := h.operate(t, http.MethodPost, "/api/admin/backups", admin, "application/json", "")
		id, _ := body["jobId"].(string)
		if status != http.StatusOK || id == "" {
			t.Fatalf("make one: got %d %v", status, body)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		if job, err := h.o.Queue.Wait(ctx, id); err != nil || job.State != "done" {
			t.Fatalf("got job %+v, %v, want it done", job, err)
		}
		cancel()
		h.later.Add(int64(time.Hour))
		_, body = h.operate(t, http.MethodGet, "/api/admin/backups", admin, "", "")
		names = nil
		for _, one := range body["backups"].([]any) {
			names = append(names, one.(map[string]any)["name"])
		}
	}
	if diff := cmp.Diff([]any{"casebook-20261121T140000Z.zip", "casebook-20261121T130000Z.zip"}, names); diff != "" {
		t.Errorf("the newest two stay (-want +got):\n%s", diff)
	}
	whole := ask(t, h.url, asked{Path: "/api/admin/backups/casebook-20261121T140000Z.zip", Header: admin})
	wantBackup(t, whole)
	rest := ask(t, h.url, asked{
		Path:   "/api/admin/backups/casebook-20261121T140000Z.zip",
		Header: map[string]string{"Authorization": admin["Authorization"], "Range": "bytes=1000-", "If-Range": whole.Header.Get("Etag")},
	})
	if rest.Status != http.StatusPartialContent || string(rest.Body) != string(whole.Body[1000:]) {
		t.Errorf("the rest: got %d with %d bytes, want the %d after the first 1000", rest.Status, len(rest.Body), len(whole.Body)-1000)
	}
	for _, name := range []string{"casebook-20261121T120000Z.zip", "..%2F..%2Fetc%2Fpasswd", "casebook.db"} {
		if a := ask(t, h.url, asked{Path: "/api/admin/backups/" + name, Header: admin}); a.Status != http.StatusNotFound {
			t.Errorf("%s: got %d, want 404", name, a.Status)
		}
	}
}
