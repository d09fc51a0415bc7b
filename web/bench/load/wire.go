package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// patiently is how long an answer may take.
const patiently = time.Minute

// wire is the connection of one tab to the server, opened when it is first needed. It
// costs less than net/http's client, which would take its time from the server that is
// measured. Only one goroutine may use it.
type wire struct {
	server *url.URL
	conn   net.Conn
	in     *bufio.Reader
}

// answered is an answer of the server as it came.
type answered struct {
	status int
	zipped bool
	body   []byte
}

// ask sends a request, with a body unless that is nil, and reads the whole answer.
func (w *wire) ask(ctx context.Context, method, path string, body []byte) (answered, error) {
	if w.conn == nil {
		conn, err := (&net.Dialer{Timeout: patiently}).DialContext(ctx, "tcp", w.server.Host)
		if err != nil {
			return answered{}, err
		}
		w.conn, w.in = conn, bufio.NewReader(conn)
	}
	got, err := w.exchange(fmt.Appendf(nil,
		"%s %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		method, w.server.Path+path, w.server.Host, len(body), body))
	if err != nil {
		w.close()
		return answered{}, fmt.Errorf("%s: %w", method, err)
	}
	return got, nil
}

// get asks for path and decodes the answer, which must be good.
func (w *wire) get(ctx context.Context, path string, into any) error {
	got, err := w.ask(ctx, http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	return got.into(into)
}

func (w *wire) exchange(request []byte) (answered, error) {
	if err := w.conn.SetDeadline(time.Now().Add(patiently)); err != nil {
		return answered{}, err
	}
	if _, err := w.conn.Write(request); err != nil {
		return answered{}, err
	}
	response, err := http.ReadResponse(w.in, nil)
	if err != nil {
		return answered{}, err
	}
	got := answered{status: response.StatusCode, zipped: response.Header.Get("Content-Encoding") == "gzip"}
	got.body, err = io.ReadAll(response.Body)
	return got, errors.Join(err, response.Body.Close())
}

func (w *wire) close() {
	if w.conn != nil {
		_ = w.conn.Close() // everything was read
		w.conn = nil
	}
}

// into decodes a good answer; any other is a *refusal.
func (a answered) into(value any) error {
	data := a.body
	if a.zipped {
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return err
		}
		if data, err = io.ReadAll(r); err != nil {
			return err
		}
	}
	if a.status == http.StatusOK {
		return json.Unmarshal(data, value)
	}
	refused := &refusal{}
	if err := json.Unmarshal(data, refused); err != nil {
		return fmt.Errorf("status %d: %.200s", a.status, data)
	}
	return refused
}

// refusal is an error of the API.
type refusal struct {
	Status   int    `json:"status"`
	Code     string `json:"error"`
	Message  string `json:"message"`
	Required int    `json:"requiredAP"`
}

// Error implements error.
func (r *refusal) Error() string { return fmt.Sprintf("%d %s: %s", r.Status, r.Code, r.Message) }
