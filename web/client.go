package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"
)

// The pages of the client, templates whose data is a page.
const (
	gamePage     = "index.html"
	operatorPage = "operator/index.html"
)

const htmlType = "text/html; charset=utf-8"

// page is what the templates of pages are filled in with.
type page struct {
	Static string // the path under which the client's files are, without a slash at its end
	Base   string // the path of the site, with a slash at its end
	Title  string // of the case that the page is about; may be empty

	Preview *preview // what others show of a link to the page; nil for pages that are not about a case
}

// client is the embedded client, ready to be served.
type client struct {
	root  string // where the files are: /static/<hash of everything>
	files map[string]file
	pages map[string]*template.Template
}

// file is one file of the client.
type file struct {
	text
	kind string // content type
}

// loadClient reads the client. Its pages stay templates; all else is served as it
// is, under a path that changes whenever any of it does.
func loadClient(source fs.FS) (*client, error) {
	c := &client{files: map[string]file{}, pages: map[string]*template.Template{}}
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
		c.files[name] = file{newText(data).zip(), kind}
		return err
	})
	if err != nil {
		return nil, err
	}
	if c.pages[gamePage] == nil {
		return nil, errors.New(gamePage + " is missing")
	}
	c.root = "/static/" + hex.EncodeToString(sum.Sum(nil))[:12]
	return c, nil
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

func (s *Server) registerClient() error {
	client, err := loadClient(s.o.Static)
	if err != nil {
		return err
	}
	s.client = client
	show := func(name string) echo.HandlerFunc {
		return func(c echo.Context) error { return s.page(c, http.StatusOK, name, page{}) }
	}
	pages := map[string]echo.HandlerFunc{
		"/": show(gamePage), "/archive": show(gamePage),
		"/case/:caseId": s.casePage,
	}
	if client.pages[operatorPage] != nil {
		pages["/operator"], pages["/operator/*"] = show(operatorPage), show(operatorPage)
	}
	for pattern, handler := range pages {
		s.root.GET(pattern, handler)
		s.root.HEAD(pattern, handler)
	}
	files := func(c echo.Context) error { return s.clientFile(c, client.files[c.Param("*")]) }
	s.root.GET(client.root+"/*", files)
	s.root.HEAD(client.root+"/*", files)
	s.quiet[s.o.BasePath+client.root+"/*"] = true
	return nil
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
	return s.page(c, http.StatusNotFound, gamePage, page{})
}

// casePage is the game's page with the title of the case it is opened at, and what
// others show of a link to it.
func (s *Server) casePage(c echo.Context) error {
	view, err := s.o.Cases.View(c.Request().Context(), c.Param("caseId"), "")
	if isNotFound(err) {
		return s.page(c, http.StatusNotFound, gamePage, page{})
	}
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, gamePage, page{Title: view.Title, Preview: s.preview(c, view)})
}

// page fills in a page of the client and serves it.
func (s *Server) page(c echo.Context, status int, name string, data page) error {
	var out bytes.Buffer
	data.Static, data.Base = s.o.BasePath+s.client.root, s.o.BasePath+"/"
	if err := s.client.pages[name].Execute(&out, data); err != nil {
		return fmt.Errorf("fill in %s: %w", name, err)
	}
	if status == http.StatusOK {
		c.Response().Header().Set("Cache-Control", "no-cache")
	}
	s.send(c, status, htmlType, out.Bytes())
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
