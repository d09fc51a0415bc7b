package conformance

import (
	"html"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"casebook/web/webtest"
)

// TestGuide runs exactly the commands that stand on the page for those who write a
// client, in their order and in one shell.
func TestGuide(t *testing.T) {
	bash := webtest.Need(t, "bash")
	webtest.Need(t, "curl")
	webtest.Need(t, "jq")
	for _, base := range []string{"", "/mystery"} {
		s := begin(t, "--base-path", base)
		page := s.get(t, "/api/docs/client")
		if page.Status != 200 || !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
			t.Fatalf("got %s, want the page", page)
		}
		var script strings.Builder
		for _, block := range regexp.MustCompile(`(?s)<pre><code>(.*?)</code></pre>`).FindAllStringSubmatch(string(page.Body), -1) {
			script.WriteString(html.UnescapeString(block[1]) + "\n")
		}
		run := exec.CommandContext(t.Context(), bash, "-euxo", "pipefail", "-c", script.String())
		run.Dir = t.TempDir()
		run.Env = append(os.Environ(), "no_proxy=*")
		out, err := run.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, want := range []string{`"actionPointsRemaining":5`, `"evidenceFound":[`, `"aiResponse":"`, `"messages":[`, `"breakdown":{`, `"you":true`, `"totalSubmissions":1`, `"success":true`} {
			if !strings.Contains(string(out), want) {
				t.Errorf("the commands print no %s:\n%s", want, out)
			}
		}
		commitment := s.get(t, "/api/case/today").text("commitment")
		if n := strings.Count(string(out), commitment); n < 2 {
			t.Errorf("got the commitment %d times, want it computed and read:\n%s", n, out)
		}
		for _, link := range regexp.MustCompile(`(?:href|src)="([^"]+)"`).FindAllStringSubmatch(string(page.Body), -1) {
			if strings.HasPrefix(link[1], "/") {
				if a := s.send(t, "GET", strings.TrimPrefix(link[1], base), nil, nil); a.Status != 200 {
					t.Errorf("the page leads to %s", a)
				}
			}
		}
	}
}
