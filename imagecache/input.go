package imagecache

import "fmt"

// Kind says what is wrong with what was given.
type Kind int

// The kinds of InputError, each with the HTTP status that fits it.
const (
	BadName       Kind = iota + 1 // 400: not the name of a picture
	BadAddress                    // 400: an address that is not fetched from
	Unreachable                   // 400: the address gave no picture, perhaps not for ever
	Broken                        // 400: of an accepted type, but cannot be decoded
	TooLarge                      // 413: too many bytes
	TooManyPixels                 // 413: too wide, too high or both
	Unsupported                   // 415: not of an accepted type
)

// InputError is an error of whoever gave the picture, its name or its address.
type InputError struct {
	Kind    Kind
	Message string // a whole sentence, fit for people
	Err     error  // the cause, for logs; may be nil
}

// Error implements error. It is the message alone.
func (e *InputError) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *InputError) Unwrap() error { return e.Err }

func refuse(kind Kind, cause error, format string, args ...any) *InputError {
	return &InputError{Kind: kind, Message: fmt.Sprintf(format, args...), Err: cause}
}
