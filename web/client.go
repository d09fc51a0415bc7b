package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// The pages of the client, templates whose data is a page.
const (
	gamePage     = "index.html"
	operatorPage = "operator/index.html"
)

// workerFile is the service worker.
const workerFile = "shared/worker.js"

const htmlType = "text/html; charset=utf-8"

// page is what the templates of pages are filled in with.
type page struct {
	Static string // the path under which the client's files are, without a slash at its end
	Base   string // the path of the site, with a slash at its end
	Title  string // of the case that the page is about; may be empty

	Modules []string // those that the page begins with, below Static
	Styles  []string // theirs

	Preview *preview // what others show of a link to the page; nil for pages that are not about a case
	Cover   *cover   // what the page shows before scripts run; nil for pages that are not about a case
}

// Client is the embedded client, ready to be served, by several servers one after another.
type Client struct {
	root  string // where the files are: /static/<hash of everything>
	files map[string]file
	pages map[string]*template.Template
	needs map[string]needed // by start
}

// needed is what a page needs before it can run, below the client's root.
type needed struct{ modules, styles []string }

// starts are the modules that each page begins with, and styles of
// what it shows before they run.
func starts() map[string][]string {
	return map[string][]string{
		"":        {"shared/main.js"},
		"title":   {"shared/main.js", "cases/cb-title.js"},
		"case":    {"shared/main.js", "cases/cb-board.js", "cases/cb-intro.js", "cases/cb-title.css"},
		"archive": {"shared/main.js", "cases/cb-archive.js"},
		"me":      {"shared/main.js", "me/cb-me.js"},

		"operator": {"operator/cb-operator.js"},
	}
}

// file is one file of the client.
type file struct {
	text
	kind string // content type
}

// LoadClient reads the client. Its pages stay templates; all else is served as it
// is, under a path that changes whenever any of it does.
func LoadClient(source fs.FS) (*Client, error) {
	c := &Client{files: map[string]file{}, pages: map[string]*template.Template{}, needs: map[string]needed{}}
	sum := sha256.New()
	err := fs.WalkDir(source, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(source, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(data), data)
		if path.Ext(name) == ".html" {
			c.pages[name], err = template.New(name).Parse(string(data))
			return err
		}
		kind, err := contentType(name)
		c.files[name] = file{newText(slim(name, data)).zip(), kind}
		return err
	})
	if err != nil {
		return nil, err
	}
	if c.pages[gamePage] == nil {
		return nil, errors.New(gamePage + " is missing")
	}
	c.root = "/static/" + hex.EncodeToString(sum.Sum(nil))[:12]
	c.follow()
	return c, nil
}

// follow finds out what the starts need: their modules with all that they import,
// and the style sheets of the elements among them, each before those that need it.
// A browser that is told need not find them one after the other.
func (c *Client) follow() {
	imported := regexp.MustCompile(`(?m)^(?:import|export|\}) ?(?:[^"\n]* from )?"(\.[^"]+)";`)
	for start, modules := range starts() {
		var found needed
		seen := map[string]bool{}
		var visit func(name string)
		visit = func(name string) {
			if seen[name] {
				return
			}
			seen[name] = true
			for _, found := range imported.FindAllSubmatch(c.files[name].plain, -1) {
				visit(path.Join(path.Dir(name), string(found[1])))
			}
			stem, isModule := strings.CutSuffix(name, ".js")
			if isModule {
				found.modules = append(found.modules, name)
			}
			if sheet := strings.TrimSuffix(stem, ".css") + ".css"; c.files[sheet].kind != "" {
				found.styles = append(found.styles, sheet)
			}
		}
		for _, name := range modules {
			visit(name)
		}
		c.needs[start] = found
	}
}

// contentType is the type of a file by its name, the same on every system.
func contentType(name string) (string, error) {
	types := map[string]string{
		".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": jsonType, ".svg": "image/svg+xml",
		".png": "image/png", ".ico": "image/x-icon", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8",
	}
	if kind := types[path.Ext(name)]; kind != "" {
		return kind, nil
	}
	return "", fmt.Errorf("%s: no content type is known for %q", name, path.Ext(name))
}

func (s *Server) registerClient() {
	client := s.o.Client
	game := func(start string) echo.HandlerFunc {
		return func(c echo.Context) error { return s.gamePage(c, http.StatusOK, start, page{}) }
	}
	pages := map[string]echo.HandlerFunc{"/": s.titlePage, "/archive": game("archive"), "/me": game("me"), "/case/:caseId": s.casePage}
	if client.pages[operatorPage] != nil {
		operator := func(c echo.Context) error {
			return s.page(c, http.StatusOK, operatorPage, page{Modules: client.needs["operator"].modules, Styles: client.needs["operator"].styles})
		}
		pages["/operator"], pages["/operator/*"] = operator, operator
	}
	for pattern, handler := range pages {
		s.root.GET(pattern, handler)
		s.root.HEAD(pattern, handler)
	}
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		s.root.Add(method, "/worker.js", s.worker)
	}
	files := func(c echo.Context) error { return s.clientFile(c, client.files[c.Param("*")]) }
	s.root.GET(client.root+"/*", files)
	s.root.HEAD(client.root+"/*", files)
	s.quiet[s.o.BasePath+client.root+"/*"] = true
}

// elsewhere answers for paths that nothing else does: with the client's own page
// for people who open one, with an error for all others.
func (s *Server) elsewhere(c echo.Context) error {
	asked := c.Request().URL.Path
	if s.o.BasePath != "" && (asked == "/" || asked == s.o.BasePath) {
		return c.Redirect(http.StatusFound, s.o.BasePath+"/")
	}
	below, isOurs := strings.CutPrefix(asked, s.o.BasePath+"/")
	if !isOurs || strings.HasPrefix(below, "api/") || !acceptsHTML(c.Request()) {
		return echo.ErrNotFound
	}
	return s.gamePage(c, http.StatusNotFound, "", page{})
}

// titlePage is the game's page with the cover of today's case, if there is one.
func (s *Server) titlePage(c echo.Context) error {
	view, err := s.o.Cases.Today(c.Request().Context(), "")
	if isNotFound(err) {
		return s.gamePage(c, http.StatusOK, "title", page{})
	}
	if err != nil {
		return err
	}
	cover, err := newCover(view)
	if err != nil {
		return err
	}
	return s.gamePage(c, http.StatusOK, "title", page{Cover: cover})
}

// casePage is the game's page with the title of the case it is opened at, and what
// others show of a link to it.
func (s *Server) casePage(c echo.Context) error {
	view, err := s.o.Cases.View(c.Request().Context(), c.Param("caseId"), "")
	if isNotFound(err) {
		return s.gamePage(c, http.StatusNotFound, "", page{})
	}
	if err != nil {
		return err
	}
	cover, err := newCover(view)
	if err != nil {
		return err
	}
	return s.gamePage(c, http.StatusOK, "case", page{Title: view.Title, Preview: s.preview(c, view), Cover: cover})
}

// gamePage fills in the game's page, which begins with the modules of a start.
func (s *Server) gamePage(c echo.Context, status int, start string, data page) error {
	data.Modules, data.Styles = s.o.Client.needs[start].modules, s.o.Client.needs[start].styles
	return s.page(c, status, gamePage, data)
}

// page fills in a page of the client and serves it.
func (s *Server) page(c echo.Context, status int, name string, data page) error {
	var out bytes.Buffer
	data.Static, data.Base = s.o.BasePath+s.o.Client.root, s.o.BasePath+"/"
	if err := s.o.Client.pages[name].Execute(&out, data); err != nil {
		return fmt.Errorf("fill in %s: %w", name, err)
	}
	if status == http.StatusOK {
		c.Response().Header().Set("Cache-Control", "no-cache")
	}
	s.send(c, status, htmlType, out.Bytes())
	return nil
}

// worker serves the service worker, whose scope is the site: what it is to keep, and
// then its own text. It differs whenever anything of the client does.
func (s *Server) worker(c echo.Context) error {
	root, files := s.o.BasePath+s.o.Client.root, []string{}
	for name := range s.o.Client.files {
		if !strings.HasPrefix(name, "operator/") && name != workerFile {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	shell, err := json.Marshal(map[string]any{"root": root, "files": files, "page": s.o.BasePath + "/archive"})
	if err != nil {
		return fmt.Errorf("describe the client: %w", err)
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	s.send(c, http.StatusOK, "text/javascript; charset=utf-8", fmt.Appendf(nil, "self.shell = %s;\nimportScripts(%q);\n", shell, root+"/"+workerFile))
	return nil
}

// clientFile serves one file of the client for ever.
func (s *Server) clientFile(c echo.Context, f file) error {
	if f.kind == "" {
		return echo.ErrNotFound
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	sendText(c.Response(), c.Request(), http.StatusOK, f.kind, f.text)
	return nil
}
