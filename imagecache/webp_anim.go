package imagecache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/draw"
	"io"

	"golang.org/x/image/riff"
)

var errFrame = errors.New("the first frame is broken")

// The parts of an extended WebP that matter here, by the WebP Container
// Specification: a file's features, and the head of a frame.
const (
	featuresSize  = 10
	frameHeadSize = 16
	animationBit  = 1 << 1
	alphaBit      = 1 << 4
)

// isAnimated reports whether a WebP says that it is made of frames.
func isAnimated(data []byte) bool {
	return len(data) > 20 && string(data[12:16]) == "VP8X" && data[20]&animationBit != 0
}

// decodeFirstFrame decodes the first frame of an animated WebP, which
// golang.org/x/image cannot, in its place on the canvas.
func decodeFirstFrame(r io.Reader) (image.Image, error) {
	_, chunks, err := riff.NewReader(r)
	if err != nil {
		return nil, err
	}
	var canvas image.Rectangle
	for {
		id, size, chunk, err := chunks.Next()
		if err != nil {
			return nil, err
		}
		switch string(id[:]) {
		case "VP8X":
			var features [featuresSize]byte
			if _, err := io.ReadFull(chunk, features[:]); err != nil {
				return nil, err
			}
			canvas.Max = image.Pt(uint24(features[4:])+1, uint24(features[7:])+1)
		case "ANMF":
			return decodeFrame(canvas, chunk, size)
		}
	}
}

// decodeFrame decodes the frame that a chunk of size bytes holds, as the still
// picture that it would be alone.
func decodeFrame(canvas image.Rectangle, chunk io.Reader, size uint32) (image.Image, error) {
	var head [frameHeadSize + 4]byte // and the name of what comes first
	if _, err := io.ReadFull(chunk, head[:]); err != nil {
		return nil, err
	}
	at := image.Pt(2*uint24(head[0:]), 2*uint24(head[3:]))
	place := image.Rectangle{at, at.Add(image.Pt(uint24(head[6:])+1, uint24(head[9:])+1))}
	if !place.In(canvas) {
		return nil, errFrame
	}
	name := head[frameHeadSize:]
	features := [featuresSize]byte{4: head[6], head[7], head[8], head[9], head[10], head[11]}
	if string(name) == "ALPH" {
		features[0] = alphaBit
	}
	const added = len("WEBP") + 8 + featuresSize
	still := binary.LittleEndian.AppendUint32([]byte("RIFF"), size-frameHeadSize+uint32(added))
	still = binary.LittleEndian.AppendUint32(append(still, "WEBPVP8X"...), featuresSize)
	still = append(append(still, features[:]...), name...)
	frame, err := decodeWebP(io.MultiReader(bytes.NewReader(still), chunk))
	if err != nil {
		return nil, err
	}
	whole := image.NewNRGBA(canvas)
	draw.Draw(whole, place, frame, frame.Bounds().Min, draw.Src)
	return whole, nil
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
