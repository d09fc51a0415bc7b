package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casebook/generator/cases"
	"casebook/generator/mystery"
)

// TestPreparedCases wants the answers that are kept ready to be those that the
// routes would make.
func TestPreparedCases(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	for _, ref := range []string{"today", today, "2026-11-21"} {
		made := h.get(t, "/api/case/"+ref+"?language=en")
		for range 2 {
			got := h.get(t, "/api/case/"+ref)
			if got.Status != 200 || !bytes.Equal(got.Body, made.Body) {
				t.Errorf("%s: got %d %.200s, want %.200s", ref, got.Status, got.Body, made.Body)
			}
			for name := range got.Header {
				if name != "Date" && got.Header.Get(name) != made.Header.Get(name) {
					t.Errorf("%s: %s: got %q, want %q", ref, name, got.Header.Get(name), made.Header.Get(name))
				}
			}
			for _, name := range []string{"ETag", "Vary", "Cache-Control", "Content-Type", "Access-Control-Allow-Origin", "X-Content-Type-Options"} {
				if got.Header.Get(name) == "" {
					t.Errorf("%s: %s is missing", ref, name)
				}
			}
			zipped := ask(t, h.url, asked{Path: "/api/case/" + ref, Header: map[string]string{"Accept-Encoding": "gzip"}})
			if body := unzip(t, zipped); !bytes.Equal(body, made.Body) || zipped.Header.Get("ETag") == got.Header.Get("ETag") {
				t.Errorf("%s zipped: got %v %.200s", ref, zipped.Header, body)
			}
			if same := ask(t, h.url, asked{Path: "/api/case/" + ref, Header: map[string]string{"If-None-Match": zipped.Header.Get("ETag")}}); same.Status != 304 || len(same.Body) != 0 {
				t.Errorf("%s: got %d, want 304", ref, same.Status)
			}
			if head := ask(t, h.url, asked{Method: "HEAD", Path: "/api/case/" + ref}); head.Status != 200 || len(head.Body) != 0 || head.Header.Get("ETag") != got.Header.Get("ETag") {
				t.Errorf("%s: HEAD: got %d %v", ref, head.Status, head.Header)
			}
		}
	}
	if len(h.prepared.answers) != 1 {
		t.Errorf("got %d answers kept, want one", len(h.prepared.answers))
	}
	for _, ref := range []string{"2026-11-22", "case-2020-01-01", "nonsense", ""} {
		wantError(t, h.get(t, "/api/case/"+ref), 404, "")
	}
}

func unzip(t testing.TB, a answered) []byte {
	t.Helper()
	if a.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("not zipped: %v", a.Header)
	}
	r, err := gzip.NewReader(bytes.NewReader(a.Body))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// tile is a picture that no other number makes.
func tile(t testing.TB, n int) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 16, 16))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(color.RGBA{uint8(n * 8), uint8(255 - n*8), 128, 255}), image.Point{}, draw.Src)
	var data bytes.Buffer
	if err := png.Encode(&data, picture); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// TestPreparedCasesAreNeverOld changes two cases from two sides while many read
// them: whoever asks after a change is committed must see it or a later one.
func TestPreparedCasesAreNeverOld(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	h.later.Store(int64(24 * time.Hour)) // both are visible
	const changes = 25
	var writing, reading sync.WaitGroup
	var stop atomic.Bool
	for _, id := range []string{today, "case-2026-11-22"} {
		var committed atomic.Int64 // the last change that is known to be
		var order sync.Map         // URL to the number of the change
		name := cases.PictureName{CaseID: id, Kind: mystery.Cinematic, Name: "establishing"}
		writing.Go(func() {
			for n := 1; n <= changes; n++ {
				kept, err := keeper{h.o.Images}.Put(context.Background(), name, tile(t, n), cases.ByUpload)
				if err != nil {
					t.Error(err)
					return
				}
				order.Store("/images/"+kept.Path, int64(n))
				if _, err := h.o.Cases.Upload(context.Background(), name, tile(t, n)); err != nil {
					t.Error(err)
				}
				committed.Store(int64(n))
			}
		})
		for range 4 {
			reading.Go(func() {
				for !stop.Load() {
					least := committed.Load()
					got := h.get(t, "/api/case/"+id)
					var n int64
					if at, ok := order.Load(got.text(t, "imageUrl")); ok {
						n, _ = at.(int64)
					}
					if n < least {
						t.Errorf("%s: got change %d after %d was committed", id, n, least)
						return
					}
				}
			})
		}
	}
	writing.Wait()
	stop.Store(true)
	reading.Wait()
}

// TestPreparedCasesFollow wants a case that is made anew or deleted to be seen so
// at once, and one whose day begins to be there.
func TestPreparedCasesFollow(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	before := h.get(t, "/api/case/today")
	if _, err := h.o.Cases.Regenerate(t.Context(), today); err != nil {
		t.Fatal(err)
	}
	if after := h.get(t, "/api/case/today"); after.text(t, "commitment") == before.text(t, "commitment") {
		t.Error("the case that was made anew is still the old one")
	}
	h.get(t, "/api/case/"+today)
	if _, err := h.o.Cases.Delete(t.Context(), today); err != nil {
		t.Fatal(err)
	}
	wantError(t, h.get(t, "/api/case/"+today), 404, "")
	h.later.Store(int64(12 * time.Hour))
	if got := h.get(t, "/api/case/today"); got.text(t, "id") != "case-2026-11-22" {
		t.Errorf("after midnight: got %s", got.text(t, "id"))
	}
	h.later.Store(0)
	wantError(t, h.get(t, "/api/case/today"), 404, "not been generated yet")
}

func TestPreparedIsBounded(t *testing.T) {
	var p prepared
	for n := range 3 * preparedKept {
		p.put(strconv.Itoa(n), 7, preparedCase{text: newText([]byte("x"))})
		if _, ok := p.get(strconv.Itoa(n), 7); !ok || len(p.answers) > preparedKept {
			t.Fatalf("after %d: got %d answers, the last there: %v", n, len(p.answers), ok)
		}
	}
	p.put("old", 6, preparedCase{})
	if _, ok := p.get("old", 6); ok || p.revision != 7 {
		t.Error("an answer of an earlier revision took the place of later ones")
	}
	if _, ok := p.get("1", 8); ok {
		t.Error("an answer of an earlier revision counts for a later one")
	}
}
