package jpegenc_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"casebook/imagecache/jpegenc"
)

func ExampleEncode() {
	m := image.NewNRGBA(image.Rect(0, 0, 640, 480))
	draw.Draw(m, m.Rect, image.NewUniform(color.NRGBA{200, 60, 40, 255}), image.Point{}, draw.Src)

	var file bytes.Buffer
	if err := jpegenc.Encode(&file, m, &jpegenc.Options{Quality: 85}); err != nil {
		fmt.Println(err)
		return
	}
	decoded, format, err := image.Decode(&file)
	fmt.Println(decoded.Bounds().Size(), format, err)
	// Output: (640,480) jpeg <nil>
}
