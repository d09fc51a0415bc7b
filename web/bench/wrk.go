package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// tools are the programs that the measurement needs.
type tools struct{ nginx, wrk, report string }

// findTools finds nginx and wrk, or unpacks Debian's packages into folder, so
// that nothing is installed and no service starts.
func findTools(ctx context.Context, folder string) (t tools, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return t, err
	}
	t.report = filepath.Join(folder, "report.lua")
	if err := os.WriteFile(t.report, []byte(report), 0o600); err != nil {
		return t, err
	}
	installed := func(name, unpacked string) string {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
		return filepath.Join(folder, "root", unpacked)
	}
	t.nginx, t.wrk = installed("nginx", "usr/sbin/nginx"), installed("wrk", "usr/bin/wrk")
	for _, path := range []string{t.nginx, t.wrk} {
		if _, err = os.Stat(path); err != nil {
			return t, unpack(ctx, folder)
		}
	}
	return t, nil
}

// unpack downloads nginx and wrk with the libraries that a small system lacks.
func unpack(ctx context.Context, folder string) error {
	script := `apt-get update -q && apt-get download -q nginx wrk libluajit-5.1-2 libpcre2-8-0 && for p in *.deb; do dpkg -x "$p" root; done`
	cmd := exec.CommandContext(ctx, "sh", "-c", script)
	cmd.Dir = folder
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("nginx and wrk are neither installed nor to be had from apt: %w\n%s", err, out)
	}
	return nil
}

// environment lets unpacked programs find the libraries unpacked beside them.
func (t tools) environment() []string {
	libraries, _ := filepath.Glob(filepath.Join(filepath.Dir(t.report), "root/usr/lib/*")) // the pattern is right
	return append(os.Environ(), "LD_LIBRARY_PATH="+strings.Join(libraries, ":"))
}

// report has wrk print: requests, microseconds, errors, p50 and p99 in microseconds.
const report = `done = function(s, latency)
	local e = s.errors
	io.write(string.format("\nreport %d %d %d %d %d\n", s.requests, s.duration, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
`

// round is what one round measured.
type round struct{ perSecond, cpu, p50, p99 float64 } // cpu in microseconds a request, p50 and p99 in milliseconds

// ask measures one round of one server.
func (t tools) ask(ctx context.Context, p plan, s scenario, server *server, isOurs bool) (r round, err error) {
	url, header, err := s.at(ctx, server, isOurs)
	if err != nil {
		return r, err
	}
	ctx, cancel := context.WithTimeout(ctx, p.length+30*time.Second)
	defer cancel()
	seconds := strconv.Itoa(max(1, int(p.length.Seconds())))
	args := []string{"-t", "2", "-c", strconv.Itoa(p.connections), "-d", seconds + "s", "-s", t.report}
	for name, value := range header {
		args = append(args, "-H", name+": "+value)
	}
	cmd := exec.CommandContext(ctx, t.wrk, append(args, url)...)
	cmd.Env = t.environment()
	before, err := server.cpu()
	if err != nil {
		return r, err
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		return r, fmt.Errorf("wrk: %w\n%s", err, out)
	}
	after, err := server.cpu()
	if err != nil {
		return r, err
	}
	var requests, micros, failed, p50, p99 float64
	_, found, _ := strings.Cut(string(out), "\nreport ")
	if _, err := fmt.Sscan(found, &requests, &micros, &failed, &p50, &p99); err != nil || requests == 0 || failed > 0 {
		return r, errors.Join(err, fmt.Errorf("wrk printed:\n%s", out))
	}
	return round{requests / micros * 1e6, float64((after - before).Microseconds()) / requests, p50 / 1e3, p99 / 1e3}, nil
}

// compare measures one scenario and returns its line of the table.
func (t tools) compare(ctx context.Context, p plan, s scenario, ours, theirs *server) (string, error) {
	var measured [2][]round
	for n := range 2 * p.rounds {
		i := (n + n/2) % 2 // ours, nginx's, nginx's, ours, …
		r, err := t.ask(ctx, p, s, []*server{ours, theirs}[i], i == 0)
		if err != nil {
			return "", err
		}
		measured[i] = append(measured[i], r)
	}
	of := func(part func(round) float64) (a, b, ratio float64) {
		var ratios []float64
		for i := range measured[0] {
			ratios = append(ratios, part(measured[0][i])/part(measured[1][i]))
		}
		return median(measured[0], part), median(measured[1], part), median(ratios, func(v float64) float64 { return v })
	}
	a, b, ratio := of(func(r round) float64 { return r.perSecond })
	line := fmt.Sprintf("%-14s %10.0f %10.0f %7.2f", s.name, a, b, ratio)
	a, b, ratio = of(func(r round) float64 { return r.cpu })
	line += fmt.Sprintf(" %7.1f %7.1f %7.2f", a, b, ratio)
	a, b, _ = of(func(r round) float64 { return r.p50 })
	line += fmt.Sprintf(" %10.2f %10.2f", a, b)
	a, b, ratio = of(func(r round) float64 { return r.p99 })
	return line + fmt.Sprintf(" %10.2f %10.2f %6.2f", a, b, ratio), nil
}

func median[T any](list []T, part func(T) float64) float64 {
	values := make([]float64, len(list))
	for i, v := range list {
		values[i] = part(v)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
