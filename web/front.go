package web

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"casebook/imagecache"
)

// front answers what is asked for most, pictures and whole cases, before the
// router. Whatever else there is to say, errors above all, the router says; so it
// does for everything when requests are logged that went well.
func (s *Server) front(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	if pattern, status := s.quick(w, r); status != 0 {
		s.meter.seen(r.Method, s.o.BasePath+pattern, status, time.Since(start), false)
		_, span := s.traced(r.Context(), r, s.o.BasePath+pattern, start)
		ended(span, status, "")
		return
	}
	s.echo.ServeHTTP(w, r)
}

// quick returns the pattern of the route that it has answered for and the status, 0
// if it has not answered.
func (s *Server) quick(w http.ResponseWriter, r *http.Request) (pattern string, status int) {
	path, isOurs := strings.CutPrefix(r.URL.Path, s.o.BasePath)
	if !isOurs || r.URL.RawPath != "" || r.Method != http.MethodGet && r.Method != http.MethodHead ||
		s.o.Log.Enabled(r.Context(), slog.LevelDebug) {
		return "", 0
	}
	if name, ok := strings.CutPrefix(path, "/images/"); ok {
		return pictureRoute, s.quickPicture(w, r, name)
	}
	if ref, ok := strings.CutPrefix(path, "/api/case/"); ok && r.URL.RawQuery == "" {
		if ref == todayRef {
			return "/api/case/today", s.readyCase(w, r, ref)
		}
		return "/api/case/:caseId", s.readyCase(w, r, ref)
	}
	return "", 0
}

// quickPicture serves a picture that is there and may be seen, and returns the status,
// 0 for another.
func (s *Server) quickPicture(w http.ResponseWriter, r *http.Request, name string) (status int) {
	caseID, _, _ := strings.Cut(name, "/")
	if !s.o.Cases.Visible(caseID) {
		return 0
	}
	file, err := s.o.Images.Open(name)
	if err != nil {
		return 0
	}
	defer func() { _ = file.Close() }() // it was only read
	out := newOpenWriter(w, r)
	servePicture(out, r, file, forEver)
	return out.status
}

// A picture of this many bytes or more has this time to be taken.
const (
	largePicture   = 64 << 10
	pictureTimeout = 5 * time.Minute
)

// forEver says that a picture's file never changes.
const forEver = "public, max-age=31536000, immutable"

// servePicture serves a file of the cache; caches is its Cache-Control.
func servePicture(w http.ResponseWriter, r *http.Request, file *imagecache.File, caches string) {
	if file.Size() >= largePicture {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(pictureTimeout)) // a writer without deadlines needs none
	}
	set(w.Header(), "Cache-Control", caches, "Etag", file.ETag, "Content-Type", file.ContentType)
	if isConditional(r) {
		http.ServeContent(w, r, "", file.ModTime, file.SectionReader)
		return
	}
	set(w.Header(), "Accept-Ranges", "bytes", "Last-Modified", file.ModTime.UTC().Format(http.TimeFormat), "Content-Length", strconv.FormatInt(file.Size(), 10))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = io.CopyN(w, file.SectionReader, file.Size()) // whoever hangs up does not want the rest
	}
}

// isConditional reports whether not all of a file may be wanted.
func isConditional(r *http.Request) bool {
	for _, name := range []string{"Range", "If-Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"} {
		if r.Header[name] != nil {
			return true
		}
	}
	return false
}

// set sets headers, given as names in canonical form, each with its value.
func set(header http.Header, pairs ...string) {
	values := make([]string, 0, len(pairs)/2)
	for ; len(pairs) > 1; pairs = pairs[2:] {
		values = append(values, pairs[1])
		n := len(values)
		header[pairs[0]] = values[n-1 : n : n]
	}
}

// openLines are the header lines of answers that pages of any origin may read and
// that no page can be made of.
const openLines = "Access-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: " + exposed + "\r\n" +
	"Cross-Origin-Resource-Policy: cross-origin\r\nX-Content-Type-Options: nosniff\r\n"

// setOpen sets openLines.
func setOpen(header http.Header) {
	for line := range strings.SplitSeq(strings.TrimSpace(openLines), "\r\n") {
		name, value, _ := strings.Cut(line, ": ")
		header.Set(name, value)
	}
}

// openWriter writes answers that have openLines. A header that a body follows
// leaves together with it, where conn is not nil.
type openWriter struct {
	http.ResponseWriter
	conn   *conn
	lines  string // what the header, written but not sent, still lacks
	status int    // of the answer
}

func newOpenWriter(w http.ResponseWriter, r *http.Request) *openWriter {
	o := &openWriter{ResponseWriter: w, status: http.StatusOK}
	if r.Method == http.MethodGet {
		o.conn = connOf(r)
	}
	return o
}

// WriteHeader implements http.ResponseWriter.
func (w *openWriter) WriteHeader(status int) {
	w.status = status
	if w.conn != nil && (status == http.StatusOK || status == http.StatusPartialContent) {
		w.lines = openLines
	} else {
		setOpen(w.Header())
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController find the writer below.
func (w *openWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Write writes a body.
func (w *openWriter) Write(p []byte) (n int, err error) {
	err = w.together(func() (err error) {
		n, err = w.ResponseWriter.Write(p)
		return err
	})
	return n, err
}

// ReadFrom copies a body, of a length that the header says.
func (w *openWriter) ReadFrom(src io.Reader) (n int64, err error) {
	err = w.together(func() (err error) {
		n, err = io.Copy(w.ResponseWriter, src)
		return err
	})
	return n, err
}

// together has write's body leave with the header.
func (w *openWriter) together(write func() error) error {
	if w.conn == nil {
		return write()
	}
	w.conn.hold(w.lines)
	w.lines = ""
	control := http.NewResponseController(w.ResponseWriter)
	err := control.Flush()
	if err == nil {
		err = write()
	}
	return errors.Join(err, control.Flush(), w.conn.release())
}
