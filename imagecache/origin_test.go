package imagecache

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// properties are the simple properties in the XMP packet of a JPEG by namespace and
// name; nil if there is no packet. The packet must be well-formed.
func properties(t *testing.T, data []byte) map[string]string {
	t.Helper()
	const name = "http://ns.adobe.com/xap/1.0/\x00"
	var found map[string]string
	for content := range jpegSegments(data, 0xe1) {
		packet, ok := strings.CutPrefix(string(content), name)
		if !ok || found != nil {
			t.Fatalf("got a segment %.40q, want one of XMP at most", content)
		}
		found = map[string]string{}
		decoder := xml.NewDecoder(strings.NewReader(packet))
		var path []string
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("packet: %v\n%s", err, packet)
			}
			switch token := token.(type) {
			case xml.StartElement:
				path = append(path, token.Name.Space+token.Name.Local)
			case xml.EndElement:
				path = path[:len(path)-1]
			case xml.CharData:
				if len(path) > 0 {
					found[path[len(path)-1]] += string(token)
				}
			}
		}
	}
	return found
}

func TestPutOrigin(t *testing.T) {
	const (
		source = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/DigitalSourceType"
		system = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/AISystemUsed"
		tool   = "http://ns.adobe.com/xap/1.0/CreatorTool"
		terms  = "http://cv.iptc.org/newscodes/digitalsourcetype/"
	)
	c, _ := openCache(t, Options{})
	for _, test := range []struct {
		name   string
		origin Origin
		want   map[string]string
	}{
		{"a model", Origin{TrainedAlgorithmicMedia, "gemini-image-3"}, map[string]string{source: terms + "trainedAlgorithmicMedia", tool: "gemini-image-3", system: "gemini-image-3"}},
		{"a model with a name of markup", Origin{TrainedAlgorithmicMedia, `a<b>&"é` + "\x00"}, map[string]string{source: terms + "trainedAlgorithmicMedia", tool: `a<b>&"é` + "\uFFFD", system: `a<b>&"é` + "\uFFFD"}},
		{"a model without a name", Origin{Source: TrainedAlgorithmicMedia}, map[string]string{source: terms + "trainedAlgorithmicMedia"}},
		{"a program", Origin{CompositeSynthetic, "Casebook's built-in painter"}, map[string]string{source: terms + "compositeSynthetic", tool: "Casebook's built-in painter"}},
		{"not known", Origin{}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := c.Put(t.Context(), testKey(), bytes.NewReader(asPNG(quarters(700, 300))), test.origin)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{p.Path, p.Variants[0].Path, p.Variants[1].Path} {
				data, _ := load(t, c, name)
				if diff := cmp.Diff(test.want, properties(t, data)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

// TestPutDropsMetadata has a secret in every place of metadata.
func TestPutDropsMetadata(t *testing.T) {
	const secret = "SECRET-52.5200N-13.4050E"
	q := quarters(40, 30)
	text := func(head string) []byte { return []byte(head + secret) }
	gif := asGIF(40, 30, q)
	at := bytes.IndexByte(gif, 0x2c) // the first frame
	comment := slices.Concat([]byte{0x21, 0xfe, byte(len(secret))}, []byte(secret), []byte{0})
	feature := []byte{0x0c, 0, 0, 0, 47, 0, 0, 31, 0, 0}
	for name, data := range map[string][]byte{
		"JPEG, EXIF":     withAPP1(asJPEG(q), slices.Concat([]byte("Exif\x00\x00"), exif(1), []byte(secret))),
		"JPEG, XMP":      withAPP1(asJPEG(q), text("http://ns.adobe.com/xap/1.0/\x00")),
		"JPEG, IPTC":     withSegment(asJPEG(q), 0xed, text("Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x18")),
		"JPEG, C2PA":     withSegment(asJPEG(q), 0xeb, text("JP\x00\x01\x00\x00\x00\x01")),
		"JPEG, comment":  withSegment(asJPEG(q), 0xfe, text("")),
		"JPEG, profile":  profilePart(asJPEG(q), append(testdata(t, "swapped.icc"), secret...), 1, 1),
		"JPEG, behind":   append(asJPEG(q), secret...),
		"PNG, text":      withChunks(asPNG(q), pngChunk("tEXt", text("Comment\x00")), pngChunk("iTXt", text("XML:com.adobe.xmp\x00\x00\x00\x00\x00"))),
		"PNG, EXIF":      withChunks(asPNG(q), pngChunk("eXIf", append(exif(1), secret...))),
		"PNG, parameter": withChunks(asPNG(q), pngChunk("tEXt", text("parameters\x00a mansion, the culprit is "))),
		"GIF, comment":   slices.Concat(gif[:at], comment, gif[at:]),
		"WebP":           riffFile(riffChunk("VP8X", feature), testdata(t, "lossy.webp")[12:], riffChunk("EXIF", append(exif(1), secret...)), riffChunk("XMP ", text("<x/>"))),
	} {
		t.Run(name, func(t *testing.T) {
			if !bytes.Contains(data, []byte(secret)) {
				t.Fatal("the picture has no secret")
			}
			c, _ := openCache(t, Options{})
			p := mustPut(t, c, testKey(), data)
			kept, img := load(t, c, p.Path)
			if bytes.Contains(kept, []byte(secret)) {
				t.Error("got the secret in the file, want none of the metadata")
			}
			for marker := byte(0xe1); marker <= 0xef; marker++ {
				for content := range jpegSegments(kept, marker) {
					t.Errorf("got a segment %x of %d bytes, want none", marker, len(content))
				}
			}
			if img.Bounds() != image.Rect(0, 0, p.Width, p.Height) {
				t.Errorf("bounds: got %v, want %d × %d", img.Bounds(), p.Width, p.Height)
			}
		})
	}
}
