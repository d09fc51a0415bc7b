package store

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
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

// own leaves this process's id, the name of its machine and what identifies the
// database beside it. The note is there as long as the database is open: one that
// is found later tells of a process that was killed, or of a copy of its files.
func own(path string) error {
	host, err := os.Hostname()
	if err == nil {
		err = os.WriteFile(ownerFile(path), fmt.Appendf(nil, "%d %s %s\n", os.Getpid(), host, identity(path)), 0o600)
	}
	if err != nil {
		return fmt.Errorf("say who has the database: %w", err)
	}
	return nil
}

// copied reports whether the database is a copy of one that was open.
func copied(path string) bool {
	data, err := os.ReadFile(ownerFile(path))
	note := strings.Fields(string(data))
	return err == nil && len(note) == 3 && note[2] != identity(path)
}

// owner returns the id of the process that has the database open, 0 when it is
// not known: a note that is unreadable, of another machine or container, or of a
// process that is no more says nothing.
func owner(path string) int {
	data, err := os.ReadFile(ownerFile(path))
	if err != nil {
		return 0
	}
	var pid int
	var host string
	if _, err := fmt.Sscanf(string(data), "%d %s", &pid, &host); err != nil || pid <= 0 {
		return 0
	}
	if here, err := os.Hostname(); err != nil || here != host || !alive(pid) {
		return 0
	}
	return pid
}

// alive reports whether there is a process of that id on this machine.
func alive(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	if runtime.GOOS == "windows" {
		return process.Release() == nil // it was opened, so it is there
	}
	err = process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
