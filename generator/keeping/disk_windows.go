package keeping

import (
	"errors"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// errReadOnly says that a disk can only be read.
const errReadOnly = windows.ERROR_WRITE_PROTECT

// IsFull reports whether err says that a disk, or what we may have of it, is full.
func IsFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// SameDisk reports whether two folders are known to be on one volume.
func SameDisk(a, b string) bool {
	first, firstErr := filepath.Abs(a)
	second, secondErr := filepath.Abs(b)
	return firstErr == nil && secondErr == nil && filepath.VolumeName(first) == filepath.VolumeName(second)
}

// room returns how many bytes of the disk under a directory can still be written by us, and
// how many it has.
func room(data string) (free, total uint64, err error) {
	path, err := windows.UTF16PtrFromString(data)
	if err == nil {
		err = windows.GetDiskFreeSpaceEx(path, &free, &total, nil)
	}
	return free, total, err
}
