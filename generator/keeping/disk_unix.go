//go:build unix

package keeping

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// errReadOnly says that a disk can only be read.
const errReadOnly = syscall.EROFS

// IsFull reports whether err says that a disk, or what we may have of it, is full.
func IsFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// SameDisk reports whether two folders are known to be on one file system.
func SameDisk(a, b string) bool {
	first, firstErr := os.Stat(a)
	second, secondErr := os.Stat(b)
	if firstErr != nil || secondErr != nil {
		return false
	}
	one, oneOK := first.Sys().(*syscall.Stat_t)
	other, otherOK := second.Sys().(*syscall.Stat_t)
	return oneOK && otherOK && one.Dev == other.Dev
}

// room returns how many bytes of the disk under a directory can still be written by us, and
// how many it has.
func room(data string) (free, total uint64, err error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(data, &stat); err != nil {
		return 0, 0, err
	}
	block := uint64(stat.Bsize) //nolint:gosec,unconvert // never negative; its type differs by system
	return uint64(stat.Bavail) * block, stat.Blocks * block, nil
}
