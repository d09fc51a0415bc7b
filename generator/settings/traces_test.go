package settings

import (
	"strings"
	"testing"

	"casebook/store/storetest"
)

// TestTracesURL: ours is a base address as the general variable is, and goes first; the
// one for traces is whole.
func TestTracesURL(t *testing.T) {
	const general, whole = "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
	for _, test := range []struct {
		env        map[string]string
		args       []string
		want, from string
	}{
		{nil, nil, "", ""},
		{map[string]string{general: "http://localhost:4318"}, nil, "http://localhost:4318/v1/traces", general},
		{map[string]string{general: " https://otlp.example/otlp/ "}, nil, "https://otlp.example/otlp/v1/traces", general},
		{map[string]string{general: "http://a:4318/v1/traces"}, nil, "http://a:4318/v1/traces", general},
		{map[string]string{general: "http://a:4318", whole: "http://b:4318/take"}, nil, "http://b:4318/take", whole},
		{map[string]string{general: "http://a:4318", whole: "http://b", "CASEBOOK_OTLP_ENDPOINT": "http://c"}, nil, "http://c/v1/traces", "CASEBOOK_OTLP_ENDPOINT"},
		{map[string]string{general: "http://a:4318"}, []string{"--otlp-endpoint", "http://d:1"}, "http://d:1/v1/traces", "--otlp-endpoint"},
		{map[string]string{general: "http://a:4318", "CASEBOOK_OTLP_ENDPOINT": ""}, nil, "", "CASEBOOK_OTLP_ENDPOINT"},
		{map[string]string{general: "http://a:4318", "OTEL_SDK_DISABLED": "true"}, nil, "", general},
		{map[string]string{general: "localhost:4317", "OTEL_SDK_DISABLED": "true"}, nil, "", general},
		{map[string]string{general: "http://a:4318", "OTEL_TRACES_EXPORTER": "none", "OTEL_TRACES_SAMPLER": "mine"}, nil, "", general},
	} {
		t.Run("", func(t *testing.T) {
			for name, value := range test.env {
				t.Setenv(name, value)
			}
			reading, err := NewReader(&line{}, languages(), append([]string{"--data", t.TempDir()}, test.args...)).Read(nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := reading.Settings.TracesURL(); got != test.want {
				t.Errorf("%v %v: got %q, want %q", test.env, test.args, got, test.want)
			}
			for _, item := range reading.Items {
				if item.Name == "otlp-endpoint" && item.From != test.from {
					t.Errorf("%v %v: got it from %q, want %q", test.env, test.args, item.From, test.from)
				}
			}
		})
	}
}

// TestTracesMistakes: what cannot be is said by its name and with what to do, and not
// repeated, since a secret may be in it.
func TestTracesMistakes(t *testing.T) {
	for _, test := range []struct{ name, value, want string }{
		{"CASEBOOK_OTLP_ENDPOINT", "localhost:4318", "otlp-endpoint: write the address of a receiver, such as http://localhost:4318"},
		{"OTEL_EXPORTER_OTLP_ENDPOINT", "grpc://hush:4317", "otlp-endpoint"},
		{"OTEL_EXPORTER_OTLP_ENDPOINT", "https://user:hush@otlp.example", "OTEL_EXPORTER_OTLP_HEADERS"},
		{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://otlp.example/?key=hush", "OTEL_EXPORTER_OTLP_HEADERS"},
		{"OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "OTEL_EXPORTER_OTLP_PROTOCOL: Casebook speaks OTLP over HTTP only"},
		{"OTEL_EXPORTER_OTLP_HEADERS", "hush", "OTEL_EXPORTER_OTLP_HEADERS: write name=value"},
		{"OTEL_EXPORTER_OTLP_HEADERS", "a=b, =hush", "OTEL_EXPORTER_OTLP_HEADERS: write name=value"},
		{"OTEL_EXPORTER_OTLP_HEADERS", "a=hush%0ax", "OTEL_EXPORTER_OTLP_HEADERS: write name=value"},
		{"OTEL_EXPORTER_OTLP_TRACES_HEADERS", "a=hush%2", "OTEL_EXPORTER_OTLP_TRACES_HEADERS: write name=value"},
		{"OTEL_TRACES_SAMPLER", "hush", "OTEL_TRACES_SAMPLER: write always_on"},
	} {
		t.Run(test.want, func(t *testing.T) {
			t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318")
			t.Setenv(test.name, test.value)
			_, err := parse(t, "")
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "hush") {
				t.Errorf("%s=%s: got %v, want %q", test.name, test.value, err, test.want)
			}
		})
	}
	t.Setenv("OTEL_TRACES_EXPORTER", "none")
	if _, err := parse(t, "", "--otlp-endpoint", "user:hush@otlp.example:4317"); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("a secret in an address that nobody asks: got %v, want it refused", err)
	}
	t.Setenv("OTEL_TRACES_EXPORTER", "")
	for name, value := range map[string]string{
		"OTEL_EXPORTER_OTLP_HEADERS": "Authorization=Basic%20dXNlcjpwYXNz,x-scope = a=b", "OTEL_TRACES_SAMPLER": "ParentBased_TraceIDRatio", "OTEL_TRACES_SAMPLER_ARG": "0.25",
		"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL": "http/json", "OTEL_EXPORTER_OTLP_TRACES_HEADERS": " ",
	} {
		t.Setenv(name, value)
	}
	if _, err := parse(t, "", "--otlp-endpoint", "http://[::1]:4318/a"); err != nil {
		t.Error(err)
	}
	t.Setenv("OTEL_TRACES_SAMPLER_ARG", "25")
	if _, err := parse(t, "", "--otlp-endpoint", "http://[::1]:4318/a"); err == nil || !strings.Contains(err.Error(), "from 0 to 1") {
		t.Errorf("got %v, want a number from 0 to 1", err)
	}
}

// TestHeadersStay: where headers sign in, the dashboard cannot have them sent elsewhere.
func TestHeadersStay(t *testing.T) {
	db := storetest.Open(t)
	if err := openOffice(t, db, "").change(t, `{"otlp-endpoint":"http://nas.test:4318"}`); err != nil {
		t.Fatal(err)
	}
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=hush")
	o := openOffice(t, db, "")
	if item := o.item(t, "otlp-endpoint"); !strings.Contains(item.Fixed, "a key is sent there") {
		t.Errorf("got %+v, want it fixed", item)
	}
	if err := o.change(t, `{"otlp-endpoint":"http://thief.test:4318"}`); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("got %v, want it refused", err)
	}
}
