package conformance

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync/atomic"
	"testing"
)

// inside is a server at 127.0.0.2, where nobody may reach it, that counts who does, and one
// at 127.0.0.1, which is allowed and leads wherever it is asked to.
type inside struct {
	reached atomic.Int64
	port    string
	home    string
}

func newInside(t *testing.T) *inside {
	t.Helper()
	in := &inside{}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.2:0")
	if err != nil {
		t.Fatal(err)
	}
	victim := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { in.reached.Add(1) }))
	_ = victim.Listener.Close()
	victim.Listener = listener
	victim.Start()
	t.Cleanup(victim.Close)
	_, in.port, _ = net.SplitHostPort(listener.Addr().String())
	home := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusTemporaryRedirect)
		}
	}))
	t.Cleanup(home.Close)
	in.home = home.URL
	return in
}

// through is an address that leads to another by a redirect.
func (in *inside) through(address string) string { return in.home + "/?to=" + url.QueryEscape(address) }

// refusesPictures uploads from addresses that lead to the server inside, and from others
// that nobody may reach.
func (in *inside) refusesPictures(t *testing.T, s *site) {
	addresses := []string{
		"http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[fe80::1]/", "http://8.8.8.8:22/",
		"file:///etc/passwd", "gopher://127.0.0.2:" + in.port + "/", "ftp://127.0.0.2/", "data:image/png;base64,AAAA", "http://u:p@8.8.8.8/",
	}
	for _, host := range []string{"127.0.0.2", "127.2", "2130706434", "0177.0.0.2", "017700000002", "0x7f.0.0.2", "0x7f000002", "[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "127.0.0.2."} {
		addresses = append(addresses, "http://"+host+":"+in.port+"/a.png")
	}
	for _, address := range slices.Clone(addresses) {
		addresses = append(addresses, in.through(address))
	}
	for _, address := range addresses {
		a := s.send(t, "POST", "/api/upload-image", s.operator(), with{"imageUrl": address, "filename": caseID + "/evidence/ev-1.png"})
		if a.Status != http.StatusBadRequest || a.at("success") != false {
			t.Errorf("%s: got %s, want 400", address, a)
		}
	}
	if n := in.reached.Load(); n != 0 {
		t.Errorf("%d requests reached the server inside", n)
	}
}

// receivers are addresses of webhooks that lead inside: what the transport does with every
// other, notify.TestPrivateAddress knows.
func (in *inside) receivers() []string {
	return []string{"http://127.0.0.2:" + in.port, "http://[::ffff:127.0.0.2]:" + in.port, in.through("http://127.0.0.2:" + in.port)}
}

// refusesWebhooks has the binary tell receivers inside, and the one that is allowed.
func (in *inside) refusesWebhooks(t *testing.T, s *site) {
	a := s.send(t, "POST", "/api/admin/webhooks/test", s.operator(), with{})
	for i, want := range []int{http.StatusOK, 0, 0, http.StatusTemporaryRedirect} {
		if got := a.at(fmt.Sprintf("deliveries.%d.status", i)); got != float64(want) {
			t.Errorf("receiver %d: got %v, want %d: %s", i, got, want, a)
		}
	}
	if n := in.reached.Load(); n != 0 {
		t.Errorf("%d requests reached the server inside", n)
	}
}
