package web

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"casebook/imagecache"
)

// front answers what is asked for most, pictures and whole cases, before the
// router. Whatever else there is to say, errors above all, the router says; so it
// does for everything when requests are logged that went well.
func (s *Server) front(w http.ResponseWriter, r *http.Request) {
	if !s.quick(w, r) {
		s.echo.ServeHTTP(w, r)
	}
}

// quick reports whether it has answered.
func (s *Server) quick(w http.ResponseWriter, r *http.Request) bool {
	path, isOurs := strings.CutPrefix(r.URL.Path, s.o.BasePath)
	if !isOurs || r.URL.RawPath != "" || r.Method != http.MethodGet && r.Method != http.MethodHead ||
		s.o.Log.Enabled(r.Context(), slog.LevelDebug) {
		return false
	}
	s.working.RLock()
	defer s.working.RUnlock()
	if name, ok := strings.CutPrefix(path, "/images/"); ok {
		return s.quickPicture(w, r, name)
	}
	if ref, ok := strings.CutPrefix(path, "/api/case/"); ok && r.URL.RawQuery == "" {
		return s.readyCase(w, r, ref)
	}
	return false
}

// quickPicture serves a picture that is there and may be seen.
func (s *Server) quickPicture(w http.ResponseWriter, r *http.Request, name string) bool {
	caseID, _, _ := strings.Cut(name, "/")
	if !s.o.Cases.Visible(caseID) {
		return false
	}
	file, err := s.o.Images.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }() // it was only read
	openToAll(w.Header())
	servePicture(w, r, file)
	return true
}

// servePicture serves a file of the cache for ever.
func servePicture(w http.ResponseWriter, r *http.Request, file *imagecache.File) {
	header := w.Header()
	header.Set("Cache-Control", "public, max-age=31536000, immutable")
	header.Set("ETag", file.ETag)
	header.Set("Content-Type", file.ContentType)
	http.ServeContent(bodyWriter{w, connOf(r)}, r, "", file.ModTime, file.SectionReader)
}

// openToAll sets the headers of answers that pages of any origin may read and
// that no page can be made of.
func openToAll(header http.Header) {
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id")
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
	header.Set("X-Content-Type-Options", "nosniff")
}

// bodyWriter writes whole bodies, each together with its header where it can.
type bodyWriter struct {
	http.ResponseWriter
	conn *conn // nil: it cannot
}

// Write writes a body.
func (w bodyWriter) Write(p []byte) (n int, err error) {
	err = w.together(func() (err error) {
		n, err = w.ResponseWriter.Write(p)
		return err
	})
	return n, err
}

// ReadFrom copies a body, of a length that the header says.
func (w bodyWriter) ReadFrom(src io.Reader) (n int64, err error) {
	err = w.together(func() (err error) {
		n, err = io.Copy(w.ResponseWriter, src)
		return err
	})
	return n, err
}

// together has write's body leave with the header.
func (w bodyWriter) together(write func() error) error {
	if w.conn == nil {
		return write()
	}
	w.conn.hold()
	control := http.NewResponseController(w.ResponseWriter)
	err := control.Flush()
	if err == nil {
		err = write()
	}
	return errors.Join(err, control.Flush(), w.conn.release())
}
