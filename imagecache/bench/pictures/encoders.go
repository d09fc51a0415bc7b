//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"syscall"
	"time"

	"casebook/imagecache/bench/ssimulacra2"
	"casebook/imagecache/jpegenc"
)

// encoder makes JPEGs of pixels, and says how much processor time (user and system, of
// all threads) the last took.
type encoder struct {
	name   string
	encode func(ctx context.Context, p picture, quality int) (data []byte, cpu time.Duration, err error)
}

func ourEncoder() encoder {
	return inProcess("ours", func(w io.Writer, img image.Image, quality int) error {
		return jpegenc.Encode(w, img, &jpegenc.Options{Quality: quality})
	})
}

func standardEncoder() encoder {
	return inProcess("image/jpeg", func(w io.Writer, img image.Image, quality int) error {
		return jpeg.Encode(w, img, &jpeg.Options{Quality: quality})
	})
}

func inProcess(name string, encode func(io.Writer, image.Image, int) error) encoder {
	return encoder{name, func(_ context.Context, p picture, quality int) ([]byte, time.Duration, error) {
		// The standard library is fast for this layout alone; it is the same where nothing is transparent.
		img := &image.RGBA{Pix: p.img.Pix, Stride: p.img.Stride, Rect: p.img.Rect}
		var b bytes.Buffer
		before, err := used()
		if err == nil {
			err = encode(&b, img, quality)
		}
		after, failed := used()
		if err == nil {
			err = failed
		}
		return b.Bytes(), after - before, err
	}}
}

// used is the processor time that this process has taken so far.
func used() (time.Duration, error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0, err
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()), nil
}

// score decodes a JPEG and compares it with what it was made of.
func score(p picture, data []byte) (float64, error) {
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return 0, fmt.Errorf("decode %s: %w", p.name, err)
	}
	return ssimulacra2.Score(p.img, img)
}
