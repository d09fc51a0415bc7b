package web

import (
	"errors"
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// sendFile has the kernel send a part of a file, beginning at offset, behind the
// header that is held back. The file may be shared: its own position is neither
// used nor changed.
func (c *conn) sendFile(file *os.File, offset int64, part *io.LimitedReader) (int64, error) {
	in, err := file.SyscallConn()
	if err != nil {
		return 0, err
	}
	out, err := c.SyscallConn()
	if err != nil {
		return 0, err
	}
	t := transfer{head: *c.head, offset: offset, left: part.N}
	failed := in.Control(func(fd uintptr) {
		t.in = int(fd)
		err = out.Write(t.step)
	})
	*c.head = (*c.head)[:0]
	err = errors.Join(failed, err, t.err)
	sent := part.N - t.left
	if sent == 0 && len(t.head) == 0 && (errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EOPNOTSUPP)) {
		return c.copy(part) // the kernel cannot send from this file system
	}
	return sent, err
}

// transfer is a header and a part of a file on their way into a socket.
type transfer struct {
	head   []byte
	in     int
	offset int64
	left   int64
	err    error
}

// step sends what the socket takes, and reports whether that is the end: all was
// sent, or err is set.
func (t *transfer) step(out uintptr) (done bool) {
	for t.err == nil && (len(t.head) > 0 || t.left > 0) {
		err := t.send(int(out))
		if errors.Is(err, syscall.EAGAIN) {
			return false
		}
		if err != nil && !errors.Is(err, syscall.EINTR) {
			t.err = err
		}
	}
	return true
}

// send sends once. The header leaves with the packet that the file begins in.
func (t *transfer) send(out int) error {
	if len(t.head) > 0 {
		n, err := unix.SendmsgN(out, t.head, nil, nil, unix.MSG_MORE|unix.MSG_NOSIGNAL)
		t.head = t.head[max(0, n):]
		return os.NewSyscallError("sendmsg", err)
	}
	n, err := unix.Sendfile(out, t.in, &t.offset, int(min(t.left, 1<<30)))
	t.left -= int64(max(0, n))
	if n == 0 && err == nil {
		return io.ErrUnexpectedEOF // the file is shorter than it was
	}
	return os.NewSyscallError("sendfile", err)
}
