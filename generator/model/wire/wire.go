// Package wire is what adapters of models share below their SDKs: an HTTP client
// that keeps keys and memory safe, and the reading of what fails there.
package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gabriel-vasile/mimetype"

	"casebook/generator/model"
)

// maxBody bounds an answer, in bytes: a picture of 25 MiB in base64, its thought
// pictures, and a signature of a few more.
const maxBody = 96 << 20

var (
	errTooLarge = fmt.Errorf("the answer is larger than %d MiB", maxBody>>20)
	errRedirect = errors.New("the server redirects elsewhere, where no key is sent")
)

// Transport returns what clients use if nothing else is asked for. It has no time
// limits for whole calls: those are the guards'.
func Transport() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   8,
		IdleConnTimeout:       time.Minute,
		ExpectContinueTimeout: time.Second,
	}
}

// Client returns an HTTP client that reads no more of an answer than a picture can
// need, and follows no redirects: Go would send the key's header along.
func Client(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     bounded{transport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return errRedirect },
	}
}

// bounded is a transport whose answers end with errTooLarge when they are.
type bounded struct{ http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		response.Body = &body{response.Body, maxBody}
	}
	return response, err
}

// CloseIdleConnections lets http.Client close what is idle.
func (b bounded) CloseIdleConnections() {
	if closer, ok := b.RoundTripper.(interface{ CloseIdleConnections() }); ok {
		closer.CloseIdleConnections()
	}
}

// body is an answer of which at most left more bytes are read.
type body struct {
	io.ReadCloser
	left int
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left+1)])
	if b.left -= n; b.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// Failure is what it means that a call gave no answer, or none that its SDK could
// read. It is ctx's error when that has ended.
func Failure(ctx context.Context, err error, secret string) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errTooLarge):
		return &model.Error{Kind: model.Broken, Reason: errTooLarge.Error()}
	case errors.Is(err, errRedirect):
		return &model.Error{Kind: model.Misconfigured, Reason: errRedirect.Error()}
	}
	var network net.Error
	if errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &model.Error{Kind: model.Unreachable, Reason: model.Clean(err.Error(), secret)}
	}
	return &model.Error{Kind: model.Broken, Reason: model.Clean(err.Error(), secret)}
}

// Recover makes a panic an *Error in err. It is deferred wherever an SDK is called, and
// what it gives is read: none expects null in every place of an answer.
func Recover(err *error) {
	if p := recover(); p != nil {
		*err = &model.Error{Kind: model.Broken, Reason: fmt.Sprintf("the answer cannot be read: %v", p)}
	}
}

// Status is the kind of error that an HTTP status stands for when nothing better
// is known.
func Status(code int) model.Kind {
	switch {
	case code == http.StatusTooManyRequests:
		return model.Busy
	case code == http.StatusRequestTimeout || code >= http.StatusInternalServerError:
		return model.Unreachable
	default:
		return model.Misconfigured
	}
}

// NoList reports whether this is the HTTP status of a server that has no list of its
// models.
func NoList(code int) bool {
	return code == http.StatusNotFound || code == http.StatusMethodNotAllowed || code == http.StatusNotImplemented
}

// Answering is the model that answered a request for one, as its answer says. A version
// that has a date or a number is the one asked for, whose price is known.
func Answering(asked, said string) string {
	version, same := strings.CutPrefix(said, asked+"-")
	if said == "" || same && strings.Trim(version, "0123456789-") == "" {
		return asked
	}
	return said
}

// IsPicture reports whether data begins as a picture does that can be kept.
// What a provider says of it is not to be relied on.
func IsPicture(data []byte) bool {
	kinds := []string{"image/jpeg", "image/png", "image/webp", "image/gif"}
	return slices.Contains(kinds, mimetype.Detect(data).String())
}

// MIME is the type of a picture that is sent along.
func MIME(data []byte) string { return mimetype.Detect(data).String() }
