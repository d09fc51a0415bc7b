package web

import (
	"encoding/json"
	"fmt"
	"html"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClientIsServedForEver(t *testing.T) {
	for _, basePath := range []string{"", "/mystery"} {
		s, _ := bare(t, func(o *Options) { o.BasePath = basePath })
		base := open(t, s)
		for _, path := range []string{"/", "/archive", "/me"} {
			page := ask(t, base, asked{Path: basePath + path})
			if page.Status != 200 || page.Header.Get("Content-Type") != "text/html; charset=utf-8" || page.Header.Get("Cache-Control") != "no-cache" || page.Header.Get("ETag") == "" {
				t.Errorf("%s: got %d %v", path, page.Status, page.Header)
			}
			if !strings.Contains(string(page.Body), `data-base="`+basePath+`/"`) {
				t.Errorf("%s does not say its base: %.200s", path, page.Body)
			}
			links := linksOf(string(page.Body))
			if len(links) < 3 {
				t.Errorf("%s: found %d links", path, len(links))
			}
			for _, link := range links {
				got := ask(t, base, asked{Path: link})
				if got.Status != 200 || got.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
					t.Errorf("%s: got %d %v", link, got.Status, got.Header)
				}
			}
		}
		if got := ask(t, base, asked{Path: basePath + "/static/000000000000/shared/main.js"}); got.Status != 404 {
			t.Errorf("another hash: got %d, want 404", got.Status)
		}
		if got := ask(t, base, asked{Path: basePath + s.o.Client.root + "/static.go"}); got.Status != 404 {
			t.Errorf("a source file: got %d, want 404", got.Status)
		}
		if got := ask(t, base, asked{Path: basePath + "/healthz"}); got.Status != 200 {
			t.Errorf("healthz: got %d, want 200", got.Status)
		}
	}
}

func TestBasePathIsTheOnlyPlace(t *testing.T) {
	s, _ := bare(t, func(o *Options) { o.BasePath, o.PublicURL = "/mystery", "https://play.example.org" })
	base := open(t, s)
	for _, path := range []string{"/", "/mystery"} {
		if got := ask(t, base, asked{Path: path}); got.Status != 302 || got.Header.Get("Location") != "/mystery/" {
			t.Errorf("%s: got %d to %q, want 302 to /mystery/", path, got.Status, got.Header.Get("Location"))
		}
	}
	wantError(t, ask(t, base, asked{Path: "/api/openapi.json"}), 404, "nothing")
	document := ask(t, base, asked{Path: "/mystery/api/openapi.json"})
	servers, ok := document.field(t, "servers").([]any)
	if !ok || len(servers) != 1 || fmt.Sprint(servers[0]) != "map[description:This server url:https://play.example.org/mystery]" {
		t.Errorf("servers: got %v", servers)
	}
	if policy := document.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("policy: got %q", policy)
	}
}

// TestCover reads pages as a browser without scripts does: today's case and that of
// a link are there, with the answer that the API gives.
func TestCover(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	var view any
	api := h.get(t, "/api/case/today")
	if err := json.Unmarshal(api.Body, &view); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/case/2026-11-21"} {
		page := string(h.get(t, path).Body)
		for _, part := range []string{"title", "imageUrl", "images.establishing.alt"} {
			if !strings.Contains(page, html.EscapeString(api.text(t, part))) {
				t.Errorf("%s: got no %s", path, part)
			}
		}
		_, enclosed, _ := strings.Cut(page, `<script type="application/json" id="enclosed">`)
		enclosed, _, _ = strings.Cut(enclosed, "</script>")
		var got any
		if err := json.Unmarshal([]byte(enclosed), &got); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if diff := cmp.Diff(view, got); diff != "" {
			t.Errorf("%s: the enclosed case is not that of the API (-want +got):\n%s", path, diff)
		}
	}
	if page := string(h.get(t, "/archive").Body); strings.Contains(page, "enclosed") {
		t.Error("/archive: got a case, want none")
	}
}

// TestWeight weighs the whole client as it is sent, compressed, whatever page it is for.
func TestWeight(t *testing.T) {
	weight := map[string]int{}
	for name, f := range theClient(t).files {
		if !strings.HasPrefix(name, "operator/") {
			weight[path.Ext(name)] += min(len(f.plain), max(len(f.zipped), 1))
		}
	}
	t.Logf("all of the game: %d bytes of scripts, %d of styles", weight[".js"], weight[".css"])
	if weight[".js"] >= 60_000 || weight[".css"] >= 20_000 {
		t.Errorf("got %d bytes of scripts and %d of styles, want less than 60,000 and 20,000", weight[".js"], weight[".css"])
	}
}

func TestSlim(t *testing.T) {
	for source, want := range map[string]string{
		"// A module.\n\nlet a = 1; // stays\n  let b;\n":           "let a = 1; // stays\nlet b;\n",
		"/** @type {X} */ (a).b();\n/* one */ /* two\nthree */ c\n": "(a).b();\nc\n",
		"/**\n * Doc.\n */\nf(`// text`);\n":                        "f(`// text`);\n",
		"let t = `\n  // kept\n`;\n":                                "let t = `\n  // kept\n`;\n",
		"let u = 'a//b'; /* more\n */\n":                            "let u = 'a//b'; /* more\n*/\n",
	} {
		if got := string(slim("x.js", []byte(source))); got != want {
			t.Errorf("slim %q: got %q, want %q", source, got, want)
		}
	}
	if got := string(slim("x.svg", []byte(" <svg>\n"))); got != " <svg>\n" {
		t.Errorf("a picture: got %q, want it as it is", got)
	}
}
