package static

import (
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

func TestNothingButTheClientIsEmbedded(t *testing.T) {
	served := regexp.MustCompile(`^(index\.html|(shared|cases|play|me|operator)/[a-z0-9-]+\.(js|css|svg|html|png|webmanifest))$`)
	err := fs.WalkDir(FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !served.MatchString(name) {
			t.Errorf("embedded: got %s, want only files of the client", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEveryReferenceIsEmbedded follows what modules and the page name: a file
// that no pattern embeds would be missing only in the built binary.
func TestEveryReferenceIsEmbedded(t *testing.T) {
	references := regexp.MustCompile(`(?:from |import\(|import |new URL\()"(\.[^"]+\.(?:js|svg))"`)
	modules, err := fs.Glob(FS, "*/*.js")
	if err != nil || len(modules) == 0 {
		t.Fatalf("modules: got %d, %v, want some", len(modules), err)
	}
	for _, module := range modules {
		for _, found := range references.FindAllStringSubmatch(read(t, module), -1) {
			if strings.HasPrefix(path.Base(module), "cb-") {
				read(t, strings.TrimSuffix(module, ".js")+".css")
			}
			read(t, path.Join(path.Dir(module), found[1]))
		}
	}
}

func TestIndexNamesEmbeddedFiles(t *testing.T) {
	page, err := template.New("").Parse(read(t, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	data := struct {
		Static, Base, Title string
		Modules, Styles     []string
		Preview, Cover      *struct{}
	}{Static: "/mystery/static/ab12cd", Base: "/mystery/", Title: "A <Title>", Modules: []string{"shared/main.js"}}
	if err := page.Execute(&out, data); err != nil {
		t.Fatal(err)
	}
	links := regexp.MustCompile(`(?:href|src)="/mystery/static/ab12cd/([^"]+)"`).FindAllStringSubmatch(out.String(), -1)
	if len(links) < 5 {
		t.Errorf("links below Static: got %d, want the styles and modules", len(links))
	}
	for _, link := range links {
		read(t, link[1])
	}
	for _, want := range []string{`data-base="/mystery/"`, "<title>A &lt;Title&gt; · Casebook</title>"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("page: got no %s", want)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(FS, name)
	if err != nil {
		t.Errorf("read %s: %v", name, err)
	}
	return string(text)
}
