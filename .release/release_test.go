package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSameBytes makes the same release twice, hours apart, of a program that is soon built.
func TestSameBytes(t *testing.T) {
	folder := t.TempDir()
	source := filepath.Join(folder, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	made := time.Unix(1795324800, 0).UTC()
	sums := func(dist string, again time.Duration) string {
		r := &release{dist: dist, version: "v1.0.0-rc1", made: made}
		for _, p := range platforms() {
			build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-o", r.file("linux-"+p.label), source)
			build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+p.arch, "GOARM=7")
			if out, err := build.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if err := os.Chtimes(r.file("linux-"+p.label), made.Add(again), made.Add(again)); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.run(t.Context()); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dist, "SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	first := sums(t.TempDir(), 0)
	if second := sums(t.TempDir(), 3*time.Hour); second != first {
		t.Errorf("got\n%s, want as before\n%s", second, first)
	}
	for _, name := range []string{"casebook_1.0.0~rc1_amd64.deb", "casebook_1.0.0~rc1_arm64.deb", "casebook_1.0.0~rc1_armhf.deb", "-image-armv7.tar", "-oci.tar", "-sbom.cdx.json"} {
		if !strings.Contains(first, name+"\n") {
			t.Errorf("got no %s, among\n%s", name, first)
		}
	}
}

// TestVersions: Debian takes each of these for newer than the one before.
func TestVersions(t *testing.T) {
	compare, err := exec.LookPath("dpkg")
	if err != nil && os.Getenv("CASEBOOK_TEST_STRICT") != "" {
		t.Fatal(err)
	} else if err != nil {
		t.Skip("dpkg is not installed")
	}
	made := time.Unix(1795324800, 0).UTC()
	before := "0~"
	for _, version := range []string{"dev", "0a1b2c3", "v0.1.0-rc1", "v0.1.0-rc1-3-g0a1b2c3", "v0.1.0-rc2", "v0.1.0", "v0.1.0-4-g0a1b2c3", "v0.1.0-12-g0a1b2c3-dirty", "v0.1.1", "v1.0.0-alpha1", "v1.0.0-alpha1-2-g0a1b2c3", "v1.0.0-beta1", "v1.0.0-rc.1", "v1.0.0", "v1.0.0-dirty"} {
		made = made.Add(time.Hour)
		got := (&release{version: version, made: made}).debVersion()
		if err := exec.CommandContext(t.Context(), compare, "--compare-versions", before, "lt", got).Run(); err != nil {
			t.Errorf("%s: got %s, want one that is newer than %s", version, got, before)
		}
		before = got
	}
}
