package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebook/web/webtest"
)

// packaging is where the files of packages and images are.
const packaging = ".release"

// tool runs a program and returns what it prints on its standard output.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	command := exec.CommandContext(context.WithoutCancel(t.Context()), name, args...) // what is made is taken away after the test
	out, err := command.Output()
	if err != nil {
		var said []byte
		if ended, ok := errors.AsType[*exec.ExitError](err); ok {
			said = ended.Stderr
		}
		t.Fatalf("%s: %v\n%s%s", command, err, out, said)
	}
	return string(out)
}

// needRoot skips a test that boots or runs what it has made where it may not.
func needRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		webtest.Skip(t, "only root can boot systemd or run containers")
	}
}

// TestRelease makes the release of this machine and installs it in every way.
func TestRelease(t *testing.T) {
	webtest.Need(t, "make")
	webtest.Need(t, "git")
	if err := os.CopyFS(t.TempDir(), os.DirFS(packaging)); err != nil { // so that Go sees what the result depends on
		t.Fatal(err)
	}
	tool(t, "go", "-C", packaging, "test", "./...")
	dist := t.TempDir()
	tool(t, "make", "release", "PLATFORMS=linux/amd64", "VERSION=v9.8.7", "DIST="+dist)
	in := func(name string) string { return filepath.Join(dist, name) }
	binary, deb := in("casebook-v9.8.7-linux-amd64"), in("casebook_9.8.7_amd64.deb")
	if got := tool(t, binary, "version"); got != "casebook v9.8.7\n" {
		t.Errorf("got version %q, want v9.8.7", got)
	}
	t.Run("sums", func(t *testing.T) {
		check := exec.CommandContext(t.Context(), "sha256sum", "--check", "--strict", "SHA256SUMS")
		check.Dir = dist
		if out, err := check.CombinedOutput(); err != nil || bytes.Count(out, []byte(": OK\n")) != 5 {
			t.Errorf("got %v, want five files to be right:\n%s", err, out)
		}
	})
	t.Run("modules", func(t *testing.T) { wantAllModules(t, binary, in("casebook-v9.8.7-sbom.cdx.json")) })
	t.Run("lintian", func(t *testing.T) {
		t.Parallel()
		webtest.Need(t, "lintian")
		if out := tool(t, "lintian", "--allow-root", "--fail-on", "error,warning", deb); out != "" {
			t.Errorf("got from lintian\n%s", out)
		}
	})
	t.Run("systemd", func(t *testing.T) { t.Parallel(); liveOnSystemd(t, deb) })
	t.Run("image", func(t *testing.T) {
		t.Parallel()
		liveInContainer(t, in("casebook-v9.8.7-image-amd64.tar"), in("casebook-v9.8.7-oci.tar"))
	})
}

// wantAllModules compares a list of modules with what is in the binary.
func wantAllModules(t *testing.T, binary, list string) {
	t.Helper()
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go")}
	for _, m := range info.Deps {
		want = append(want, "pkg:golang/"+m.Path+"@"+m.Version)
	}
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var bom struct {
		BOMFormat   string `json:"bomFormat"`
		SpecVersion string `json:"specVersion"`
		Components  []struct {
			PURL string `json:"purl"`
		} `json:"components"`
	}
	if err := json.Unmarshal(text, &bom); err != nil || bom.BOMFormat != "CycloneDX" || bom.SpecVersion == "" {
		t.Fatalf("got %s %s, %v, want a CycloneDX list", bom.BOMFormat, bom.SpecVersion, err)
	}
	var got []string
	for _, c := range bom.Components {
		got = append(got, c.PURL)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("modules (-want +got):\n%s", diff)
	}
}

// TestUnit holds the unit to what it promises: it keeps the program from nearly everything,
// and hands it every secret that the program takes.
func TestUnit(t *testing.T) {
	unit := packaging + "/debian/casebook.service"
	text, err := os.ReadFile(unit)
	if err != nil {
		t.Fatal(err)
	}
	secrets := regexp.MustCompile(`--([a-z-]+)-file=`).FindAllStringSubmatch(tool(t, webtest.Binary(t), "--help"), -1)
	if len(secrets) < 4 {
		t.Errorf("got %d secrets in the help, want at least 4", len(secrets))
	}
	for _, secret := range secrets {
		if want := fmt.Sprintf("LoadCredential=%[1]s:casebook.%[1]s\n", secret[1]); !bytes.Contains(text, []byte(want)) {
			t.Errorf("the unit lacks %s", want)
		}
	}
	webtest.Need(t, "systemd-analyze")
	said := tool(t, "systemd-analyze", "security", "--offline=yes", "--no-pager", unit)
	level := regexp.MustCompile(`Overall exposure level for casebook\.service: ([0-9.]+)`).FindStringSubmatch(said)
	if level == nil {
		t.Fatalf("got %s, want a level of exposure", said)
	}
	if got, err := strconv.ParseFloat(level[1], 64); err != nil || got >= 2 {
		t.Errorf("got an exposure of %s, want less than 2.0:\n%s", level[1], said)
	}
}

// liveOnSystemd boots systemd in a layer over this machine and has story.sh install,
// play, set up, upgrade, remove and purge the package.
func liveOnSystemd(t *testing.T, deb string) {
	needRoot(t)
	for _, program := range []string{"dpkg-deb", "systemd-nspawn", "unshare", "setpriv", "curl", "jq"} {
		webtest.Need(t, program)
	}
	scratch := t.TempDir()
	older, newer, unpacked := filepath.Join(scratch, "older.deb"), filepath.Join(scratch, "newer.deb"), filepath.Join(scratch, "unpacked")
	if err := os.Link(deb, older); err != nil {
		t.Fatal(err)
	}
	tool(t, "dpkg-deb", "--raw-extract", deb, unpacked)
	tool(t, "sed", "-i", "s/^Version: .*/Version: 9.8.8/", filepath.Join(unpacked, "DEBIAN/control"))
	tool(t, "dpkg-deb", "--root-owner-group", "-Znone", "--build", unpacked, newer)
	layer := filepath.Join(scratch, "layer")
	if err := os.Mkdir(layer, 0o700); err != nil {
		t.Fatal(err)
	}
	out := tool(t, "unshare", "--mount", "bash", packaging+"/test/boot.sh", layer, older, newer, packaging+"/test/story.sh")
	if !strings.HasSuffix(out, "== well\n") {
		t.Errorf("got, want a story that ends well:\n%s", out)
	}
}

// liveInContainer loads the image that the README has people load, then that for registries,
// plays in a container that may do nothing, brought up by the README's compose.yaml, and goes
// on in another over the same volume.
func liveInContainer(t *testing.T, own, image string) {
	needRoot(t)
	for _, program := range []string{"podman", "podman-compose", "runc", "nsenter", "pgrep", "curl"} {
		webtest.Need(t, program)
	}
	store := t.TempDir()
	podman := func(args ...string) string {
		t.Helper()
		return tool(t, "env", append([]string{"STORE=" + store, packaging + "/test/podman.sh"}, args...)...)
	}
	loaded := strings.TrimPrefix(strings.TrimSpace(podman("load", "--quiet", "--input", own)), "Loaded image: ")
	if got := podman("run", "--rm", loaded, "version"); got != "casebook v9.8.7\n" {
		t.Errorf("%s: got %q, want v9.8.7", loaded, got)
	}
	podman("rmi", loaded)
	loaded = strings.TrimSpace(podman("load", "--quiet", "--input", image))
	if want := "Loaded image: localhost/casebook:v9.8.7"; loaded != want {
		t.Fatalf("got %q, want %q", loaded, want)
	}
	const name = "casebook:v9.8.7"
	if got, want := podman("image", "inspect", "--format", "{{.User}} {{.Config.Volumes}} {{.Config.ExposedPorts}} {{index .Labels \"org.opencontainers.image.licenses\"}}", name), "65532:65532 map[/data:{}] map[8080/tcp:{}] MIT\n"; got != want {
		t.Errorf("got configuration %q, want %q", got, want)
	}
	file := composeFile(t, name)
	compose := func(args ...string) {
		t.Helper()
		tool(t, "env", append([]string{"STORE=" + store, "podman-compose", "--podman-path", packaging + "/test/podman.sh", "-p", "story", "-f", file}, args...)...)
	}
	const container = "story_casebook_1"
	ask := func(path string, more ...string) string { // from inside, for it has a network of its own
		t.Helper()
		inside := strings.TrimSpace(podman("inspect", "--format", "{{.State.Pid}}", container))
		return tool(t, "nsenter", append([]string{"--net", "--target", inside, "curl", "-fsS", "--retry", "60", "--retry-all-errors", "--retry-delay", "1", "http://localhost:8080" + path}, more...)...)
	}
	t.Cleanup(func() {
		podman("rm", "--force", "--ignore", "--volumes", container)
		webtest.Eventually(t, "what podman leaves to do after a container has ended is done", func() error {
			if out, err := exec.Command("pgrep", "--full", store).Output(); err == nil {
				return fmt.Errorf("at work: %s", out)
			}
			return nil
		})
	})
	var today caseView
	compose("up", "-d")
	if err := json.Unmarshal([]byte(ask("/api/case/today")), &today); err != nil {
		t.Fatal(err)
	}
	ask("/api/location/search", "-H", "Content-Type: application/json", "-d", `{"caseId":"`+today.ID+`","userId":"story","locationId":"loc-1","searchType":"quick"}`)
	want := ask("/api/player-state/" + today.ID + "/story")
	if got, want := podman("inspect", "--format", "{{.HostConfig.ReadonlyRootfs}} {{.EffectiveCaps}} {{.HostConfig.RestartPolicy.Name}}", container), "true [] unless-stopped\n"; got != want {
		t.Errorf("got a container that is %q, want %q", got, want)
	}
	podman("stop", container)
	if got := podman("inspect", "--format", "{{.State.ExitCode}}", container); got != "0\n" {
		t.Errorf("got exit code %s, want 0: it should end in order when it is stopped\n%s", got, podman("logs", container))
	}
	compose("down")
	compose("up", "-d")
	if got := ask("/api/player-state/" + today.ID + "/story"); got != want {
		t.Errorf("in another container: got %s, want %s as before", got, want)
	}
}

// composeFile is the README's compose.yaml for an image.
func composeFile(t *testing.T, image string) string {
	t.Helper()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)  ```yaml\n  (services:\n.*?)  ```").FindSubmatch(readme)
	if found == nil || !bytes.Contains(found[1], []byte("image: casebook:v1.0.0\n")) {
		t.Fatalf("got %s, want a compose.yaml with the image casebook:v1.0.0", found)
	}
	file := filepath.Join(t.TempDir(), "compose.yaml")
	text := strings.NewReplacer("\n  ", "\n", "casebook:v1.0.0", image).Replace(string(found[1]))
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
