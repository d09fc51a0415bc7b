package settings

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// line is a command line with one command.
type line struct {
	Settings `embed:""`

	Serve struct{} `cmd:"" default:"1"`
}

// languages are those of a house that has two.
func languages() []string { return []string{"de", "en"} }

// parse parses args over a data directory that holds file.
func parse(t *testing.T, file string, args ...string) (*line, error) {
	t.Helper()
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, fileName), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	cli := &line{}
	_, err := Parse(cli, languages(), append([]string{"--data", data}, args...), io.Discard)
	return cli, err
}

func TestPrecedence(t *testing.T) {
	file := "ahead = 4\ntimezone = \"Asia/Tokyo\"\nschedule-at = \"22:00\""
	t.Setenv("CASEBOOK_TIMEZONE", "Europe/Berlin")
	t.Setenv("CASEBOOK_SCHEDULE_AT", "21:00")
	cli, err := parse(t, file, "--schedule-at", "20:00")
	if err != nil {
		t.Fatal(err)
	}
	if cli.ScheduleAt != "20:00" || cli.Timezone != "Europe/Berlin" || cli.Ahead != 4 || cli.Addr != ":8080" {
		t.Errorf("got %q %q %d %q, want flag, environment, file, default", cli.ScheduleAt, cli.Timezone, cli.Ahead, cli.Addr)
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for _, test := range []struct {
		name, file string
		args       []string
		env, want  string
	}{
		{"unknown in file", "colour = 1", nil, "", `unknown setting "colour"`},
		{"data in file", `data = "x"`, nil, "", "can only be a flag"},
		{"broken file", "ahead = ", nil, "", fileName},
		{"unknown in environment", "", nil, "CASEBOOK_COLOUR", "CASEBOOK_COLOUR"},
		{"unknown flag", "", []string{"--colour"}, "", "--colour"},
		{"wrong type in file", `ahead = "many"`, nil, "", "ahead"},
		{"address", "", []string{"--addr", "8080"}, "", "addr"},
		{"base path without slash", "", []string{"--base-path", "mystery"}, "", "base-path"},
		{"base path with a query", "", []string{"--base-path", "/a?b"}, "", "base-path"},
		{"public URL without scheme", "", []string{"--public-url", "example.org"}, "", "public-url"},
		{"public URL with a path", "", []string{"--public-url", "https://example.org/mystery"}, "", "base-path"},
		{"time", "", []string{"--schedule-at", "24:00"}, "", "schedule-at"},
		{"zone", "", []string{"--timezone", "Mars/Olympus"}, "", "timezone"},
		{"too few days", "", []string{"--ahead", "0"}, "", "1 to 30"},
		{"too many days", "", []string{"--ahead", "31"}, "", "1 to 30"},
		{"proxy", "", []string{"--trusted-proxies", "localhost"}, "", "trusted-proxies"},
		{"log level", "", []string{"--log-level", "loud"}, "", "log-level"},
		{"language", "", []string{"--language", "fr"}, "", `language "fr": the built-in writer knows de, en`},
		{"language in file", `language = ""`, nil, "", `language ""`},
		{"clock", "", []string{"--clock", "noon"}, "", "clock"},
		{"a name with a port", "", []string{"--domain", "example.org:443"}, "", `domain "example.org:443"`},
		{"an address as name", "", []string{"--domain", "192.0.2.1"}, "", `domain "192.0.2.1"`},
		{"a name within a network", "", []string{"--domain", "nas"}, "", `domain "nas"`},
		{"domain and plain public URL", "", []string{"--domain", "example.org", "--public-url", "http://example.org"}, "", "public-url"},
		{"domain and another's public URL", "", []string{"--domain", "example.org", "--public-url", "https://example.com"}, "", "one of example.org"},
		{"domain and another port", "", []string{"--domain", "example.org", "--addr", ":8080"}, "", "leave addr out"},
		{"one port for both", "", []string{"--domain", "example.org", "--addr", ":80", "--public-url", "https://example.org"}, "", "cannot share a port"},
		{"plain address", "", []string{"--domain", "example.org", "--http-addr", "80"}, "", "http-addr"},
		{"authority without domain", "", []string{"--acme-ca", "https://ca.test/dir"}, "", "acme-ca"},
		{"authority without HTTPS", "", []string{"--domain", "example.org", "--acme-ca", "http://ca.test/dir"}, "", "acme-ca"},
		{"roots without authority", "", []string{"--domain", "example.org", "--acme-ca-roots", "settings_test.go"}, "", "acme-ca-roots"},
		{"roots that are none", "", []string{"--domain", "nas", "--acme-ca", "https://ca.test/dir", "--acme-ca-roots", "settings_test.go"}, "", "PEM"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.env != "" {
				t.Setenv(test.env, "1")
			}
			_, err := parse(t, test.file, test.args...)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error that names %q", err, test.want)
			}
		})
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	_, err := parse(t, "", "--ahead", "0", "--timezone", "x", "--base-path", "y")
	if err == nil {
		t.Fatal("got no error")
	}
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 3 {
		t.Errorf("got %q, want one line each", lines)
	}
}

func TestEdgesAreAllowed(t *testing.T) {
	for _, args := range [][]string{
		{"--ahead", "1"},
		{"--language", "de"},
		{"--language", "pt-BR", "--writer", "openai", "--openai-base-url", "http://localhost:1/v1"},
		{"--ahead", "30"},
		{"--base-path", "/"},
		{"--base-path", "/mystery/"},
		{"--base-path", "/a/b"},
		{"--public-url", "https://example.org/"},
		{"--schedule-at", "00:00"},
		{"--addr", "127.0.0.1:0"},
		{"--trusted-proxies", "127.0.0.1,10.0.0.0/8,::1"},
		{"--domain", "example.org,www.example.org", "--public-url", "https://www.example.org"},
		{"--domain", "nas", "--acme-ca", "https://ca.test/dir"},
		{"--domain", "example.org", "--addr", ":8443", "--http-addr", ":8080", "--public-url", "https://example.org"},
	} {
		if _, err := parse(t, "", args...); err != nil {
			t.Errorf("%v: got %v, want no error", args, err)
		}
	}
}

// TestDomain: address and public URL follow from it.
func TestDomain(t *testing.T) {
	cli, err := parse(t, `domain = ["Bücher.example", "example.org"]`)
	if err != nil || cli.Addr != ":443" || cli.HTTPAddr != ":80" || cli.PublicURL != "https://xn--bcher-kva.example" {
		t.Errorf("got %q, %q, %q, %v", cli.Addr, cli.HTTPAddr, cli.PublicURL, err)
	}
}

// TestLanguageIsCanonical: cases carry one code for a language, however it is written.
func TestLanguageIsCanonical(t *testing.T) {
	model := []string{"--writer", "openai", "--openai-base-url", "http://localhost:1/v1"}
	for set, want := range map[string]string{
		"EN": "en", "en-GB": "en", "en_Latn_US": "en", "de-AT": "de", "FR": "fr", "pt_br": "pt-BR", "zh-hant": "zh-Hant", "": "", "und": "", "x-secret": "", "und-Latn": "",
	} {
		cli, err := parse(t, "", append(model, "--language", set)...)
		if want == "" && (err == nil || !strings.Contains(err.Error(), fmt.Sprintf("language %q", set))) {
			t.Errorf("%q: got %v, want it refused", set, err)
		}
		if want != "" && (err != nil || cli.Language != want) {
			t.Errorf("%q: got %q, %v, want %q", set, cli.Language, err, want)
		}
	}
}

func TestPrintIsAFileThatParses(t *testing.T) {
	data := t.TempDir()
	args := []string{"--data", data, "--ahead", "7", "--trusted-proxies", "10.0.0.0/8"}
	reading, err := NewReader(&line{}, languages(), args).Read(map[string]any{"backup-keep": 9.0, "ahead": 8.0})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := reading.Print(&out, reading.Items); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "from --ahead") || !strings.Contains(out.String(), "(from the dashboard)\nbackup-keep = 9\n") || strings.Contains(out.String(), "clock") {
		t.Errorf("got\n%s\nwant sources, and nothing hidden", out.String())
	}
	again, err := parse(t, out.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if again.Ahead != 7 || len(again.TrustedProxies) != 1 {
		t.Errorf("got %d, %v, want what was printed", again.Ahead, again.TrustedProxies)
	}
}

// TestPrintOfAnother: what a server answers is printed by a command that was given nothing of
// all this.
func TestPrintOfAnother(t *testing.T) {
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+strings.Repeat("c2Vj", 8))
	server, err := NewReader(&line{}, languages(), []string{"--data", t.TempDir(), "--timezone", "Europe/Berlin"}).Read(map[string]any{"webhook-urls": []any{"https://bot.example/hook"}, "ahead": 8.0, "budget": 3.0, "artist-batch": true, "text-timeout": "90s"})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := json.Marshal(append(server.Items, Setting{Name: "novelty", Value: 1, Source: FromDefault})) // of a newer version
	if err != nil {
		t.Fatal(err)
	}
	var items []Setting
	decoder := json.NewDecoder(bytes.NewReader(answer))
	decoder.UseNumber()
	if err := decoder.Decode(&items); err != nil {
		t.Fatal(err)
	}
	if err := os.Unsetenv("CASEBOOK_WEBHOOK_SECRET"); err != nil {
		t.Fatal(err)
	}
	command, err := NewReader(&line{}, languages(), []string{"--data", t.TempDir()}).Read(nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := command.Print(&out, items); err != nil {
		t.Fatal(err)
	}
	text, novelty, found := strings.Cut(out.String(), "#  (default)\nnovelty = 1\n\n")
	if !found || novelty != "" || !strings.Contains(text, "(from --timezone)\ntimezone = \"Europe/Berlin\"\n") || !strings.Contains(text, "# webhook-secret = \"********\"") {
		t.Errorf("got\n%s", out.String())
	}
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+strings.Repeat("c2Vj", 8))
	again, err := parse(t, text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	again.Data = server.Settings.Data
	if diff := cmp.Diff(*server.Settings, again.Settings, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("what is printed is another file (-want +got):\n%s", diff)
	}
}

func TestClockStartsWhereItIsSet(t *testing.T) {
	cli, err := parse(t, "", "--clock", "2026-12-31T23:59:59Z")
	if err != nil {
		t.Fatal(err)
	}
	if got := cli.Now()(); got.Before(time.Date(2026, 12, 31, 23, 59, 58, 0, time.UTC)) || got.After(time.Date(2027, 1, 1, 0, 1, 0, 0, time.UTC)) {
		t.Errorf("got %s, want the time set", got)
	}
}
