package store

import (
	"fmt"
	"os"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/sys/unix"
)

// identity tells a file from a copy of it: its inode and when that was made, which
// nothing can set. It is empty when it cannot be told.
func identity(path string) string {
	var info unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, path, 0, unix.STATX_INO|unix.STATX_BTIME, &info); err != nil || info.Mask&unix.STATX_INO == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%d.%09d", info.Ino, info.Btime.Sec, info.Btime.Nsec)
}

// state tells a file from all others, and from itself before and after it was written to:
// beside its identity its size and its times, of which nothing can set the last. It is
// empty when it cannot be told.
func state(path string) string {
	const needed = unix.STATX_INO | unix.STATX_SIZE | unix.STATX_MTIME | unix.STATX_CTIME
	var info unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, path, 0, needed|unix.STATX_BTIME, &info); err != nil || info.Mask&needed != needed {
		return ""
	}
	return fmt.Sprintf("%d-%d.%09d %d %d.%09d %d.%09d", info.Ino, info.Btime.Sec, info.Btime.Nsec,
		info.Size, info.Mtime.Sec, info.Mtime.Nsec, info.Ctime.Sec, info.Ctime.Nsec)
}

// lastOf is the number of the last transaction in a database, 0 if it cannot be opened:
// another process has it, or one of the few pages is damaged that are read for that.
func lastOf(path string) (last int) {
	var file *os.File
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil { // the library's way to say that a page is damaged
			last = 0
			_ = unix.Flock(int(file.Fd()), unix.LOCK_UN) // which the memory map, which stays, would keep
			_ = file.Close()
		}
	}()
	b, err := bolt.Open(path, 0o600, &bolt.Options{
		ReadOnly: true, PreLoadFreelist: true, FreelistType: bolt.FreelistMapType, Timeout: time.Nanosecond,
		OpenFile: func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
			file, err = os.OpenFile(name, flag, mode) //nolint:gosec // the database
			return file, err
		},
	})
	if err != nil {
		return 0
	}
	err = b.View(func(tx *bolt.Tx) error {
		last = tx.ID()
		return nil
	})
	if b.Close() != nil || err != nil {
		return 0
	}
	return last
}
