package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
)

// scenario is one request that both servers answer with the same bytes.
type scenario struct {
	name   string
	path   string // of ours
	other  string // of nginx's, if it is another
	header map[string]string
	status int
	tagged bool // asked with the tag of the server's own answer
}

// The sizes of pictures, in bytes: one as it is shown whole, and a thumbnail.
const (
	whole     = 125 << 10
	thumbnail = 12 << 10
)

// prepare puts the files in place that both servers answer with.
func prepare(ctx context.Context, ours *server, folder string) ([]scenario, error) {
	view, _, err := get(ctx, ours.url+"/api/case/today", map[string]string{"Accept-Encoding": "gzip"}, http.StatusOK)
	if err != nil {
		return nil, err
	}
	plain, err := unzip(view)
	if err != nil {
		return nil, err
	}
	var today struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(plain, &today); err != nil {
		return nil, err
	}
	api := filepath.Join(folder, "data", "api")
	err = errors.Join(os.MkdirAll(api, 0o700), os.WriteFile(filepath.Join(api, "case.json"), plain, 0o600), os.WriteFile(filepath.Join(api, "case.json.gz"), view, 0o600))
	if err != nil {
		return nil, err
	}
	large, err := placePicture(ours.data, today.ID, "large", whole)
	if err != nil {
		return nil, err
	}
	small, err := placePicture(ours.data, today.ID, "small", thumbnail)
	if err != nil {
		return nil, err
	}
	asked := "/api/case/" + today.ID
	return []scenario{
		{name: "125K", path: large, status: http.StatusOK},
		{name: "12K", path: small, status: http.StatusOK},
		{name: "gzip-json", path: asked, other: "/api/case.json", header: map[string]string{"Accept-Encoding": "gzip"}, status: http.StatusOK},
		{name: "range-32K", path: large, header: map[string]string{"Range": "bytes=40000-72767"}, status: http.StatusPartialContent},
		{name: "range-16K", path: large, header: map[string]string{"Range": "bytes=40000-56383"}, status: http.StatusPartialContent},
		{name: "304", path: large, status: http.StatusNotModified, tagged: true},
	}, nil
}

// placePicture writes a file of that size under the name that the picture cache
// gives such bytes, and returns its path in URLs.
func placePicture(data, caseID, name string, size int) (string, error) {
	content := make([]byte, size)
	random := rand.NewChaCha8([32]byte{})
	_, _ = random.Read(content) // never fails
	sum := sha256.Sum256(content)
	path := fmt.Sprintf("/images/%s/evidence/%s.%s.jpg", caseID, name, hex.EncodeToString(sum[:8]))
	file := filepath.Join(data, filepath.FromSlash(path))
	return path, errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, content, 0o600))
}

// at returns where a server has the scenario, and the headers to ask with.
func (s scenario) at(ctx context.Context, server *server, isOurs bool) (url string, header map[string]string, err error) {
	url, header = server.url+s.path, maps.Clone(s.header)
	if s.other != "" && !isOurs {
		url = server.url + s.other
	}
	if s.tagged {
		_, answered, err := get(ctx, url, nil, http.StatusOK)
		return url, map[string]string{"If-None-Match": answered.Get("ETag")}, err
	}
	return url, header, err
}

// check makes sure that both servers answer alike.
func (s scenario) check(ctx context.Context, ours, theirs *server) error {
	var bodies [2][]byte
	for i, server := range []*server{ours, theirs} {
		url, header, err := s.at(ctx, server, i == 0)
		if err != nil {
			return err
		}
		if bodies[i], _, err = get(ctx, url, header, s.status); err != nil {
			return err
		}
	}
	if !bytes.Equal(bodies[0], bodies[1]) {
		return fmt.Errorf("the servers answer with %d and %d different bytes", len(bodies[0]), len(bodies[1]))
	}
	return nil
}

// get asks once; any other status is an error.
func get(ctx context.Context, url string, header map[string]string, status int) ([]byte, http.Header, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, nil, err
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return nil, nil, err
	}
	body, err := io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err == nil && response.StatusCode != status {
		err = fmt.Errorf("%s: got status %d, want %d", url, response.StatusCode, status)
	}
	return body, response.Header, err
}

func unzip(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
