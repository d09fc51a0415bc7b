package web

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
)

// headRoom is how many bytes go out as one piece of memory: the header of an
// answer, and its body if that fits behind it. Larger bodies are not copied.
const headRoom = 20 << 10

// listener accepts connections that can hold a header back.
type listener struct {
	net.Listener
	heads *sync.Pool // of *[]byte with a capacity of headRoom
}

func newListener(l net.Listener) listener {
	return listener{l, &sync.Pool{New: func() any { return new(make([]byte, 0, headRoom)) }}}
}

// Accept implements net.Listener.
func (l listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if tcp, ok := accepted.(*net.TCPConn); ok {
		return &conn{TCPConn: tcp, heads: l.heads}, nil
	}
	return accepted, err
}

// conn is a connection of the server. net/http writes header and body of an
// answer one after the other, which costs a call and a packet more than need be,
// and hides files from the kernel behind their readers. A handler that knows
// that a body follows at once holds the header back.
//
// It is net/http's alone to write to. What it adds is passed by: by TLS, which
// sees a plain connection, and by HTTP/2.
type conn struct {
	*net.TCPConn
	heads *sync.Pool
	head  *[]byte // what is held back; nil when nothing is to be
	lines string  // what the header that is held back gets besides, each line with its end
}

// connKey is the key of a request's conn in its context.
type connKey struct{}

// withConn is the server's ConnContext.
func withConn(ctx context.Context, c net.Conn) context.Context {
	if c, ok := c.(*conn); ok {
		return context.WithValue(ctx, connKey{}, c)
	}
	return ctx
}

// connOf returns the connection that alone answers r, if it can hold a header
// back; else nil.
func connOf(r *http.Request) *conn {
	if r.ProtoMajor != 1 {
		return nil
	}
	c, _ := r.Context().Value(connKey{}).(*conn) // nil if it is another
	return c
}

// hold makes the next Write, of a header, wait for the one after it, or for a
// ReadFrom. The header gets these lines besides: lines that never change cost
// next to nothing here, and much in a map. Every hold ends with release.
func (c *conn) hold(lines string) {
	c.lines = lines
	c.head, _ = c.heads.Get().(*[]byte) // the pool has no others
}

// release writes what still waits.
func (c *conn) release() error {
	if c.head == nil {
		return nil
	}
	head := c.head
	defer func() {
		*head = (*head)[:0]
		c.heads.Put(head)
	}()
	c.head = nil
	if len(*head) == 0 {
		return nil
	}
	_, err := c.TCPConn.Write(*head)
	return err
}

// Write implements net.Conn. Bytes that are held back count as written.
func (c *conn) Write(p []byte) (int, error) {
	if c.head == nil {
		return c.TCPConn.Write(p)
	}
	head, waiting := *c.head, len(*c.head)
	if waiting == 0 {
		status, rest, _ := bytes.Cut(p, []byte("\n"))
		head = append(append(append(append(head, status...), '\n'), c.lines...), rest...)
		*c.head = head
		return len(p), nil
	}
	if waiting+len(p) <= cap(head) {
		*c.head = append(head, p...)
		return len(p), c.release()
	}
	both := net.Buffers{head, p}
	n, err := both.WriteTo(c.TCPConn)
	*c.head = head[:0]
	return max(0, int(n)-waiting), err
}

// ReadFrom sends what src has, behind the header that is held back: in one piece
// if it is small, from the kernel if it is a part of a file.
func (c *conn) ReadFrom(src io.Reader) (int64, error) {
	if part, ok := src.(*io.LimitedReader); ok && c.head != nil {
		if part.N <= int64(cap(*c.head)-len(*c.head)) {
			return c.sendCopy(part)
		}
		if file, offset, ok := placeIn(part.R); ok {
			return c.sendFile(file, offset, part)
		}
	}
	return c.copy(src)
}

// copy sends what is held back, and then src by way of memory.
func (c *conn) copy(src io.Reader) (int64, error) {
	if err := c.release(); err != nil {
		return 0, err
	}
	return c.TCPConn.ReadFrom(src)
}

// sendCopy reads a small body behind the header.
func (c *conn) sendCopy(part *io.LimitedReader) (int64, error) {
	head := *c.head
	n, err := io.ReadFull(part, head[len(head):len(head)+int(part.N)])
	*c.head = head[:len(head)+n]
	if sent := c.release(); sent != nil {
		return 0, sent
	}
	return int64(n), err
}

// placeIn says which file r reads and where it stands, if it is a section of one.
func placeIn(r io.Reader) (file *os.File, offset int64, ok bool) {
	section, ok := r.(*io.SectionReader)
	if !ok {
		return nil, 0, false
	}
	outer, base, _ := section.Outer()
	at, err := section.Seek(0, io.SeekCurrent)
	file, ok = outer.(*os.File)
	return file, base + at, ok && err == nil
}
