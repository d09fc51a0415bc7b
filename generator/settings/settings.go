// Package settings is the configuration: what can be set, where each value comes
// from, and whether the values make sense together.
package settings

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Settings are the configuration: flags, CASEBOOK_* in the environment, casebook.toml in
// the data directory, or what was set on the dashboard, in this order. The tag fixed says
// why the dashboard cannot set it, atonce that it needs no restart there.
type Settings struct {
	Addr           string   `help:"Address to listen on; :8080 if not set, with domain :443." placeholder:"HOST:PORT" fixed:"a mistake would lock you out of this page"`
	Data           string   `default:"./data" help:"Directory that holds everything Casebook keeps." placeholder:"DIR" fixed:"what is set here is kept in that directory"`
	BasePath       string   `help:"Path that Casebook is served under, for example /mystery." placeholder:"PATH" fixed:"a mistake would lock you out of this page"`
	PublicURL      string   `name:"public-url" env:"CASEBOOK_PUBLIC_URL" help:"Address that players use, without a path, for example https://mystery.example.org. Makes picture URLs absolute." placeholder:"URL"`
	ScheduleAt     string   `default:"23:00" help:"Time of day at which the next cases are made." placeholder:"HH:MM"`
	Timezone       string   `default:"UTC" help:"Time zone that days begin in, for example Europe/Berlin." placeholder:"ZONE"`
	Ahead          int      `default:"3" help:"Days after today that have their case ready, 1 to 30." placeholder:"DAYS"`
	Language       string   `default:"en" help:"Language that new cases are written in: ${languages}, or any other, such as fr or pt-BR, that a model knows which writes them." placeholder:"CODE"`
	TrustedProxies []string `help:"Addresses of reverse proxies whose X-Forwarded headers are believed." placeholder:"CIDR"`
	BackupFolder   string   `help:"Folder that a backup is put into every day; empty: none is made." placeholder:"DIR"`
	BackupKeep     int      `default:"7" help:"How many of the daily backups stay, 1 to 1000." placeholder:"NUMBER"`
	AllowNetworkFS bool     `name:"allow-network-fs" env:"CASEBOOK_ALLOW_NETWORK_FS" help:"Start although the data directory is on a network file system, whose locks may not hold." fixed:"it is needed before the database, which holds what is set here, can be opened"`
	LogLevel       string   `default:"info" enum:"debug,info,warn,error" help:"Least level that is logged: debug, info, warn or error." atonce:""`
	HTTPS          `embed:""`
	Models         `embed:""`
	Webhooks       `embed:""`
	Traces         `embed:""`
	Clock          string `hidden:"" help:"Pretend that the program starts at this time (RFC 3339), for tests."`
}

// validate checks the settings as a whole: one line for each that is wrong. The
// languages are those that cases can be written in without a model.
func (s *Settings) validate(languages []string) error {
	s.BasePath = strings.TrimSuffix(s.BasePath, "/")
	s.PublicURL = strings.TrimSuffix(s.PublicURL, "/")
	var problems []error
	check := func(ok bool, format string, value any) {
		if !ok {
			problems = append(problems, fmt.Errorf(format, value))
		}
	}
	https := s.httpsProblems()
	_, _, err := net.SplitHostPort(s.Addr)
	check(err == nil, "addr %q: write it as host:port or :port", s.Addr)
	check(s.BasePath == "" || s.BasePath == path.Clean("/"+s.BasePath) && !strings.ContainsAny(s.BasePath, "?#%\\ "),
		"base-path %q: write a path such as /mystery", s.BasePath)
	check(s.PublicURL == "" || isOrigin(s.PublicURL),
		"public-url %q: write an address without a path, such as https://mystery.example.org; a path goes into base-path", s.PublicURL)
	_, err = time.Parse("15:04", s.ScheduleAt)
	check(err == nil, "schedule-at %q: write a time such as 23:00", s.ScheduleAt)
	_, err = time.LoadLocation(s.Timezone)
	check(err == nil && s.Timezone != "Local", "timezone %q: write a zone such as UTC or Europe/Berlin", s.Timezone)
	check(s.Ahead >= 1 && s.Ahead <= 30, "ahead %d: choose 1 to 30 days", s.Ahead)
	check(s.BackupKeep >= 1 && s.BackupKeep <= 1000, "backup-keep %d: choose 1 to 1000 backups", s.BackupKeep)
	code := canonical(s.Language, languages)
	check(slices.Contains(languages, code) || code != "" && s.WriterBy() != Builtin,
		"language %q: the built-in writer knows "+strings.Join(languages, ", ")+"; a model that writes knows others, by codes such as fr or pt-BR", s.Language)
	s.Language = cmp.Or(code, s.Language)
	for _, proxy := range s.TrustedProxies {
		_, err := parseNetwork(proxy)
		check(err == nil, "trusted-proxies %q: write addresses such as 127.0.0.1 or 10.0.0.0/8", proxy)
	}
	_, err = time.Parse(time.RFC3339, s.Clock)
	check(s.Clock == "" || err == nil, "clock %q: write a time such as 2026-11-21T22:59:00Z", s.Clock)
	return errors.Join(slices.Concat(problems, https, s.problems(), s.webhookProblems(), s.tracesProblems())...)
}

// canonical is the code of a language as cases have it: in the form of BCP 47, and
// without script, region and the like for one of those known. It is empty for what is
// no language.
func canonical(code string, known []string) string {
	tag, err := language.Parse(code)
	base, _, _ := tag.Raw()
	switch {
	case err != nil || base == language.Base{}:
		return ""
	case slices.Contains(known, base.String()):
		return base.String()
	default:
		return tag.String()
	}
}

// isOrigin reports whether s is a scheme and a host, and no more.
func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && *u == url.URL{Scheme: u.Scheme, Host: u.Host}
}

// parseNetwork reads an address or a network.
func parseNetwork(s string) (netip.Prefix, error) {
	if addr, err := netip.ParseAddr(s); err == nil {
		return addr.Prefix(addr.BitLen())
	}
	return netip.ParsePrefix(s)
}

// Now is the clock: the true one, or one that began at the setting.
func (s *Settings) Now() func() time.Time {
	start, err := time.Parse(time.RFC3339, s.Clock)
	if err != nil {
		return time.Now
	}
	offset := time.Until(start)
	return func() time.Time { return time.Now().Add(offset) }
}

// Zone is where days begin.
func (s *Settings) Zone() (*time.Location, error) { return time.LoadLocation(s.Timezone) }

// Proxies are the networks of the trusted proxies.
func (s *Settings) Proxies() []netip.Prefix { return networks(s.TrustedProxies) }

// networks are those that can be read; the others were refused before.
func networks(addresses []string) []netip.Prefix {
	var list []netip.Prefix
	for _, address := range addresses {
		if network, err := parseNetwork(address); err == nil {
			list = append(list, network)
		}
	}
	return list
}

// base lets Parse reach the settings that a command line embeds.
func (s *Settings) base() *Settings { return s }
