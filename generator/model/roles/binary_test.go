package roles

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casebook/generator/model/fake"
	"casebook/generator/model/ledger"
	"casebook/generator/model/modeltest"
	"casebook/generator/mystery"
	"casebook/web/webtest"
)

// online runs a fake provider on this machine, two hundred times as fast as the real
// one, and returns the arguments that lead the binary there.
func online(t *testing.T, fault func(what string, n int) fake.Fault) (*fake.Provider, []string) {
	t.Helper()
	p := fake.New(fake.Options{
		Key: modeltest.Key, Side: 320, Latency: fake.Latencies(15*time.Second, 40*time.Second, 200), Fault: fault,
		Models: []string{"gemini-nano-banana-2.1", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-embedding-2"},
	})
	server := httptest.NewServer(p.Gemini())
	t.Cleanup(server.Close)
	t.Setenv("CASEBOOK_GEMINI_API_KEY", modeltest.Key)
	return p, []string{"--gemini-base-url", server.URL, "--gemini-spacing", "1ms", "--ahead", "1", "--log-level", "debug"}
}

// TestOpenAIBinary: a server at home that speaks as OpenAI does draws every picture of
// the running binary, and the key is left nowhere.
func TestOpenAIBinary(t *testing.T) {
	p := fake.New(fake.Options{Key: modeltest.Key, Side: 320, Latency: fake.Latencies(15*time.Second, 40*time.Second, 200), Models: []string{"sd-cpp-local", "llama:latest"}})
	server := httptest.NewServer(p.Compatible())
	t.Cleanup(server.Close)
	t.Setenv("CASEBOOK_OPENAI_API_KEY", modeltest.Key)
	data := t.TempDir()
	s := webtest.Start(t, data, "--artist", "openai", "--openai-base-url", server.URL+"/v1/", "--openai-image-model", "sd-cpp-local", "--openai-text-model", "llama",
		"--openai-spacing", "1ms", "--ahead", "1", "--log-level", "debug")
	c := whole(t, s, "today")
	if len(c.Images) != mystery.PictureCount {
		t.Errorf("got %d pictures, want %d", len(c.Images), mystery.PictureCount)
	}
	for slot, picture := range c.Images {
		status, file, err := s.Do(http.MethodGet, picture.URL, nil, nil)
		if err != nil || status != http.StatusOK || picture.State != "stored" || !bytes.Contains(file, []byte("sd-cpp-local")) {
			t.Errorf("%s: got %d, %s, %v, want a file that says which model drew it", slot, status, picture.State, err)
		}
	}
	s.Interrupt(t)
	if found := leftovers(t, data); len(found) > 0 || strings.Contains(s.Output.String(), modeltest.Key) {
		t.Errorf("the key is in %q or in the log", found)
	}
	for _, want := range []string{"the model sd-cpp-local has no price", "the model llama has no price"} {
		if strings.Count(s.Output.String(), want) != 1 {
			t.Errorf("the log does not say once that %s", want)
		}
	}
}

// view is what the tests read of a case.
type view struct {
	ID          string `json:"id"`
	ImageStatus string `json:"imageStatus"`
	Images      map[string]struct{ URL, State string }
}

// whole waits until a day's pictures are all stored.
func whole(t *testing.T, s *webtest.Server, day string) (c view) {
	t.Helper()
	webtest.Within(t, webtest.Drawing, "all pictures of "+day+" are stored", func() error {
		status, body, err := s.Do(http.MethodGet, "/api/case/"+day, nil, nil)
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("got %d: %w", status, err)
		}
		s.JSON(t, http.MethodGet, "/api/case/"+day, nil, http.StatusOK, &c)
		if c.ImageStatus != "completed" {
			return fmt.Errorf("%s in %s", c.ImageStatus, body[:60])
		}
		return nil
	})
	return c
}

// leftovers returns the files below a folder that hold the key.
func leftovers(t *testing.T, folder string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(modeltest.Key)) {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestBinary: with a key, the running binary has its cases drawn by the model, says so
// in the files, keeps account, and leaves the key nowhere.
func TestBinary(t *testing.T) {
	p, args := online(t, nil)
	data := t.TempDir()
	s := webtest.Start(t, data, args...)
	c := whole(t, s, "today")
	for slot, picture := range c.Images {
		status, file, err := s.Do(http.MethodGet, picture.URL, nil, nil)
		if err != nil || status != http.StatusOK || !bytes.Contains(file, []byte("digitalsourcetype/trainedAlgorithmicMedia")) || !bytes.Contains(file, []byte("gemini-nano-banana-2.1")) {
			t.Errorf("%s: got %d, %v, want a file that says which model drew it", slot, status, err)
		}
	}
	question := map[string]string{"userId": "p", "caseId": c.ID, "message": "Where were you that evening?"}
	status, said, err := s.Do(http.MethodPost, "/api/chat/"+c.ID+"-suspect-1/stream", nil, question)
	if err != nil || status != http.StatusOK || !strings.HasPrefix(string(said), "event: text\nretry: 5000\ndata: {\"text\":\""+fakeSays+"\"}\n") || strings.Count(string(said), "event: text") != 2 {
		t.Errorf("got %d %s, %v, want the model's sentence, then what the code tells", status, said, err)
	}
	var costs ledger.Report
	status, body, err := s.Do(http.MethodGet, "/api/admin/costs", http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
	if err != nil || status != http.StatusOK || !strings.Contains(string(body), c.ID) || !strings.Contains(string(body), `"artist"`) || !strings.Contains(string(body), `"witness"`) {
		t.Errorf("costs: got %d %s, %v, want those of %s (%+v)", status, body, err, c.ID, costs)
	}
	webtest.Within(t, webtest.Drawing, "tomorrow's pictures are asked for too", func() error {
		if n := p.Asked(fake.ForPicture); n != 2*mystery.PictureCount {
			return fmt.Errorf("got %d", n)
		}
		return nil
	})
	metrics := http.Header{"Authorization": {"Bearer " + s.Token}}
	if status, body, err := s.Do(http.MethodGet, "/metrics", metrics, nil); err != nil || status != http.StatusOK || !strings.Contains(string(body), `casebook_cost_role_today_dollars{role="artist"} 0.`) {
		t.Errorf("metrics: got %d %s, %v, want what the artist costs", status, body, err)
	}
	s.Interrupt(t)
	if written := `"author":"` + storyteller + `"`; !strings.Contains(s.Output.String(), written) || !strings.Contains(string(body), `"writer"`) {
		t.Errorf("the log has no %s, or the costs no writer", written)
	}
	if found := leftovers(t, data); len(found) > 0 || strings.Contains(s.Output.String(), modeltest.Key) {
		t.Errorf("the key is in %q or in the log", found)
	}
}

// TestGenerateBinary: `casebook generate` writes a case through the model, which its
// file says, and compares its plot with today's; the key is left nowhere.
func TestGenerateBinary(t *testing.T) {
	p, args := online(t, nil)
	data := t.TempDir()
	for _, date := range []string{"2026-11-22", "2026-11-23"} {
		out, err := webtest.Run(t, append([]string{"generate", "--data", data, "--date", date, "--clock", "2026-11-21T12:00:00Z"}, args...)...)
		if err != nil || strings.Contains(out, modeltest.Key) {
			t.Fatalf("got %v, %s", err, out)
		}
		file, err := os.ReadFile(filepath.Join(data, "cases", "case-"+date+".json"))
		if err != nil || !bytes.Contains(file, []byte(storyteller)) {
			t.Errorf("%s: %v, or its file does not say who wrote it:\n%s", date, err, out)
		}
	}
	if texts, vectors := p.Asked(fake.ForText), p.Asked(fake.ForVector); texts < 16 || vectors < 2 { // a plot that is too near goes back
		t.Errorf("got %d requests for text and %d for vectors, want at least 8 a case, and 2", texts, vectors)
	}
	if found := leftovers(t, data); len(found) > 0 {
		t.Errorf("the key is in %q", found)
	}
}

// TestKilledWhileDrawing: however often the program dies, each picture is paid for once,
// but for those whose answers were on their way when it died.
func TestKilledWhileDrawing(t *testing.T) {
	const kills, window = 4, 5
	p, args := online(t, nil)
	data := t.TempDir()
	for range kills {
		s := webtest.Start(t, data, args...)
		before := p.Asked(fake.ForPicture)
		webtest.Eventually(t, "some pictures are asked for", func() error {
			if n := p.Asked(fake.ForPicture) - before; n < 4 && p.Asked(fake.ForPicture) < 2*mystery.PictureCount {
				return fmt.Errorf("got %d", n)
			}
			return nil
		})
		s.Kill(t)
	}
	s := webtest.Start(t, data, args...)
	whole(t, s, "today")
	day := time.Now().UTC().AddDate(0, 0, 1).Format(time.DateOnly)
	webtest.Within(t, webtest.Drawing, "tomorrow's pictures are drawn", func() error {
		found, err := filepath.Glob(filepath.Join(data, "images", "case-"+day, "*", "*.jpg"))
		if err == nil && len(found) < mystery.PictureCount {
			err = fmt.Errorf("got %d files", len(found))
		}
		return err
	})
	paid := p.Asked(fake.ForPicture)
	t.Logf("%d requests for %d pictures, with %d kills", paid, 2*mystery.PictureCount, kills)
	if most := 2*mystery.PictureCount + kills*window; paid > most {
		t.Errorf("got %d requests for pictures, want at most %d", paid, most)
	}
}

// TestPlaceholders: while the provider fails, the case is whole all the same, with the
// built-in painter's pictures.
func TestPlaceholders(t *testing.T) {
	_, args := online(t, func(string, int) fake.Fault { return fake.DailyQuota })
	s := webtest.Start(t, t.TempDir(), args...)
	var c view
	webtest.Within(t, webtest.Drawing, "every picture has its placeholder", func() error {
		status, _, err := s.Do(http.MethodGet, "/api/case/today", nil, nil)
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("got %d: %w", status, err)
		}
		s.JSON(t, http.MethodGet, "/api/case/today", nil, http.StatusOK, &c)
		for slot, picture := range c.Images {
			if picture.State != "placeholder" || picture.URL == "" {
				return fmt.Errorf("%s is %s", slot, picture.State)
			}
		}
		return nil
	})
	if len(c.Images) != mystery.PictureCount {
		t.Errorf("got %d pictures, want %d", len(c.Images), mystery.PictureCount)
	}
}
