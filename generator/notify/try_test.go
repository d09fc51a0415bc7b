package notify

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"casebook/generator/fault"
)

// TestTry: a test goes to one receiver or to all, signed; what came of it is said and
// stands in the log.
func TestTry(t *testing.T) {
	good := receiving(t, func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	bad := receiving(t, func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	p := opened(t, direct(t), good.URL+"/a?token=secret", bad.URL+"/b")
	list, err := p.Try(t.Context(), 0)
	if err != nil || len(list) != 2 {
		t.Fatalf("all: got %v, %v, want two", list, err)
	}
	if d := list[0]; d.Status != http.StatusNoContent || d.Error != "" || d.Last || d.Receiver != good.URL+"/a" {
		t.Errorf("one that takes it: got %+v", d)
	}
	if d := list[1]; d.Status != http.StatusTeapot || !strings.Contains(d.Error, "418") || !d.Last {
		t.Errorf("one that does not: got %+v", d)
	}
	if list, err := p.Try(t.Context(), 2); err != nil || len(list) != 1 || list[0].Receiver != bad.URL+"/b" {
		t.Errorf("the second: got %v, %v", list, err)
	}
	came := good.all()
	if len(came) != 1 || len(bad.all()) != 2 || !strings.Contains(came[0].body, `"type":"casebook.test"`) {
		t.Fatalf("got %v and %d, want one test, and two", came, len(bad.all()))
	}
	verifier, err := standardwebhooks.NewWebhook(secret())
	if err != nil {
		t.Fatal(err)
	}
	if err := verifier.Verify([]byte(came[0].body), came[0].header); err != nil {
		t.Errorf("the signature: %v", err)
	}
	if log, err := p.Deliveries(10); err != nil || len(log) != 3 {
		t.Errorf("got %d in the log, %v, want three", len(log), err)
	}
	var refused *fault.Error
	if _, err := p.Try(t.Context(), 3); !errors.As(err, &refused) || refused.Kind != fault.NotFound {
		t.Errorf("the third: got %v, want it not found", err)
	}
	if _, err := opened(t, direct(t)).Try(t.Context(), 0); !errors.As(err, &refused) || refused.Kind != fault.Conflict {
		t.Errorf("without receivers: got %v, want a conflict", err)
	}
}
