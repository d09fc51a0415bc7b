package settings

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// Traces are the settings of OpenTelemetry: to whom. The rest is as the standard variables
// say, which its SDK reads.
type Traces struct {
	OTLPEndpoint string `name:"otlp-endpoint" env:"CASEBOOK_OTLP_ENDPOINT,OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,OTEL_EXPORTER_OTLP_ENDPOINT" help:"Address of an OpenTelemetry receiver that takes OTLP over HTTP, such as http://localhost:4318, which is told how long requests, cases and calls to models take; empty: nobody is." placeholder:"URL"`
}

// Standard variables that Casebook reads itself.
const (
	tracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" // a whole address, which ours and the general one are not
	tracesHeaders  = "OTEL_EXPORTER_OTLP_TRACES_HEADERS"
	otlpHeaders    = "OTEL_EXPORTER_OTLP_HEADERS"
)

// tracesPath is where a receiver takes traces, below its address.
const tracesPath = "/v1/traces"

// TracesURL is where traces are posted, empty for nowhere: at otlp-endpoint, unless the
// standard variables say that nothing is to be traced.
func (t *Traces) TracesURL() string {
	u, err := url.Parse(t.OTLPEndpoint)
	switch {
	case tracesOff() || t.OTLPEndpoint == "" || err != nil:
		return ""
	case t.OTLPEndpoint == os.Getenv(tracesEndpoint) || strings.HasSuffix(u.Path, tracesPath):
		return t.OTLPEndpoint
	default:
		return u.JoinPath(tracesPath).String()
	}
}

// tracesOff reports whether the standard variables say that nothing is to be traced.
func tracesOff() bool {
	off, _ := strconv.ParseBool(os.Getenv("OTEL_SDK_DISABLED"))
	return off || os.Getenv("OTEL_TRACES_EXPORTER") == "none"
}

// misaddressed reports whether otlp-endpoint cannot stay as it is. While nothing is traced it
// may be for other programs, such as those that speak gRPC, but it is shown all the same, so
// that nothing that signs in may be in it.
func (t *Traces) misaddressed() bool {
	return t.OTLPEndpoint != "" && !isAddress(t.OTLPEndpoint) && (!tracesOff() || strings.ContainsAny(t.OTLPEndpoint, "@?"))
}

// tracesProblems returns what is wrong, one error each. None repeats a value: what signs in
// may be in it.
func (t *Traces) tracesProblems() (list []error) {
	t.OTLPEndpoint = strings.TrimSpace(t.OTLPEndpoint)
	if t.misaddressed() {
		return []error{fmt.Errorf("otlp-endpoint: write the address of a receiver, such as http://localhost:4318, without user and query; what signs you in there goes into %s", otlpHeaders)}
	}
	if t.TracesURL() == "" {
		return nil
	}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"} {
		if protocol := os.Getenv(name); protocol != "" && protocol != "http/protobuf" && protocol != "http/json" {
			list = append(list, fmt.Errorf("%s: Casebook speaks OTLP over HTTP only: write http/protobuf, and as otlp-endpoint the receiver's address for that, usually on port 4318", name))
		}
	}
	for _, name := range []string{otlpHeaders, tracesHeaders} {
		if !areHeaders(os.Getenv(name)) {
			list = append(list, fmt.Errorf("%s: write name=value, with commas between several and values as in URLs, such as Authorization=Basic%%20dXNlcjpwYXNz", name))
		}
	}
	if !isSampler(os.Getenv("OTEL_TRACES_SAMPLER"), os.Getenv("OTEL_TRACES_SAMPLER_ARG")) {
		list = append(list, fmt.Errorf("OTEL_TRACES_SAMPLER: write always_on, always_off or traceidratio, parentbased_ before it or not, and for traceidratio a number from 0 to 1 as OTEL_TRACES_SAMPLER_ARG"))
	}
	return list
}

// areHeaders reports whether value lists headers as the SDK reads them. It would print
// those that it cannot read.
func areHeaders(value string) bool {
	if strings.TrimSpace(value) == "" {
		return true
	}
	for pair := range strings.SplitSeq(value, ",") {
		name, text, found := strings.Cut(pair, "=")
		text, err := url.PathUnescape(text)
		if !found || err != nil || !httpguts.ValidHeaderFieldName(strings.TrimSpace(name)) || !httpguts.ValidHeaderFieldValue(strings.TrimSpace(text)) {
			return false
		}
	}
	return true
}

// isSampler reports whether the SDK knows this sampler, and can read its argument.
func isSampler(name, arg string) bool {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "parentbased_")
	ratio, err := strconv.ParseFloat(strings.TrimSpace(arg), 64)
	return slices.Contains([]string{"", "always_on", "always_off"}, name) ||
		name == "traceidratio" && (strings.TrimSpace(arg) == "" || err == nil && ratio >= 0 && ratio <= 1)
}

// signsIn reports whether headers are sent to the address that a setting holds.
func (t *Traces) signsIn(name string) bool {
	return name == "otlp-endpoint" && os.Getenv(otlpHeaders)+os.Getenv(tracesHeaders) != ""
}
