// Package modeltest has the suite that every adapter of models passes, and the
// network it runs on.
package modeltest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"

	"casebook/generator/model/wire"
)

// network is a listener in memory, so that tests run in the virtual time of package
// synctest, in which a time limit of minutes costs nothing.
type network struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (n *network) Accept() (net.Conn, error) {
	select {
	case c := <-n.conns:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

func (n *network) Close() error {
	n.once.Do(func() { close(n.closed) })
	return nil
}

func (n *network) Addr() net.Addr { return &net.IPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (n *network) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case n.conns <- far:
		return near, nil
	case <-n.closed:
		return nil, errors.New("connection refused")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Address is where the handler of Serve is found, over http.
const Address = "http://provider.test/"

// Serve runs handler on a network of its own, until the test ends, and returns the way
// there. Call it within a bubble of package synctest.
func Serve(t *testing.T, handler http.Handler) *http.Transport {
	t.Helper()
	n := &network{conns: make(chan net.Conn), closed: make(chan struct{})}
	server := &http.Server{Handler: handler} //nolint:gosec // for tests, whose clients are ours
	done := make(chan error, 1)
	go func() { done <- server.Serve(n) }()
	transport := wire.Transport()
	transport.Proxy, transport.DialContext = nil, n.dial
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := server.Close(); err != nil {
			t.Errorf("close the provider: %v", err)
		}
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("the provider ended: %v", err)
		}
		synctest.Wait()
	})
	return transport
}
