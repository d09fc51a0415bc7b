package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/fault"
	"casebook/store"
	"casebook/store/storetest"
)

// office is a desk and what it had the program do.
type office struct {
	*Desk
	db   *store.DB
	data string
	did  []string
}

// openOffice opens a desk over a data directory that holds file.
func openOffice(t *testing.T, db *store.DB, file string, args ...string) *office {
	t.Helper()
	o := &office{db: db, data: t.TempDir()}
	if err := os.WriteFile(filepath.Join(o.data, fileName), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	kept, err := Kept(db)
	if err != nil {
		t.Fatal(err)
	}
	o.Desk, err = OpenDesk(db, NewReader(&line{}, languages(), append([]string{"--data", o.data}, args...)), kept, DeskOptions{
		Restart: func(why string) { o.did = append(o.did, "restart "+why) },
		AtOnce:  func(s *Settings) { o.did = append(o.did, "at once "+s.LogLevel) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) item(t *testing.T, name string) Setting {
	t.Helper()
	items := o.Items()
	i := slices.IndexFunc(items, func(item Setting) bool { return item.Name == name })
	if i < 0 {
		t.Fatalf("there is no %s", name)
	}
	return items[i]
}

// change is Change with a body as it comes.
func (o *office) change(t *testing.T, body string) error {
	t.Helper()
	var values map[string]any
	if err := json.Unmarshal([]byte(body), &values); err != nil {
		t.Fatal(err)
	}
	_, err := o.Change(values)
	return err
}

// TestDashboardRanksBelow sets all that can be set everywhere, and sees who wins.
func TestDashboardRanksBelow(t *testing.T) {
	db := storetest.Open(t)
	first := openOffice(t, db, "")
	if err := first.change(t, `{"ahead":5,"timezone":"Asia/Tokyo","schedule-at":"20:00","backup-keep":3,"budget":1.5,"trusted-proxies":["10.0.0.0/8"],"artist-batch":true,"text-timeout":"2m"}`); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CASEBOOK_TIMEZONE", "Europe/Berlin")
	o := openOffice(t, db, `schedule-at = "22:00"`, "--backup-keep", "9")
	for _, want := range []struct {
		name  string
		value any
		Source
		from string
	}{
		{"backup-keep", 9, FromFlag, "--backup-keep"},
		{"timezone", "Europe/Berlin", FromEnvironment, "CASEBOOK_TIMEZONE"},
		{"schedule-at", "22:00", FromFile, fileName},
		{"ahead", 5, FromDashboard, ""},
		{"budget", 1.5, FromDashboard, ""},
		{"trusted-proxies", []string{"10.0.0.0/8"}, FromDashboard, ""},
		{"artist-batch", true, FromDashboard, ""},
		{"text-timeout", "2m0s", FromDashboard, ""},
		{"language", "en", FromDefault, ""},
	} {
		got := o.item(t, want.name)
		if diff := cmp.Diff(want.value, got.Value); diff != "" || got.Source != want.Source || got.From != want.from {
			t.Errorf("%s: got %+v, want %+v", want.name, got, want)
		}
		fixed := want.Source != FromDashboard && want.Source != FromDefault
		if (got.Fixed != "") != fixed || fixed && !strings.Contains(got.Fixed, want.from) {
			t.Errorf("%s: cannot be changed since %q", want.name, got.Fixed)
		}
	}
	if o.Settings().Ahead != 5 || o.Settings().BackupKeep != 9 {
		t.Errorf("in force: got %+v", o.Settings())
	}
	if err := o.change(t, `{"ahead":null,"backup-keep":null}`); err != nil {
		t.Fatal(err)
	}
	if got := o.item(t, "ahead"); got.Value != 3 || got.Source != FromDefault {
		t.Errorf("given up: got %+v", got)
	}
	if diff := cmp.Diff([]string{"restart ahead"}, o.did); diff != "" {
		t.Error(diff)
	}
}

// TestChangeIsRefused: one line for each mistake, beside its field, and nothing is kept.
func TestChangeIsRefused(t *testing.T) {
	t.Setenv("CASEBOOK_GEMINI_API_KEY", "hush")
	o := openOffice(t, storetest.Open(t), "", "--budget", "3")
	if err := o.change(t, `{"ahead":4}`); err != nil {
		t.Fatal(err)
	}
	o.did = nil
	for body, want := range map[string]string{
		`{"ahead":99}`:                              "body.ahead",
		`{"ahead":4.5}`:                             "body.ahead",
		`{"ahead":"4"}`:                             "body.ahead",
		`{"ahead":99,"timezone":"Mars"}`:            "body.timezone body.ahead",
		`{"ahead":5,"colour":"red"}`:                "body.colour",
		`{"log-level":"loud"}`:                      "body.log-level",
		`{"text-timeout":"soon"}`:                   "body.text-timeout",
		`{"text-timeout":"2h"}`:                     "body.text-timeout",
		`{"trusted-proxies":"10.0.0.0/8"}`:          "body.trusted-proxies",
		`{"trusted-proxies":["nas"]}`:               "body.trusted-proxies",
		`{"artist-batch":"yes"}`:                    "body.artist-batch",
		`{"webhook-urls":["https://x.test/"]}`:      "body.webhook-urls",
		`{"artist":"openai"}`:                       "body.artist",
		`{"data":"/tmp"}`:                           "body.data",
		`{"addr":":1"}`:                             "body.addr",
		`{"budget":1}`:                              "body.budget",
		`{"gemini-api-key":"other"}`:                "body.gemini-api-key",
		`{"gemini-api-key-file":"/etc/hostname"}`:   "body.gemini-api-key-file",
		`{"gemini-base-url":"https://thief.test/"}`: "body.gemini-base-url",
		`{"clock":"2026-01-01T00:00:00Z"}`:          "body.clock",
	} {
		err := o.change(t, body)
		f, ok := errors.AsType[*fault.Error](err)
		if !ok || f.Kind != fault.Invalid || strings.Contains(f.Message, "hush") {
			t.Errorf("%s: got %v", body, err)
			continue
		}
		var places []string
		for _, m := range f.Extra["errors"].([]Mistake) {
			places = append(places, m.Location)
		}
		if got := strings.Join(places, " "); got != want {
			t.Errorf("%s: got %s for %q, want %s", body, got, f.Message, want)
		}
	}
	kept, err := Kept(o.db)
	if err != nil || len(kept) != 1 || kept["ahead"] != 4.0 || o.did != nil {
		t.Errorf("got %v, %v and %q, want nothing but ahead", kept, err, o.did)
	}
}

// TestBadValuesAreLeftOut starts over what no dashboard of this version would keep.
func TestBadValuesAreLeftOut(t *testing.T) {
	for _, test := range []struct{ name, values, left string }{
		{"unknown", `{"ahead":5,"colour":"red"}`, "colour"},
		{"a type", `{"ahead":5,"timezone":7}`, "timezone"},
		{"a value", `{"ahead":5,"backup-keep":0,"log-level":"loud"}`, "backup-keep log-level"},
		{"at odds", `{"ahead":5,"judge":"openai"}`, "judge"},
		{"in need of what comes later", `{"ahead":5,"judge":"openai","openai-base-url":"http://nas.test/v1","zebra":1}`, "zebra"},
	} {
		t.Run(test.name, func(t *testing.T) {
			db := storetest.Open(t)
			var values map[string]any
			if err := json.Unmarshal([]byte(test.values), &values); err != nil {
				t.Fatal(err)
			}
			if err := db.Update(func(tx *store.Tx) error { return records().Put(tx, recordKey, record{values}) }); err != nil {
				t.Fatal(err)
			}
			o := openOffice(t, db, "")
			var left []string
			for _, l := range o.Left() {
				left = append(left, l.Name)
				if l.Why == "" {
					t.Errorf("%s: nobody says why", l.Name)
				}
			}
			if got := strings.Join(left, " "); got != test.left || o.Settings().Ahead != 5 {
				t.Errorf("got %q left and %d days ahead, want %q and 5", got, o.Settings().Ahead, test.left)
			}
			if err := o.change(t, `{"ahead":6}`); err != nil {
				t.Error(err)
			}
			if kept, err := Kept(db); err != nil || len(kept) != len(values)-len(left) {
				t.Errorf("after a change: got %v, %v", kept, err)
			}
		})
	}
}

// TestDeskActs: what needs a restart has one, what is the same has none, and hidden parts
// stay what they are.
func TestDeskActs(t *testing.T) {
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+strings.Repeat("c2Vj", 8))
	o := openOffice(t, storetest.Open(t), "")
	for _, body := range []string{
		`{"log-level":"debug"}`, `{"log-level":"debug","ahead":3}`, `{"ahead":4,"log-level":"info"}`,
		`{"webhook-urls":["https://a.test/?one","https://b.test/"]}`, `{"webhook-urls":["https://a.test/?********","https://b.test/","https://c.test/"]}`,
		`{"webhook-urls":["https://a.test/?********","https://b.test/","https://c.test/"]}`, `{"webhook-urls":["https://a.test/?two","https://b.test/","https://c.test/"]}`,
	} {
		if err := o.change(t, body); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		o.did = append(o.did, fmt.Sprint(o.Settings().WebhookURLs))
	}
	if err := o.Restart(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.data, fileName), []byte("ahead = 0"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := o.Restart(); err == nil || !strings.Contains(err.Error(), "ahead") {
		t.Errorf("with a bad file: got %v", err)
	}
	want := []string{
		"at once debug", "[]", "at once debug", "[]", "restart ahead log-level", "[]",
		"restart webhook-urls", "[https://a.test/?one https://b.test/]",
		"restart webhook-urls", "[https://a.test/?one https://b.test/ https://c.test/]",
		"at once info", "[https://a.test/?one https://b.test/ https://c.test/]",
		"restart webhook-urls", "[https://a.test/?two https://b.test/ https://c.test/]",
		"restart ",
	}
	if diff := cmp.Diff(want, o.did); diff != "" {
		t.Error(diff)
	}
}

// TestItemsAreWhole: nothing is null, and what is told of one is what can be set again.
func TestItemsAreWhole(t *testing.T) {
	o := openOffice(t, storetest.Open(t), "")
	for _, item := range o.Items() {
		text, err := json.Marshal(item)
		if err != nil || strings.Contains(string(text), "null") || item.Help == "" || item.Group == "" {
			t.Errorf("got %s, %v", text, err)
		}
		var again map[string]any
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		if item.Fixed != "" {
			continue
		}
		if _, err := o.Change(map[string]any{item.Name: again["value"]}); err != nil {
			t.Errorf("%s: its own value is refused: %v", item.Name, err)
		}
	}
	for _, item := range o.Items() {
		if (item.Source == FromDashboard) != (item.Fixed == "") || fmt.Sprint(item.Value) != fmt.Sprint(item.Default) && item.Name != "data" && item.Name != "addr" {
			t.Errorf("%s: got %v %s, want its default", item.Name, item.Value, item.Source)
		}
	}
	if o.did != nil && strings.Join(o.did, "") != strings.Repeat("at once info", len(o.did)) {
		t.Errorf("got %q, want no restart", o.did)
	}
}
