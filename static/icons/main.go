// Command icons draws the PNG icons of the client into a folder: the lens and
// keyhole of favicon.svg, on the house's red. It is run by go generate.
package main

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"

	"golang.org/x/image/vector"
)

// grid is the width and height of the drawing, in the units of favicon.svg.
const grid = 32

// icon is one file to draw.
type icon struct {
	name  string
	size  int     // in pixels
	scale float32 // of the drawing; the rest is ground
	round float32 // the radius of the corners, on the grid
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "icons:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("name the folder to draw into")
	}
	for _, i := range []icon{
		{"icon-180.png", 180, 0.86, 0}, {"icon-192.png", 192, 1, 4}, {"icon-512.png", 512, 1, 4}, {"icon-maskable-512.png", 512, 0.72, 0},
	} {
		if err := write(filepath.Join(args[0], i.name), draws(i)); err != nil {
			return err
		}
	}
	return nil
}

func write(name string, picture image.Image) error {
	file, err := os.Create(name) //nolint:gosec // a name from the command line of a developer
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := errors.Join(encoder.Encode(file, picture), file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// brush fills shapes of the grid's units into a picture.
type brush struct {
	onto         *image.RGBA
	scale, shift float32
}

func draws(i icon) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, i.size, i.size))
	red, paper, ink := color.RGBA{0x97, 0x29, 0x1c, 0xff}, color.RGBA{0xf4, 0xed, 0xdd, 0xff}, color.RGBA{0x21, 0x1b, 0x16, 0xff}
	whole := float32(i.size) / grid
	ground := brush{picture, whole, 0}
	ground.fill(red, rounded(i.round))
	b := brush{picture, whole * i.scale, (1 - i.scale) / 2 * float32(i.size)}
	b.fill(paper, handle())
	b.fill(paper, circle(13.5, 13.5, 9))
	b.fill(ink, circle(13.5, 10.7, 3.2))
	b.fill(ink, [][2]float32{{11.9, 12}, {15.1, 12}, {16.6, 19.5}, {10.4, 19.5}})
	return picture
}

// fill fills a polygon.
func (b brush) fill(with color.Color, points [][2]float32) {
	size := b.onto.Bounds().Size()
	shape := vector.NewRasterizer(size.X, size.Y)
	for n, p := range points {
		x, y := p[0]*b.scale+b.shift, p[1]*b.scale+b.shift
		if n == 0 {
			shape.MoveTo(x, y)
		} else {
			shape.LineTo(x, y)
		}
	}
	shape.ClosePath()
	shape.DrawOp = draw.Over
	shape.Draw(b.onto, b.onto.Bounds(), image.NewUniform(with), image.Point{})
}

// circle returns a polygon that cannot be told from a circle.
func circle(x, y, radius float32) [][2]float32 { return arc(nil, x, y, radius, 0, 2*math.Pi) }

// arc adds a part of a circle to points, its angles in radians from the right, clockwise.
func arc(points [][2]float32, x, y, radius float32, from, to float64) [][2]float32 {
	const steps = 64
	for n := range steps + 1 {
		sin, cos := math.Sincos(from + (to-from)*float64(n)/steps)
		points = append(points, [2]float32{x + radius*float32(cos), y + radius*float32(sin)})
	}
	return points
}

// handle returns the lens's handle, from 19.8 to 26.8 both ways, 4 wide, with round ends.
func handle() [][2]float32 {
	points := arc(nil, 26.8, 26.8, 2, -math.Pi/4, 3*math.Pi/4)
	return arc(points, 19.8, 19.8, 2, 3*math.Pi/4, 7*math.Pi/4)
}

// rounded returns the whole grid with round corners.
func rounded(r float32) [][2]float32 {
	points := arc(nil, grid-r, r, r, -math.Pi/2, 0)
	points = arc(points, grid-r, grid-r, r, 0, math.Pi/2)
	points = arc(points, r, grid-r, r, math.Pi/2, math.Pi)
	return arc(points, r, r, r, math.Pi, 3*math.Pi/2)
}
