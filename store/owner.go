package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// InUseError says that another process has the database open.
type InUseError struct {
	Path string
	PID  int // of that process; 0 when it is not known
}

// Error implements error.
func (e *InUseError) Error() string {
	who := "another process"
	if e.PID != 0 {
		who = fmt.Sprintf("process %d", e.PID)
	}
	return fmt.Sprintf("%s is in use by %s. Stop that one, or choose another directory with --data", e.Path, who)
}

// ownerFile names the file in which a process leaves its id.
func ownerFile(path string) string { return path + ".pid" }

// own leaves this process's id beside the database.
func own(path string) error {
	if err := os.WriteFile(ownerFile(path), []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		return fmt.Errorf("say who has the database: %w", err)
	}
	return nil
}

// disown removes it.
func disown(path string) error {
	if err := os.Remove(ownerFile(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// owner returns the id of the process that has the database open, 0 when it is
// not known.
func owner(path string) int {
	data, err := os.ReadFile(ownerFile(path))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		return 0
	}
	return pid
}
