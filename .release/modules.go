package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/uuid"
)

// modules maps the paths of all modules in the binaries to their versions, the standard
// library as "std".
func (r *release) modules() (map[string]string, error) {
	found, err := filepath.Glob(r.file("*"))
	if err != nil {
		return nil, fmt.Errorf("find the binaries: %w", err)
	}
	versions := map[string]string{}
	for _, file := range found {
		if slices.Contains([]string{".tar", ".json"}, filepath.Ext(file)) { // made of the binaries earlier
			continue
		}
		info, err := buildinfo.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read the modules of %s: %w", file, err)
		}
		versions["std"] = strings.TrimPrefix(info.GoVersion, "go")
		for _, m := range info.Deps {
			versions[m.Path] = m.Version
		}
	}
	if len(versions) == 0 {
		return nil, fmt.Errorf("no binary is there: %s", r.file("*"))
	}
	return versions, nil
}

// listModules writes what is in the binaries as CycloneDX has it.
func (r *release) listModules(versions map[string]string) error {
	reference := func(path, version string) string { return "pkg:golang/" + path + "@" + version }
	self := reference("casebook", r.version)
	list, needs := []cdx.Component{}, []string{}
	for _, path := range slices.Sorted(maps.Keys(versions)) {
		ref := reference(path, versions[path])
		needs = append(needs, ref)
		list = append(list, cdx.Component{BOMRef: ref, Type: cdx.ComponentTypeLibrary, Name: path, Version: versions[path], PackageURL: ref, Scope: cdx.ScopeRequired})
	}
	bom := cdx.NewBOM()
	bom.SerialNumber = uuid.NewSHA1(uuid.NameSpaceURL, []byte(strings.Join(append(needs, self), "\n"))).URN()
	bom.Metadata = &cdx.Metadata{
		Timestamp: r.made.Format("2006-01-02T15:04:05Z"),
		Component: &cdx.Component{
			BOMRef: self, Type: cdx.ComponentTypeApplication, Name: "casebook", Version: r.version, PackageURL: self,
			Licenses: &cdx.Licenses{{License: &cdx.License{ID: "MIT"}}},
		},
	}
	bom.Components, bom.Dependencies = &list, &[]cdx.Dependency{{Ref: self, Dependencies: &needs}}
	out, err := os.Create(r.file("sbom.cdx.json"))
	if err != nil {
		return err
	}
	return errors.Join(cdx.NewBOMEncoder(out, cdx.BOMFileFormatJSON).SetPretty(true).Encode(bom), out.Close())
}

// licences is the licence of Casebook, and of all that is linked into it.
func licences(ctx context.Context, versions map[string]string) ([]byte, error) {
	own, err := os.ReadFile("../LICENSE")
	if err != nil {
		return nil, err
	}
	sources, err := folders(ctx, versions)
	if err != nil {
		return nil, err
	}
	text := bytes.NewBuffer(own)
	fmt.Fprint(text, "\nThe binary holds the modules below, each under the licence that follows its name.\n")
	for _, path := range slices.Sorted(maps.Keys(versions)) {
		licence, err := licenceIn(sources[path])
		if err != nil {
			return nil, fmt.Errorf("licence of %s: %w", path, err)
		}
		fmt.Fprintf(text, "\n%s\n%s %s\n\n%s", strings.Repeat("-", 80), path, versions[path], licence)
	}
	return text.Bytes(), nil
}

// licenceIn is what a folder says of its licence. One that asks for the source of the whole
// binary is refused.
func licenceIn(folder string) ([]byte, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var text []byte
	for _, entry := range entries {
		if !isLicence(entry.Name()) {
			continue
		}
		part, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		text = append(append(text, bytes.TrimSpace(part)...), '\n')
	}
	switch {
	case len(text) == 0:
		return nil, fmt.Errorf("none in %s", folder)
	case bytes.Contains(text, []byte("GENERAL PUBLIC LICENSE\n")):
		return nil, fmt.Errorf("it is the GPL's, in %s", folder)
	default:
		return text, nil
	}
}

func isLicence(name string) bool {
	return regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents)(\.(txt|md|libyaml))?$`).MatchString(name)
}

// folders says where the sources of the modules are.
func folders(ctx context.Context, versions map[string]string) (map[string]string, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	found := map[string]string{"std": strings.TrimSpace(string(root))}
	list := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Path}} {{.Dir}}", "all")
	list.Dir = ".."
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("find the modules: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		if path, folder, _ := strings.Cut(strings.TrimSpace(line), " "); versions[path] != "" {
			found[path] = folder
		}
	}
	return found, nil
}
