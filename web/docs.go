package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"html/template"
	"io"
	"net/http"

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
	document, err := json.MarshalIndent(s.api.OpenAPI(), "", "  ")
	if err != nil {
		return err
	}
	files, err := docsFiles()
	if err != nil {
		return err
	}
	page, err := s.docsPage()
	if err != nil {
		return err
	}
	s.serveDoc("/api/openapi.json", file{newText(append(document, '\n')).zip(), jsonType})
	s.publish(http.MethodGet, "/api/openapi.json")
	s.serveDoc("/api/docs", file{newText(page), htmlType})
	s.root.GET("/api/docs/client", s.guide)
	s.root.HEAD("/api/docs/client", s.guide)
	for name, f := range files {
		s.serveDoc("/api/docs/"+name, f)
	}
	return nil
}

// serveDoc serves one file of the documentation. Of one that has a compressed form that is
// kept alone: hardly anybody asks for the other, and together they are 3 MB.
func (s *Server) serveDoc(path string, f file) {
	if f.zipped != nil {
		f.plain = nil
	}
	handler := func(c echo.Context) error {
		f := f
		if f.plain == nil && !acceptsGzip(c.Request()) {
			var err error
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
		"Root": s.o.BasePath + "/api/docs", "Static": s.o.BasePath + s.client.root, "API": s.origin(c) + s.o.BasePath, "Limits": limitsText(),
	}); err != nil {
		return err
	}
	c.Response().Header().Set("Content-Security-Policy", docsPolicy)
	c.Response().Header().Set("Cache-Control", revalidate)
	s.send(c, http.StatusOK, htmlType, out.Bytes())
	return nil
}

// docsPage is the page itself.
func (s *Server) docsPage() ([]byte, error) {
	page, err := template.ParseFS(docsFS, "docs/index.html")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = page.Execute(&out, map[string]string{"Root": s.o.BasePath + "/api/docs", "Static": s.o.BasePath + s.client.root})
	return out.Bytes(), err
}

// docsFiles are the files of the page: ours, and those of the viewer, which come
// compressed.
func docsFiles() (map[string]file, error) {
	files := map[string]file{}
	for _, name := range []string{"docs.js", "docs.css", "client.css"} {
		data, err := docsFS.ReadFile("docs/" + name)
		if err != nil {
			return nil, err
		}
		kind, err := contentType(name)
		if err != nil {
			return nil, err
		}
		files[name] = file{newText(data).zip(), kind}
	}
	for _, name := range []string{"swagger-ui.css", "swagger-ui-bundle.js"} {
		zipped, err := swagger.FS.ReadFile(name + ".gz")
		if err != nil {
			return nil, err
		}
		data, err := unpack(zipped)
		if err != nil {
			return nil, err
		}
		kind, err := contentType(name)
		if err != nil {
			return nil, err
		}
		f := file{newText(data), kind}
		f.zipped = zipped
		files[name] = f
	}
	return files, nil
}

// unpack returns what was compressed.
func unpack(zipped []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
