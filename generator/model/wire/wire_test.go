package wire_test

import (
	"testing"

	"casebook/generator/model/wire"
)

// TestAnswering: a version has the price of the model that was asked for, another model
// has its own.
func TestAnswering(t *testing.T) {
	const asked = "gemini-3.8-flash"
	for said, want := range map[string]string{
		"": asked, asked: asked, asked + "-001": asked, asked + "-2026-09-22": asked,
		asked + "-lite": asked + "-lite", asked + "-001-lite": asked + "-001-lite", "gemini-3-pro": "gemini-3-pro",
	} {
		if got := wire.Answering(asked, said); got != want {
			t.Errorf("%q: got %q, want %q", said, got, want)
		}
	}
}
