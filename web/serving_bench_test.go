package web

import (
	"io"
	"strings"
	"testing"
)

// BenchmarkServing asks over one connection, whose own work is next to nothing.
func BenchmarkServing(b *testing.B) {
	p := openShop(b)
	for name, request := range map[string]string{
		"thumbnail": "GET " + p.pictures[4<<10], "picture": "GET " + p.pictures[125<<10], "head": "HEAD " + p.pictures[4<<10],
	} {
		b.Run(name, func(b *testing.B) {
			request := []byte(request + " HTTP/1.1\r\nHost: x\r\n\r\n")
			conn := dial(b, strings.TrimPrefix(p.url, "http://"), string(request))
			buffer := make([]byte, 1<<20)
			length, err := conn.Read(buffer)
			if err != nil {
				b.Fatal(err)
			}
			head := strings.Index(string(buffer[:length]), "\r\n\r\n") + 4
			if name == "thumbnail" {
				length = head + (4 << 10)
			}
			if name == "picture" {
				if _, err := io.ReadFull(conn, buffer[:head+(125<<10)-length]); err != nil {
					b.Fatal(err)
				}
				length = head + (125 << 10)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := conn.Write(request); err != nil {
					b.Fatal(err)
				}
				if _, err := io.ReadFull(conn, buffer[:length]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
