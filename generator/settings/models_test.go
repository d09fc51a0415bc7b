package settings

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const secret = "AIza-not-for-your-eyes"

// TestWhoDraws: the model if there is a key, unless it is set otherwise.
func TestWhoDraws(t *testing.T) {
	t.Setenv("GEMINI_API_KEY", "")
	for _, test := range []struct {
		key, args, want string
	}{
		{"", "", Builtin},
		{secret, "", Gemini},
		{secret, "--artist=builtin", Builtin},
		{secret, "--artist=gemini", Gemini},
		{"", "--openai-base-url=http://localhost:8080/v1/", OpenAI},
		{"", "--openai-base-url=http://localhost:11434/v1/ --openai-image-model=", Builtin},
		{secret, "--openai-base-url=http://localhost:8080/v1/", Gemini},
		{secret, "--openai-base-url=http://localhost:8080/v1/ --artist=openai", OpenAI},
		{"", "--openai-base-url=https://eu.api.openai.com/v1/", Builtin},
	} {
		t.Setenv("GEMINI_API_KEY", test.key)
		cli, err := parse(t, "", strings.Fields(test.args)...)
		if err != nil {
			t.Fatal(err)
		}
		if got := cli.ArtistBy(); got != test.want {
			t.Errorf("key %q, %q: got %s, want %s", test.key, test.args, got, test.want)
		}
	}
}

// TestSecrets: they come from the environment or a file of their own, and are printed
// nowhere.
func TestSecrets(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cli, err := parse(t, "", "--gemini-api-key-file", file)
	if err != nil || cli.GeminiAPIKey != secret {
		t.Errorf("from a file: got %q, %v", cli.GeminiAPIKey, err)
	}
	t.Setenv("CREDENTIALS_DIRECTORY", filepath.Dir(file))
	if err := os.Rename(file, filepath.Join(filepath.Dir(file), "gemini-api-key")); err != nil {
		t.Fatal(err)
	}
	if cli, err := parse(t, ""); err != nil || cli.GeminiAPIKey != secret || cli.OpenAIAPIKey != "" {
		t.Errorf("from systemd: got %q, %q, %v", cli.GeminiAPIKey, cli.OpenAIAPIKey, err)
	}
	t.Setenv("CASEBOOK_GEMINI_API_KEY", "other-"+secret)
	if cli, err := parse(t, ""); err != nil || cli.GeminiAPIKey != "other-"+secret {
		t.Errorf("from the environment, before systemd: got %q, %v", cli.GeminiAPIKey, err)
	}
	t.Setenv("CASEBOOK_GEMINI_API_KEY", secret)
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+strings.Repeat("c2Vj", 8))
	reading, err := NewReader(&line{}, languages(), []string{"--data", t.TempDir(), "--webhook-urls", "https://one.test/a,https://two.test/b?token=" + secret}).Read(nil)
	if err != nil || reading.Settings.GeminiAPIKey != secret || !strings.Contains(reading.Settings.WebhookURLs[1], secret) {
		t.Fatalf("from the environment: got %v", err)
	}
	var out bytes.Buffer
	if err := reading.Print(&out, reading.Items); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "(from CASEBOOK_GEMINI_API_KEY)\n# gemini-api-key = \"********\"") || !strings.Contains(out.String(), `# webhook-urls = ["https://one.test/a", "https://two.test/b?********"]`) || strings.Contains(out.String(), secret) {
		t.Errorf("got\n%s\nwant key and query masked", out.String())
	}
	if _, err := parse(t, out.String()); err != nil {
		t.Errorf("what is printed cannot be the file: %v", err)
	}
}

// TestOpenAIKey: a key that is set for every program is for OpenAI alone, and does
// nothing by itself.
func TestOpenAIKey(t *testing.T) {
	t.Setenv("GEMINI_API_KEY", "")
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("of-the-file"), 0o600); err != nil {
		t.Fatal(err)
	}
	const home = "--openai-base-url=http://localhost:8080/v1/ "
	for _, test := range []struct{ variable, args, wantKey, wantArtist string }{
		{"OPENAI_API_KEY", "", secret, Builtin},
		{"OPENAI_API_KEY", "--artist=openai", secret, OpenAI},
		{"OPENAI_API_KEY", home, "", OpenAI},
		{"CASEBOOK_OPENAI_API_KEY", home, secret, OpenAI},
		{"OPENAI_API_KEY", home + "--openai-api-key-file=" + file, "of-the-file", OpenAI},
	} {
		t.Run(test.variable+" "+test.args, func(t *testing.T) {
			t.Setenv(test.variable, secret)
			cli, err := parse(t, "", strings.Fields(test.args)...)
			if err != nil {
				t.Fatal(err)
			}
			if cli.OpenAIAPIKey != test.wantKey || cli.ArtistBy() != test.wantArtist {
				t.Errorf("got the key %q and %s, want %q and %s", cli.OpenAIAPIKey, cli.ArtistBy(), test.wantKey, test.wantArtist)
			}
		})
	}
}

// TestMistakesOfModels: each is named, and no message holds a secret.
func TestMistakesOfModels(t *testing.T) {
	t.Setenv("GEMINI_API_KEY", "")
	if err := os.Unsetenv("GEMINI_API_KEY"); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ file, args, want string }{
		{"", "--artist=gemini", "needs a key"},
		{"", "--artist=dalle", "--artist"},
		{"", "--judge=gemini", "needs a key"},
		{"", "--judge=gemini --gemini-text-model=", "needs gemini-text-model"},
		{"", "--gemini-api-key=" + secret, "a secret cannot be given here"},
		{"gemini-api-key = \"" + secret + "\"", "", "a secret cannot be given here"},
		{"", "--gemini-api-key-file=/nowhere/key", "gemini-api-key-file"},
		{"", "--gemini-api-key-file=" + empty, "is empty"},
		{"", "--gemini-base-url=localhost", "gemini-base-url"},
		{"", "--gemini-image-model=", "gemini-image-model"},
		{"", "--webhook-urls=http://127.0.0.1/", "webhooks need a secret"},
		{"", "--webhook-urls=ftp://example.org/?token", `webhook-urls "ftp://example.org/":`},
		{"", "--webhook-to=nas", "webhook-to"},
		{"", "--webhook-secret=" + secret, "a secret cannot be given here"},
		{"", "--gemini-chat-model=", "gemini-chat-model"},
		{"", "--witness=gemini", "needs a key"},
		{"", "--witness=openai --openai-text-model= --openai-base-url=http://localhost/v1", "needs openai-text-model"},
		{"", "--gemini-image-size=512", "gemini-image-size"},
		{"", "--gemini-spacing=1h", "gemini-spacing"},
		{"", "--artist=openai", "needs a key"},
		{"", "--artist=openai --openai-image-model= --openai-base-url=http://localhost/v1", "needs openai-image-model"},
		{"", "--judge=openai --openai-text-model= --openai-base-url=http://localhost/v1", "needs openai-text-model"},
		{"", "--openai-api-key=" + secret, "a secret cannot be given here"},
		{"", "--openai-api-key-file=" + empty, "is empty"},
		{"", "--openai-base-url=localhost:8080", "openai-base-url"},
		{"", "--openai-image-size=64", "openai-image-size"},
		{"", "--openai-image-quality=best", "openai-image-quality"},
		{"", "--openai-spacing=1h", "openai-spacing"},
		{"", "--model-calls=0", "1 to 50"},
		{"", "--picture-timeout=10ms", "picture-timeout"},
		{"", "--text-timeout=2h", "text-timeout"},
		{"", "--budget=-1", "budget"},
		{"", "--budget=inf", "budget +Inf: choose 0 to 1000000"},
		{"budget = inf", "", "budget +Inf: choose 0 to 1000000"},
		{"", "--budget=NaN", "budget NaN: choose 0 to 1000000"},
		{"", "--budget=1e6 --prices=a=1000000/1e6/1e6,b=1/1e7", `prices "b=1/1e7"`},
		{"", "--fetch-from=nas", "fetch-from"},
		{"", "--prices=a=1", "prices"},
		{"", "--prices=a=1/b", "prices"},
		{"", "--prices=a=1/2/3/4", "prices"},
		{"", "--prices=a=1/-2", "prices"},
		{"", "--prices=a=NaN/1", "each 0 to 1000000"},
		{"", "--prices=a=inf/0", "each 0 to 1000000"},
		{"", "--prices=a=0/0/1e20", "each 0 to 1000000"},
	} {
		_, err := parse(t, test.file, strings.Fields(test.args)...)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%s%s: got %v, want an error that names %q and no secret", test.file, test.args, err, test.want)
		}
	}
}

func TestPrices(t *testing.T) {
	cli, err := parse(t, "", "--prices", "a=0.5/2,b=0/0/0.04", "--fetch-from", "192.168.1.5")
	if err != nil {
		t.Fatal(err)
	}
	list, err := cli.PriceList()
	if err != nil || len(list) != 2 || list["a"] != (Price{In: 0.5, Out: 2}) || list["b"] != (Price{Picture: 0.04}) {
		t.Errorf("got %v, %v", list, err)
	}
	if got := cli.FetchNetworks(); len(got) != 1 || got[0].String() != "192.168.1.5/32" {
		t.Errorf("got %v", got)
	}
}
