package notify

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"casebook/imagecache"
)

// named has every name mean the address that lookUp returns, until the test ends.
func named(t *testing.T, lookUp func(name string) string) {
	t.Helper()
	before := net.DefaultResolver
	t.Cleanup(func() { net.DefaultResolver = before })
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go func() {
			defer func() { _ = theirs.Close() }()
			var size [2]byte // comes before each message, as over TCP
			for {
				if _, err := io.ReadFull(theirs, size[:]); err != nil {
					return
				}
				question := make([]byte, binary.BigEndian.Uint16(size[:]))
				if _, err := io.ReadFull(theirs, question); err != nil {
					return
				}
				answer := answered(question, lookUp)
				if _, err := theirs.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...)); err != nil {
					return
				}
			}
		}()
		return ours, nil
	}}
}

// answered is the answer to a question for an IPv4 address, and an empty one to any other.
func answered(question []byte, lookUp func(name string) string) []byte {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return nil
	}
	m.Response, m.Additionals = true, nil
	if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
		header := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: q.Type}
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: netip.MustParseAddr(lookUp(q.Name.String())).As4()}}}
	}
	answer, err := m.Pack()
	if err != nil {
		return nil
	}
	return answer
}

// TestPrivateAddress: nothing is sent into one's own network unless that is set, however
// its addresses are written, and whatever names mean.
func TestPrivateAddress(t *testing.T) {
	named(t, func(string) string { return "127.0.0.1" })
	x := receiving(t, func(int, http.ResponseWriter, *http.Request) {})
	port := x.URL[strings.LastIndex(x.URL, ":"):]
	urls := []string{
		"http://127.0.0.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/",
		"http://[::1]/", "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
		"http://2130706433/", "http://127.1/", "http://0177.0.0.1/", "http://017700000001/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://home.example/", "https://home.example/",
		x.URL, "http://localhost" + port, "http://home.example" + port, "http://8.8.8.8:22/",
	}
	p := opened(t, imagecache.Transport(nil), urls...)
	list, err := p.Try(t.Context(), 0)
	if err != nil || len(list) != len(urls) {
		t.Fatalf("got %d, %v, want what came of each", len(list), err)
	}
	for i, d := range list {
		if refused := strings.Contains(d.Error, "prohibited") || strings.Contains(d.Error, "no such host"); d.Status != 0 || !refused {
			t.Errorf("%s: got %+v, want it refused", urls[i], d)
		}
	}
	if n := len(x.all()); n != 0 {
		t.Errorf("%d requests came", n)
	}
}

// TestNameChanges: a receiver whose name means another address by the second message is
// looked at again.
func TestNameChanges(t *testing.T) {
	var asked atomic.Int64
	named(t, func(string) string {
		if asked.Add(1) == 1 {
			return "127.0.0.1"
		}
		return "127.0.0.2"
	})
	x := receiving(t, func(int, http.ResponseWriter, *http.Request) {})
	p := opened(t, imagecache.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}), "http://bot.example"+x.URL[strings.LastIndex(x.URL, ":"):])
	first, err := p.Try(t.Context(), 0)
	if err != nil || first[0].Status != http.StatusOK {
		t.Fatalf("as long as it is home: got %+v, %v", first, err)
	}
	second, err := p.Try(t.Context(), 0)
	if err != nil || second[0].Status != 0 || !strings.Contains(second[0].Error, "prohibited") {
		t.Errorf("then: got %+v, %v, want it refused", second, err)
	}
	if n := len(x.all()); n != 1 {
		t.Errorf("%d requests came, want one", n)
	}
}
