package keeping

import "golang.org/x/sys/windows"

// room returns how many bytes of the disk under a directory can still be written by us, and
// how many it has.
func room(data string) (free, total uint64, err error) {
	path, err := windows.UTF16PtrFromString(data)
	if err == nil {
		err = windows.GetDiskFreeSpaceEx(path, &free, &total, nil)
	}
	return free, total, err
}
