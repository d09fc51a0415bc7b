package web

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"casebook/generator/watch"
)

// TestHistory reads how the day went, and looks at every drawing of it.
func TestHistory(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	reading := h.token(t, ScopeRead)
	status, body := h.operate(t, http.MethodGet, "/api/admin/history?days=7", reading, "", "")
	days, _ := body["days"].([]any)
	if status != http.StatusOK || len(days) != 1 {
		t.Fatalf("got %d %v, want today", status, body)
	}
	if day := days[0].(map[string]any); day["day"] != "2026-11-21" || day["drawn"] != 28.0 || day["stored"] != 28.0 || day["successRate"] != 100.0 || day["rounds"] != 2.0 {
		t.Errorf("got %v, want two cases drawn today, all of it stored", day)
	}
	for _, of := range []string{"success", "seconds", "pictures", "costs", "players", "webhooks"} {
		for _, more := range []string{"&width=200", "&days=365&by=week&width=1600"} {
			a := ask(t, h.url, asked{Path: "/api/admin/history/chart?of=" + of + more, Header: reading})
			if a.Status != http.StatusOK || a.Header.Get("Content-Type") != svgType {
				t.Fatalf("%s: got %d %s %s", of, a.Status, a.Header.Get("Content-Type"), a.Body)
			}
			wantPlain(t, of, string(a.Body))
		}
	}
	for _, wrong := range []string{"?days=0", "?by=month", "/chart?of=weather", "/chart?width=1"} {
		if status, body := h.operate(t, http.MethodGet, "/api/admin/history"+wrong, reading, "", ""); status != http.StatusBadRequest {
			t.Errorf("%s: got %d %v, want 400", wrong, status, body)
		}
	}
}

// TestFillUp: a chart of a year shows a year, however young the house is.
func TestFillUp(t *testing.T) {
	t.Parallel()
	for apart, first := range map[int]string{1: "2025-11-23", 7: "2019-12-07"} {
		days := fillUp([]watch.Day{{Day: "2026-11-21", Stored: 13}, {Day: "2026-11-22", Stored: 14}}, 365, apart)
		if len(days) != 365 || days[0].Day != first || days[364].Stored != 14 || days[0].Stored != 0 {
			t.Errorf("%d apart: got %d from %v to %v, want 365 from %s", apart, len(days), days[0], days[len(days)-1], first)
		}
	}
}

// wantPlain wants an SVG that has neither scripts nor styles of its own, which the page's
// policy would not let through.
func wantPlain(t *testing.T, name, svg string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v in %s", name, err, svg)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !strings.Contains(" svg path text ", " "+element.Name.Local+" ") {
			t.Errorf("%s: got an element %s, want paths and text", name, element.Name.Local)
		}
		for _, a := range element.Attr {
			if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
				t.Errorf("%s: %s has %s=%q, want classes alone", name, element.Name.Local, a.Name.Local, a.Value)
			}
		}
	}
}

// TestTicks: the numbers beside a chart begin at zero, are evenly apart and not more than
// few, and reach what is to be shown.
func TestTicks(t *testing.T) {
	t.Parallel()
	for _, most := range []float64{0, 0.0004, 0.052, 0.3, 1, 3, 4, 5, 9, 14, 42, 99, 100, 101, 1234} {
		ticks := ticksTo(most, func(v float64) string { return fmt.Sprint(v) })
		last := ticks[len(ticks)-1].Value
		if ticks[0].Value != 0 || len(ticks) < 2 || len(ticks) > ticksUp+2 || last < most || most > 0 && last > 2.5*most {
			t.Errorf("to %v: got %v", most, ticks)
		}
	}
	var days []watch.Day
	for n := range 60 {
		days = append(days, watch.Day{Day: fmt.Sprintf("2026-%02d-%02d", 1+n/30, 1+n%30)})
		ticks := daysAlong(days, 5)
		if len(ticks) > 7 || ticks[0].Value != -0.5 || ticks[len(ticks)-1].Value != float64(n)+0.5 || ticks[len(ticks)-2].Label != days[n].Day[5:] {
			t.Errorf("%d days: got %v, want at most five names between the edges, the last that of the last", n+1, ticks)
		}
	}
}
