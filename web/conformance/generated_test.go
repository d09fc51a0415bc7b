package conformance

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"casebook/web/webtest"
)

// TestGeneratedClient has a client that is generated from the document of the API play a
// whole game, and a validator read the document.
func TestGeneratedClient(t *testing.T) {
	node := webtest.Need(t, "node")
	folder := filepath.Join("..", "..", "static")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "openapi-fetch")); err != nil {
		webtest.Need(t, "npm")
		install := exec.CommandContext(t.Context(), "npm", "ci", "--no-audit", "--no-fund", "--silent")
		install.Dir = folder
		if out, err := install.CombinedOutput(); err != nil {
			webtest.Skip(t, "npm ci in static: "+err.Error()+": "+string(out))
		}
	}
	s := begin(t)
	run := exec.CommandContext(t.Context(), node, "--test", filepath.Join("test", "generated-client.test.js"))
	run.Dir, run.Env = folder, append(os.Environ(), "CASEBOOK_URL="+s.URL)
	if out, err := run.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
