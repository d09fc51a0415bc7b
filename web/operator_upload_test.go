package web

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"casebook/generator/cases"
	"casebook/imagecache"
)

// elsewhere is a server of pictures on an address that fetchers may reach.
func elsewhere(t *testing.T, handler http.HandlerFunc) (url string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.2:0")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(handler)
	must(t, server.Listener.Close())
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fetching returns a drawn game that may fetch from elsewhere, and how to upload.
func fetching(t *testing.T) (*house, func(contentType, body string) (int, map[string]any)) {
	t.Helper()
	h := drawn(t, func(o *Options, made *cases.Options) {
		dir := t.TempDir()
		images, err := imagecache.Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), imagecache.Options{
			AllowFetch: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")},
		})
		must(t, err)
		t.Cleanup(func() { _ = images.Close() })
		o.Images, made.Pictures = images, keeper{images}
	})
	token := h.token(t, ScopeImages)
	return h, func(contentType, body string) (int, map[string]any) {
		return h.operate(t, http.MethodPost, uploadPath, token, contentType, body)
	}
}

func uploadJSON(t *testing.T, url, filename string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"imageUrl": url, "filename": filename})
	must(t, err)
	return string(body)
}

// plainPicture is a picture of one colour.
func plainPicture(t *testing.T, size image.Point, encode func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var data bytes.Buffer
	must(t, encode(&data, &image.Paletted{Pix: make([]byte, size.X), Rect: image.Rectangle{Max: size}, Palette: color.Palette{color.NRGBA{200, 30, 30, 255}}}))
	return data.Bytes()
}

func asJPEG(w io.Writer, img image.Image) error { return jpeg.Encode(w, img, nil) }

// wantPicture checks that a URL of ours still gives a picture.
func (h *house) wantPicture(t *testing.T, url string) {
	t.Helper()
	got := h.get(t, url)
	if got.Status != http.StatusOK || got.Header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("%s: got %d %s, want a picture", url, got.Status, got.Header.Get("Content-Type"))
	}
}

// TestUploadFromURL looks at the slot while the new picture is on its way.
func TestUploadFromURL(t *testing.T) {
	t.Parallel()
	h, upload := fetching(t)
	data := plainPicture(t, image.Pt(60, 40), png.Encode)
	half, rest := make(chan struct{}), make(chan struct{})
	address := elsewhere(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/slow.jpg": // a PNG
			_, _ = w.Write(data[:len(data)/2])
			_ = http.NewResponseController(w).Flush()
			close(half)
			<-rest
			_, _ = w.Write(data[len(data)/2:])
		case "/cut.png":
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write(data)
		case "/broken.png":
			_, _ = w.Write(data[:len(data)-15])
		default:
			http.NotFound(w, r)
		}
	})
	slot := func() string { return h.get(t, "/api/case/"+today).text(t, "images.ev-1.url") }
	const name = today + "/evidence/ev-1.png"
	before := slot()
	for path, want := range map[string]string{"/cut.png": "Check imageUrl", "/none.png": "404 Not Found", "/broken.png": "damaged"} {
		status, answer := upload("application/json", uploadJSON(t, address+path, name))
		if message, _ := answer["message"].(string); status != 400 || answer["success"] != false || !strings.Contains(message, want) {
			t.Errorf("%s: got %d %v, want 400 with %q", path, status, answer, want)
		}
		if got := slot(); got != before {
			t.Errorf("%s: the slot shows %s, want %s as before", path, got, before)
		}
	}
	done := make(chan map[string]any)
	go func() {
		_, answer := upload("application/json", uploadJSON(t, address+"/slow.jpg", name))
		done <- answer
	}()
	<-half
	if got := slot(); got != before {
		t.Errorf("half way: the slot shows %s, want %s", got, before)
	}
	h.wantPicture(t, before)
	close(rest)
	answer := <-done
	after := slot()
	if answer["success"] != true || answer["url"] != after || after == before {
		t.Errorf("got %v, and the slot shows %s", answer, after)
	}
	h.wantPicture(t, after)
	h.wantPicture(t, before)
}

// TestUploadAnswersAtOnce wants that what can be refused without the picture is not
// fetched.
func TestUploadAnswersAtOnce(t *testing.T) {
	t.Parallel()
	_, upload := fetching(t)
	var reached atomic.Int64
	address := elsewhere(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	for name, want := range map[string]int{
		"case-2000-01-01/evidence/ev-1.jpg": 404,
		today + "/suspect/ev-1.jpg":         400,
		today + "/evidence/../x.jpg":        400,
		"":                                  400,
	} {
		status, answer := upload("application/json", uploadJSON(t, address, name))
		if status != want || answer["success"] != false || answer["message"] == "" {
			t.Errorf("filename %q: got %d %v, want %d", name, status, answer, want)
		}
	}
	if got := reached.Load(); got != 0 {
		t.Errorf("requests for the pictures: got %d, want 0", got)
	}
}

// TestUploadSaysWhatToDo sends pictures that cannot be kept.
func TestUploadSaysWhatToDo(t *testing.T) {
	t.Parallel()
	h, upload := fetching(t)
	fields := map[string]string{"filename": today + "/evidence/ev-1.png"}
	before := h.get(t, "/api/case/"+today).text(t, "images.ev-1.url")
	for name, test := range map[string]struct {
		file   []byte
		status int
		want   string
	}{
		"HEIC":            {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), 415, "Save it as one of those."},
		"SVG":             {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), 415, "Save it as one of those."},
		"too many pixels": {plainPicture(t, image.Pt(30_001, 1), png.Encode), 413, "Make it smaller."},
		"too many bytes":  {make([]byte, imagecache.MaxBytes+1), 413, "Save it smaller."},
		"far too many":    {make([]byte, imagecache.MaxBytes+2*formOverhead), 413, "25 MiB"},
		"twice as many":   {make([]byte, 2*imagecache.MaxBytes), 413, "25 MiB"}, // all of it is sent before the answer is read
		"an empty file":   {[]byte{}, 400, "no file"},
		"cut off":         {plainPicture(t, image.Pt(60, 40), png.Encode)[:50], 400, "Save it anew."},
	} {
		contentType, body := form(t, fields, test.file)
		status, answer := upload(contentType, body)
		if message, _ := answer["message"].(string); status != test.status || answer["success"] != false || !strings.Contains(message, test.want) {
			t.Errorf("%s: got %d %v, want %d with %q", name, status, answer, test.status, test.want)
		}
	}
	if got := h.get(t, "/api/case/"+today).text(t, "images.ev-1.url"); got != before {
		t.Errorf("the slot shows %s, want %s as before", got, before)
	}
}

// TestUploadUnderNewName sends a JPEG called PNG for no slot of the case.
func TestUploadUnderNewName(t *testing.T) {
	t.Parallel()
	h, upload := fetching(t)
	contentType, body := form(t, map[string]string{"filename": today + "/location/cellar.png"}, plainPicture(t, image.Pt(60, 40), asJPEG))
	status, answer := upload(contentType, body)
	url, ok := answer["url"].(string)
	if status != http.StatusOK || !ok {
		t.Fatalf("got %d %v, want 200", status, answer)
	}
	h.wantPicture(t, url)
	if got := h.get(t, "/images/"+today+"/location/cellar.jpg"); got.Status != http.StatusFound || got.Header.Get("Location") != url {
		t.Errorf("by its name: got %d to %s, want 302 to %s", got.Status, got.Header.Get("Location"), url)
	}
}
