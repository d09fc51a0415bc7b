package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"html/template"
	"io"
	"net/http"
	"sync"

	"github.com/labstack/echo/v4"
	swagger "github.com/swaggest/swgui/v5/static"
)

//go:embed docs
var docsFS embed.FS

// docsPolicy is the content security policy of the documentation, whose viewer
// sets styles on elements.
const docsPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

// registerDocs adds the document of the API and the page that shows it. Nothing
// of it comes from elsewhere.
func (s *Server) registerDocs() error {
	if err := s.finishAPI(); err != nil {
		return err
	}
	s.serveDoc("/api/openapi.json", s.document)
	s.publish(http.MethodGet, "/api/openapi.json")
	s.serveDoc("/api/docs", s.docsPage)
	s.root.GET("/api/docs/client", s.guide)
	s.root.HEAD("/api/docs/client", s.guide)
	for _, name := range []string{"docs.js", "docs.css", "client.css"} {
		s.serveDoc("/api/docs/"+name, func() (file, error) { return docsFile(name) })
	}
	for _, name := range []string{"swagger-ui.css", "swagger-ui-bundle.js"} {
		s.serveDoc("/api/docs/"+name, func() (file, error) { return viewerFile(name) })
	}
	return nil
}

// serveDoc serves one file of the documentation, which is made when it is first asked for. Of
// one that has a compressed form that is kept alone: hardly anybody asks for the other, and
// together they are 3 MB.
func (s *Server) serveDoc(path string, made func() (file, error)) {
	keep := sync.OnceValues(func() (file, error) {
		f, err := made()
		if f.zipped != nil {
			f.plain = nil
		}
		return f, err
	})
	handler := func(c echo.Context) error {
		f, err := keep()
		if err != nil {
			return err
		}
		if f.plain == nil && !acceptsGzip(c.Request()) {
			if f.plain, err = unpack(f.zipped); err != nil {
				return err
			}
		}
		c.Response().Header().Set("Content-Security-Policy", docsPolicy)
		c.Response().Header().Set("Cache-Control", revalidate)
		sendText(c.Response(), c.Request(), http.StatusOK, f.kind, f.text)
		return nil
	}
	s.root.GET(path, handler)
	s.root.HEAD(path, handler)
	s.quiet[s.o.BasePath+path] = true
}

// guide is the page for those who write a client. Its commands ask the server that it
// is read from.
func (s *Server) guide(c echo.Context) error {
	page, err := template.ParseFS(docsFS, "docs/client.html")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := page.Execute(&out, map[string]string{
		"Root": s.o.BasePath + "/api/docs", "Static": s.o.BasePath + s.o.Client.root, "API": s.origin(c) + s.o.BasePath, "Limits": limitsText(),
	}); err != nil {
		return err
	}
	c.Response().Header().Set("Content-Security-Policy", docsPolicy)
	c.Response().Header().Set("Cache-Control", revalidate)
	s.send(c, http.StatusOK, htmlType, out.Bytes())
	return nil
}

// document is the document of the API.
func (s *Server) document() (file, error) {
	document, err := json.MarshalIndent(s.api.OpenAPI(), "", "  ")
	return file{newText(append(document, '\n')).zip(), jsonType}, err
}

// docsPage is the page itself.
func (s *Server) docsPage() (file, error) {
	page, err := template.ParseFS(docsFS, "docs/index.html")
	if err != nil {
		return file{}, err
	}
	var out bytes.Buffer
	err = page.Execute(&out, map[string]string{"Root": s.o.BasePath + "/api/docs", "Static": s.o.BasePath + s.o.Client.root})
	return file{newText(out.Bytes()), htmlType}, err
}

// docsFile is a file of the page that is ours.
func docsFile(name string) (file, error) {
	data, err := docsFS.ReadFile("docs/" + name)
	if err != nil {
		return file{}, err
	}
	kind, err := contentType(name)
	return file{newText(data).zip(), kind}, err
}

// viewerFile is a file of the viewer, which comes compressed.
func viewerFile(name string) (file, error) {
	zipped, err := swagger.FS.ReadFile(name + ".gz")
	if err != nil {
		return file{}, err
	}
	data, err := unpack(zipped)
	if err != nil {
		return file{}, err
	}
	kind, err := contentType(name)
	f := file{newText(data), kind}
	f.zipped = zipped
	return f, err
}

// unpack returns what was compressed.
func unpack(zipped []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
