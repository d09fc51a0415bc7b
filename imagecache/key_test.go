package imagecache

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseFilename(t *testing.T) {
	tests := []struct {
		name string
		want Key // zero: refused
	}{
		{"case-2026-11-21/suspect/suspect-1.png", Key{"case-2026-11-21", "suspect", "suspect-1"}},
		{"case-2026-11-21-extra/cinematic/establishing.JPEG", Key{"case-2026-11-21-extra", "cinematic", "establishing"}},
		{"c/location/a.b.c.webp", Key{"c", "location", "a.b.c"}},
		{"c/evidence/_-.x-y.gif", Key{"c", "evidence", "_-.x-y"}},
		{"", Key{}},
		{"a.png", Key{}},
		{"case-2026-11-21/suspect/suspect-1", Key{}},
		{"case-2026-11-21/suspect/suspect-1.", Key{}},
		{"case-2026-11-21/suspect/.png", Key{}},
		{"case-2026-11-21/suspect/..png", Key{}},
		{"case-2026-11-21/suspect/...png", Key{}},
		{"case-2026-11-21/suspect/.hidden.png", Key{}},
		{"case-2026-11-21/suspects/suspect-1.png", Key{}},
		{"case-2026-11-21/Suspect/suspect-1.png", Key{}},
		{"case-2026-11-21/suspect/x/y.png", Key{}},
		{"/case-2026-11-21/suspect/y.png", Key{}},
		{"../suspect/y.png", Key{}},
		{"case-2026-11-21/suspect/../../x.png", Key{}},
		{`case-2026-11-21\suspect\x.png`, Key{}},
		{"case-2026-11-21/suspect/x y.png", Key{}},
		{"case-2026-11-21/suspect/ü.png", Key{}},
		{"case-2026-11-21/suspect/x\x00.png", Key{}},
		{"case-2026-11-21/suspect/x%2fy.png", Key{}},
		{"case-2026-11-21/suspect/x.p/g", Key{}},
		{"case-2026-11-21/suspect/x.p-g", Key{}},
		{"case-2026-11-21/suspect/x.extension", Key{}},
		{"c/suspect/" + strings.Repeat("x", 64) + ".png", Key{"c", "suspect", strings.Repeat("x", 64)}},
		{"c/suspect/" + strings.Repeat("x", 65) + ".png", Key{}},
		{strings.Repeat("x", 65) + "/suspect/x.png", Key{}},
	}
	for _, test := range tests {
		got, err := ParseFilename(test.name)
		if test.want == (Key{}) {
			if err == nil {
				t.Errorf("parse %q: got %+v, want an error", test.name, got)
			} else {
				wantInput(t, err, BadName)
			}
		} else if err != nil || got != test.want {
			t.Errorf("parse %q: got %+v, %v, want %+v", test.name, got, err, test.want)
		}
	}
}

// anyName draws what fileName may hold.
func anyName() *rapid.Generator[fileName] {
	id := rapid.StringMatching(`[A-Za-z0-9_-]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?`)
	return rapid.Custom(func(t *rapid.T) fileName {
		return fileName{
			key:   Key{id.Draw(t, "case"), rapid.SampledFrom([]string{"suspect", "location", "evidence", "cinematic"}).Draw(t, "type"), id.Draw(t, "name")},
			hash:  rapid.StringMatching(`[0-9a-f]{16}`).Draw(t, "hash"),
			width: rapid.SampledFrom(append(variantWidths(), 0)).Draw(t, "width"),
		}
	})
}

func TestFileNameRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyName().Draw(t, "name")
		if err := want.key.check(); err != nil {
			t.Fatalf("check %+v: %v", want.key, err)
		}
		if got, ok := parseFileName(want.String()); !ok || got != want {
			t.Errorf("parse %q: got %+v, %v, want %+v", want, got, ok, want)
		}
	})
}

func TestParseFileNameRefuses(t *testing.T) {
	const good = "case-2026-11-21/suspect/suspect-1.0123456789abcdef"
	for _, name := range []string{good + ".jpg", good + ".w320.jpg", good + ".w640.jpg", good + ".w1024.jpg"} {
		if _, ok := parseFileName(name); !ok {
			t.Errorf("parse %q: got refused, want taken", name)
		}
	}
	for _, name := range []string{
		good, good + ".png", good + ".JPG", good + "0.jpg", good + ".w0.jpg", good + ".w00640.jpg", good + ".w+640.jpg", good + ".w641.jpg", good + ".w.jpg", good + ".640.jpg",
		good + ".jpg.jpg", good + ".jpg/", " " + good + ".jpg", "images/" + good + ".jpg",
		strings.ToUpper(good) + ".jpg", strings.Replace(good, "abcdef", "ABCDEF", 1) + ".jpg", strings.Replace(good, "abcdef", "abcdeg", 1) + ".jpg",
		"case-2026-11-21/suspect/.0123456789abcdef.jpg", "case-2026-11-21/suspect/0123456789abcdef.jpg", "case-2026-11-21/suspect/...0123456789abcdef.jpg",
	} {
		if got, ok := parseFileName(name); ok {
			t.Errorf("parse %q: got %+v, want it refused", name, got)
		}
	}
}
