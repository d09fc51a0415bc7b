package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/goreleaser/nfpm/v2"
	"github.com/goreleaser/nfpm/v2/deb"
	"github.com/goreleaser/nfpm/v2/files"
)

const (
	maintainer  = "The Casebook authors <dev@casebook.example.org>"
	description = `murder mystery every day, served to players in the browser
Casebook writes a case each night, draws its fourteen pictures, keeps both
for ever and serves them to players. It is one program that needs neither a
database server nor an account anywhere.`
)

// later ends the name that git gives a commit after a tag, or a tree that is not as committed.
var later = regexp.MustCompile(`^(\d+-g[0-9a-f]+(-dirty)?|dirty)$`)

// debVersion is the version as Debian orders it: a commit without a tag comes before every
// release, and after those before it; what semantic versioning has for a pre-release (rc,
// beta, whatever) before the release.
func (r *release) debVersion() string {
	version := strings.TrimPrefix(r.version, "v")
	if version != "" && version[0] >= '0' && version[0] <= '9' && strings.Contains(version, ".") {
		base, rest, found := strings.Cut(version, "-")
		switch {
		case !found:
			return base
		case later.MatchString(rest):
			return base + "+" + strings.ReplaceAll(rest, "-", ".")
		default:
			return base + "~" + strings.ReplaceAll(rest, "-", ".")
		}
	}
	return "0~" + r.made.Format("20060102150405") + "." + strings.ReplaceAll(version, "-", ".")
}

// debian makes the package of a platform.
func (r *release) debian(p platform, binary string) error {
	contents, err := r.contents(binary)
	if err != nil {
		return err
	}
	info := nfpm.WithDefaults(&nfpm.Info{
		Name: "casebook", Arch: p.deb, Platform: "linux", Version: r.debVersion(), VersionSchema: "none",
		Section: "web", Priority: "optional", Maintainer: maintainer, Description: description, License: "MIT", MTime: r.made,
		Overridables: nfpm.Overridables{
			Depends:    []string{"systemd | systemd-standalone-sysusers | systemd-sysusers", "init-system-helpers (>= 1.54)"},
			Recommends: []string{"ca-certificates"},
			Contents:   contents,
			Scripts:    nfpm.Scripts{PostInstall: "debian/postinst", PreRemove: "debian/prerm", PostRemove: "debian/postrm"},
			Deb:        nfpm.Deb{Compression: "xz"},
		},
	})
	if err := nfpm.PrepareForPackager(info, "deb"); err != nil {
		return fmt.Errorf("describe it: %w", err)
	}
	packager := deb.Default
	info.Target = filepath.Join(r.dist, packager.ConventionalFileName(info))
	out, err := os.Create(info.Target)
	if err != nil {
		return err
	}
	return errors.Join(packager.Package(info, out), out.Close())
}

// contents is what the package puts where.
func (r *release) contents(binary string) (files.Contents, error) {
	changes, err := os.ReadFile("../CHANGELOG.md")
	if err != nil {
		return nil, err
	}
	manual, err := os.ReadFile("debian/casebook.1")
	if err != nil {
		return nil, err
	}
	entry := fmt.Sprintf("casebook (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- %s  %s\n",
		r.debVersion(), maintainer, r.made.Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	const doc = "/usr/share/doc/casebook/"
	var list files.Contents
	var problems []error
	add := func(source, destination string, mode os.FileMode, kind string) {
		list = append(list, &files.Content{
			Source: source, Destination: destination, Type: kind,
			FileInfo: &files.ContentFileInfo{Owner: "root", Group: "root", Mode: mode, MTime: r.made},
		})
	}
	generate := func(destination string, text []byte) {
		source := filepath.Join(r.scratch, filepath.Base(destination))
		if filepath.Ext(destination) == ".gz" {
			text = compressed(text)
		}
		problems = append(problems, os.WriteFile(source, text, 0o600))
		add(source, destination, 0o644, files.TypeFile)
	}
	add(binary, "/usr/bin/casebook", 0o755, files.TypeFile)
	add("debian/casebook.service", "/lib/systemd/system/casebook.service", 0o644, files.TypeFile)
	add("debian/sysusers.conf", "/usr/lib/sysusers.d/casebook.conf", 0o644, files.TypeFile)
	add("debian/lintian-overrides", "/usr/share/lintian/overrides/casebook", 0o644, files.TypeFile)
	add("", "/etc/casebook", 0o755, files.TypeDir)
	add("debian/casebook.env", "/etc/casebook/casebook.env", 0o600, files.TypeConfig)
	generate("/usr/share/man/man1/casebook.1.gz", manual)
	generate(doc+"changelog.gz", []byte(entry))
	generate(doc+"CHANGELOG.md.gz", changes)
	generate(doc+"licences.gz", r.licences)
	add("debian/copyright", doc+"copyright", 0o644, files.TypeFile)
	return list, errors.Join(problems...)
}

// compressed is text as gzip -9n has it.
func compressed(text []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level exists
	_, _ = w.Write(text)                                    // a buffer takes everything
	_ = w.Close()
	return out.Bytes()
}
