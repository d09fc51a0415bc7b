package model

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kind is what went wrong, by what can be done about it.
type Kind string

// The kinds of error.
const (
	Busy          Kind = "busy"          // asked too often: later, after Hint if that is known
	Quota         Kind = "quota"         // no more today
	Refused       Kind = "refused"       // not this: it breaks the provider's rules
	Broken        Kind = "broken"        // the answer is of no use; another may be
	Unreachable   Kind = "unreachable"   // no answer, or one that says that the server is ill
	Misconfigured Kind = "misconfigured" // the key, the model's name or a setting is wrong
	Spent         Kind = "spent"         // the budget of the day is used up
)

// ErrNoList is what a server says by its status that has no list of its models.
var ErrNoList = errors.New("the server has no list of its models")

// Error is what went wrong with one call. Its text holds no secret.
type Error struct {
	Kind   Kind
	Hint   time.Duration // Busy only: when to ask again; zero when unknown
	Reason string        // the provider's words or ours, by way of Clean
	Used   Usage         // what the call is billed by all the same
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("the model is %s: %s", e.word(), e.Reason) }

// word is the kind as part of a sentence.
func (e *Error) word() string {
	switch e.Kind {
	case Quota:
		return "out of quota for today"
	case Refused:
		return "not willing"
	case Broken:
		return "not making sense"
	case Spent:
		return "not asked"
	case Busy, Unreachable, Misconfigured:
	}
	return string(e.Kind)
}

// Billed returns err with what its call is billed by, if it is an *Error.
func Billed(err error, u Usage) error {
	if failed, ok := errors.AsType[*Error](err); ok {
		failed.Used = u
	}
	return err
}

// longestReason bounds what is kept of a provider's words, in bytes.
const longestReason = 300

// Clean returns a provider's words fit for logs and records: without the secret, in
// one line, not too long.
func Clean(words, secret string) string {
	if secret != "" {
		words = strings.ReplaceAll(words, secret, "[key]")
	}
	words = strings.Join(strings.Fields(words), " ")
	if len(words) > longestReason {
		words = strings.ToValidUTF8(words[:longestReason], "") + " …"
	}
	return words
}
