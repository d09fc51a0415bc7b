package settings

import (
	"log/slog"
	"os"

	"golang.org/x/term"
)

// NewLog returns a log of what is at least of the level, on standard error: text on a
// terminal and JSON elsewhere. What the level is can be changed.
func NewLog(level string) (*slog.Logger, *slog.LevelVar) {
	least := new(slog.LevelVar)
	_ = least.UnmarshalText([]byte(level)) // one of the names that the flag allows
	options := &slog.HandlerOptions{Level: least}
	if term.IsTerminal(int(os.Stderr.Fd())) {
		return slog.New(slog.NewTextHandler(os.Stderr, options)), least
	}
	return slog.New(slog.NewJSONHandler(os.Stderr, options)), least
}
