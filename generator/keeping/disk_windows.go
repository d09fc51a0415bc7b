package keeping

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

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
