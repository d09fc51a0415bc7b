//go:build !windows && !plan9 && !solaris && !aix

package store

import (
	"errors"
	"os"
	"syscall"
)

// lockFile locks a file as the library does; free is false if another has it locked.
func lockFile(file *os.File) (free bool, err error) {
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// keptOpen returns what lets go of the lock of a file.
func keptOpen(file *os.File) (release func() error, err error) { return file.Close, nil }
