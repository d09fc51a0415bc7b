package web

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2/maybe"

	"casebook/generator/cases"
	"casebook/generator/keeping"
	"casebook/generator/settings"
	"casebook/generator/watch"
)

// localFile names the file of the data directory in which a running server says
// where it is.
const localFile = "server.json"

// Local is how commands on the same machine reach a running server. Only those
// who may read the data directory can read it.
type Local struct {
	PID   int    `json:"pid"`
	URL   string `json:"url"`   // with the base path, without a slash at the end
	Token string `json:"token"` // of this run only; has every scope
}

// LocalAddress is the Local of a server that listens on addr.
func LocalAddress(addr net.Addr, basePath string) Local {
	return Local{PID: os.Getpid(), URL: LocalURL(addr.String(), basePath), Token: rand.Text() + rand.Text()}
}

// LocalURL is where this machine reaches a server that listens on an address, with the base
// path and without a slash at the end.
func LocalURL(address, basePath string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		host, port = address, ""
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + basePath
}

// Announce leaves l in the data directory and returns what takes it away.
func Announce(data string, l Local) (withdraw func() error, err error) {
	text, err := json.MarshalIndent(l, "", "\t")
	if err != nil {
		return nil, fmt.Errorf("announce: %w", err)
	}
	name := filepath.Join(data, localFile)
	if err := maybe.WriteFile(name, text, 0o600); err != nil {
		return nil, fmt.Errorf("announce: %w", err)
	}
	return func() error {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}, nil
}

// Find returns how to reach the server that holds the data directory.
func Find(data string) (Local, error) {
	var l Local
	text, err := os.ReadFile(filepath.Join(data, localFile)) //nolint:gosec // the operator names the directory
	if err == nil {
		err = json.Unmarshal(text, &l)
	}
	if err != nil {
		return Local{}, fmt.Errorf("the process that holds it is not a server that can be asked: %w", err)
	}
	return l, nil
}

// Generate asks the server to make the case of a date ("" is today) and reports
// progress until it is written and drawn.
func (l Local) Generate(ctx context.Context, date string, again bool, report func(cases.Progress)) error {
	body, err := json.Marshal(makeRequest{Date: date, Again: again})
	if err != nil {
		return fmt.Errorf("ask the server: %w", err)
	}
	response, err := l.ask(ctx, http.MethodPost, "/api/admin/cases", bytes.NewReader(body))
	if err != nil {
		return err
	}
	var made cases.Generated
	err = json.NewDecoder(response.Body).Decode(&made)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return fmt.Errorf("read the server's answer: %w", err)
	}
	return l.follow(ctx, made.CaseID, report)
}

// Ready asks the server whether players can be sent to it.
func (l Local) Ready(ctx context.Context) error {
	response, err := l.ask(ctx, http.MethodGet, "/readyz", nil)
	if err != nil {
		return err
	}
	return response.Body.Close()
}

// Check asks the server to check the data directory.
func (l Local) Check(ctx context.Context) (report keeping.Checked, err error) {
	response, err := l.ask(ctx, http.MethodGet, "/api/admin/check", nil)
	if err != nil {
		return report, err
	}
	err = json.NewDecoder(response.Body).Decode(&report)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return report, fmt.Errorf("read the server's report: %w", err)
	}
	return report, nil
}

// Doctor asks the server to look at the installation.
func (l Local) Doctor(ctx context.Context) ([]watch.Check, error) {
	response, err := l.ask(ctx, http.MethodGet, "/api/admin/doctor", nil)
	if err != nil {
		return nil, err
	}
	var out doctorOutput
	err = json.NewDecoder(response.Body).Decode(&out.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return nil, fmt.Errorf("read the server's report: %w", err)
	}
	return out.Body.Checks, nil
}

// Settings asks the server for the settings in force, and for what was set on its dashboard
// and is left out. Numbers are json.Number.
func (l Local) Settings(ctx context.Context) ([]settings.Setting, []settings.LeftOut, error) {
	response, err := l.ask(ctx, http.MethodGet, "/api/admin/settings", nil)
	if err != nil {
		return nil, nil, err
	}
	var out settingsOutput
	decoder := json.NewDecoder(response.Body)
	decoder.UseNumber()
	err = decoder.Decode(&out.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return nil, nil, fmt.Errorf("read the server's settings: %w", err)
	}
	return out.Body.Settings, out.Body.LeftOut, nil
}

// Address asks the server where people reach it: at its public URL, if it has one. The base
// path is in it, without a slash at the end.
func (l Local) Address(ctx context.Context) (string, error) {
	items, _, err := l.Settings(ctx)
	if err != nil {
		return "", err
	}
	values := map[string]any{}
	for _, item := range items {
		values[item.Name] = item.Value
	}
	if public, _ := values["public-url"].(string); public != "" {
		return fmt.Sprint(public, values["base-path"]), nil
	}
	return l.URL, nil
}

// Backup writes to out a backup that the server makes.
func (l Local) Backup(ctx context.Context, out io.Writer) error {
	response, err := l.ask(ctx, http.MethodGet, backupPath, nil)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return fmt.Errorf("read the server's backup: %w", err)
	}
	return nil
}

// follow reads the server's events about drawing a case until the last.
func (l Local) follow(ctx context.Context, id string, report func(cases.Progress)) (err error) {
	response, err := l.ask(ctx, http.MethodGet, "/api/admin/cases/"+url.PathEscape(id)+"/progress", nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	var last cases.Progress
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		data, isData := strings.CutPrefix(lines.Text(), "data: ")
		if !isData {
			continue
		}
		if err := json.Unmarshal([]byte(data), &last); err != nil {
			return fmt.Errorf("read the server's progress: %w", err)
		}
		report(last)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read the server's progress: %w", err)
	}
	return last.Err()
}

// direct returns a client that leads straight to the server: the token is for nobody
// else, neither a proxy of the environment nor whoever an answer points to.
func direct() *http.Client {
	return &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// ask sends a request with this run's token. An answer that is an error is
// returned as one, in the server's words.
func (l Local) ask(ctx context.Context, method, path string, body io.Reader) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, l.URL+path, body)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", err)
	}
	request.Header.Set("Authorization", "Bearer "+l.Token)
	request.Header.Set("Content-Type", "application/json")
	response, err := direct().Do(request)
	if err != nil {
		return nil, fmt.Errorf("ask the server at %s: %w", l.URL, err)
	}
	if response.StatusCode < http.StatusMultipleChoices {
		return response, nil
	}
	var problem struct {
		Message string `json:"message"`
	}
	err = json.NewDecoder(io.LimitReader(response.Body, 1<<16)).Decode(&problem)
	if err := errors.Join(err, response.Body.Close()); err != nil || problem.Message == "" {
		return nil, fmt.Errorf("the server at %s answered %s", l.URL, response.Status)
	}
	return nil, errors.New(problem.Message)
}
