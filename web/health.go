package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"casebook/generator/fault"
	"casebook/store"
)

// registerHealth adds the routes for those who watch over the process. They
// speak the plainest JSON and are logged only when they fail.
func (s *Server) registerHealth() {
	for path, handler := range map[string]echo.HandlerFunc{"/healthz": s.alive, "/readyz": s.ready} {
		s.root.GET(path, handler)
		s.root.HEAD(path, handler)
		s.quiet[s.o.BasePath+path] = true
	}
}

// alive says that the process answers.
func (s *Server) alive(c echo.Context) error {
	s.send(c, http.StatusOK, jsonType, []byte(`{"status":"ok"}`))
	return nil
}

// ready says whether players can be sent here: the database can be read, and the
// server is not stopping.
func (s *Server) ready(c echo.Context) error {
	if s.streams.isClosed() {
		return fault.New(fault.Unavailable, "The server is stopping.")
	}
	if err := s.o.DB.View(func(*store.Tx) error { return nil }); err != nil {
		return fault.New(fault.Unavailable, "The database cannot be read. The server's log says why.").Because(err)
	}
	s.send(c, http.StatusOK, jsonType, []byte(`{"status":"ready"}`))
	return nil
}
