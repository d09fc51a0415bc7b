package web

import "testing"

// TestNotReady: nobody is sent to a server whose database cannot be read.
func TestNotReady(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	if err := s.o.DB.Close(); err != nil {
		t.Fatal(err)
	}
	wantError(t, ask(t, open(t, s), asked{Path: "/readyz"}), 503, "database cannot be read")
}
