//go:build windows || plan9 || solaris || aix

package store

import "os"

// lockFile locks nothing.
func lockFile(*os.File) (free bool, err error) { return true, nil }

// keptOpen closes the file: one that is open cannot be replaced.
func keptOpen(file *os.File) (release func() error, err error) {
	return func() error { return nil }, file.Close()
}
