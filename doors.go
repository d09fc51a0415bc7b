package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"casebook/generator/settings"
	"casebook/web"
	"casebook/web/certs"
)

// doors are what players and commands come in by.
type doors struct {
	plain    net.Listener  // HTTP: for everybody, or with a domain for commands on this machine
	secure   net.Listener  // HTTPS, with a domain; else nil, and so are the others
	redirect net.Listener  // HTTP that leads on to HTTPS
	certs    *certs.Keeper // for HTTPS
}

// openDoors listens where the settings say. The listeners are closed by serve.
func openDoors(ctx context.Context, s *settings.Settings, log *slog.Logger) (d *doors, err error) {
	d = &doors{}
	if len(s.Domain) == 0 {
		d.plain, err = listen(ctx, s.Addr)
		return d, err
	}
	defer func(d *doors) { // it is nil then
		if err != nil {
			err = errors.Join(err, d.close())
		}
	}(d)
	if d.plain, err = listen(ctx, "127.0.0.1:0"); err != nil {
		return nil, err
	}
	if d.secure, err = listen(ctx, s.Addr); err != nil {
		return nil, err
	}
	if d.redirect, err = listen(ctx, s.HTTPAddr); err != nil {
		return nil, err
	}
	roots, err := s.Roots()
	if err != nil {
		return nil, err
	}
	d.certs = certs.New(certs.Options{
		Domains: s.Domain, Folder: filepath.Join(s.Data, "certificates"), Authority: s.AcmeCA, Roots: roots, HTTPPort: port(d.redirect), TLSPort: port(d.secure), Log: log,
	})
	return d, nil
}

// close closes what serve was never called for.
func (d *doors) close() (err error) {
	for _, opened := range []net.Listener{d.plain, d.secure, d.redirect} {
		if opened != nil {
			err = errors.Join(err, opened.Close())
		}
	}
	return err
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return listener, nil
}

// port is the port of a TCP listener, 0 of another.
func port(l net.Listener) int {
	if address, ok := l.Addr().(*net.TCPAddr); ok {
		return address.Port
	}
	return 0
}

// serve answers at all doors until ctx ends.
func (d *doors) serve(ctx context.Context, gate *web.Gate) error {
	if d.certs == nil {
		return gate.Run(ctx, d.plain)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return gate.Run(ctx, d.plain) })
	group.Go(func() error { return gate.RunSecure(ctx, d.secure, d.certs.TLSConfig()) })
	group.Go(func() error { return gate.RunRedirect(ctx, d.redirect, d.certs.Challenges) })
	group.Go(func() error { return d.certs.Run(ctx) })
	return group.Wait()
}
