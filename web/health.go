package web

import (
	"encoding/json"
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

// readiness is what is said to whoever asks whether players can be sent here.
type readiness struct {
	Status string `json:"status"`
	Disk   string `json:"disk"`
	Today  string `json:"today"`
}

// ready says whether players can be sent here: the database can be read, and the
// server is not stopping. A full disk or a case that is not there yet is told, and is
// no reason to send nobody: all other cases can be read.
func (s *Server) ready(c echo.Context) error {
	if s.streams.isClosed() {
		return fault.New(fault.Unavailable, "The server is stopping.")
	}
	if err := s.o.DB.View(func(*store.Tx) error { return nil }); err != nil {
		return fault.New(fault.Unavailable, "The database cannot be read. The server's log says why.").Because(err)
	}
	state := readiness{Status: "ready", Disk: "ok", Today: "ok"}
	if s.o.Watch != nil {
		state.Disk, state.Today = s.o.Watch.Ready()
	}
	if s.o.DB.ReadOnly() {
		state.Disk = "read-only"
	}
	body, err := json.Marshal(state)
	if err != nil {
		return err
	}
	s.send(c, http.StatusOK, jsonType, body)
	return nil
}
