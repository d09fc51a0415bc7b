package model

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	type value struct{ Good bool }
	for text, good := range map[string]bool{
		`{"good": true}`:                  true,
		"```json\n{\"good\": true}\n```":  true,
		"  ```\n{\"good\": true}\n```\n ": true,
		"```json {\"good\": true}":        false,
		`{"good": tr`:                     false,
		`{"good": "yes"}`:                 false,
		`{"good": false}`:                 false, // as check has it
		`Here you are: {"good": true}`:    false,
		"":                                false,
		"```":                             false,
		"{\"good\": true} and more of it": false,
	} {
		call := Parse(func(context.Context, TextRequest) (TextAnswer, error) {
			return TextAnswer{Usage: Usage{In: 7}, Text: text}, nil
		}, func(v *value) error {
			if !v.Good {
				return errors.New("not good")
			}
			return nil
		})
		got, err := call(t.Context(), TextRequest{})
		failed, broken := errors.AsType[*Error](err)
		if good && (err != nil || !got.Value.Good || got.In != 7) || !good && (!broken || failed.Kind != Broken || failed.Used.In != 7) {
			t.Errorf("%q: got %+v, %v, want good: %t", text, got, err, good)
		}
	}
}

func TestClean(t *testing.T) {
	got := Clean("a\n  key k3y here "+strings.Repeat("é", 500), "k3y")
	if !strings.HasPrefix(got, "a key [key] here é") || len(got) > 310 {
		t.Errorf("got %q", got)
	}
}
