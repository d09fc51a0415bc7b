package fake

import (
	"bytes"
	"encoding/json"
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
)

// picture returns a picture that follows from the words: bands of their colours, as
// PNG or JPEG.
func picture(words string, wide, high, side int, asJPEG bool) []byte {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(words)) // never fails
	hash := sum.Sum64()
	longer := max(wide, high)
	w, h := max(1, side*wide/longer), max(1, side*high/longer)
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		band := uint8(hash >> (8 * (y * 8 / h))) //nolint:gosec // its lowest byte
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{band, uint8(x * 255 / w), uint8(255 - band/2), 255}) //nolint:gosec // below 256
		}
	}
	var data bytes.Buffer
	if asJPEG {
		_ = jpeg.Encode(&data, img, nil) // a Buffer takes everything
	} else {
		_ = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&data, img)
	}
	return data.Bytes()
}

// schema is as much of JSON Schema as the prompts use.
type schema struct {
	Type       string            `json:"type"`
	Enum       []string          `json:"enum"`
	Properties map[string]schema `json:"properties"`
	Items      *schema           `json:"items"`
	MinItems   int               `json:"minItems"`
	Minimum    int               `json:"minimum"`
	Maximum    int               `json:"maximum"`
}

// sample returns a value that obeys the schema: booleans are yes, numbers in the
// middle.
func (s schema) sample(yes bool) any {
	switch s.Type {
	case "object":
		value := map[string]any{}
		for name, member := range s.Properties {
			value[name] = member.sample(yes)
		}
		return value
	case "array":
		list := []any{}
		for range max(1, s.MinItems) {
			list = append(list, s.Items.sample(yes))
		}
		return list
	case "boolean":
		return yes
	case "integer", "number":
		return (s.Minimum + s.Maximum) / 2
	}
	if len(s.Enum) > 0 {
		return slices.Min(s.Enum)
	}
	return "This is what the fake model has to say."
}

// words is what is said without a schema.
func (p *Provider) words(body string) string {
	if p.o.Words != nil {
		return p.o.Words(body)
	}
	return "This is what the fake model has to say."
}

// written returns the text that answers a request of this body and schema (nil:
// none), in which the user said this first, as the fault has it.
func (p *Provider) written(what, body, said string, turns int, raw json.RawMessage, fault Fault) string {
	if fault == EmptyAnswer {
		return ""
	}
	if len(raw) == 0 {
		return p.words(body)
	}
	var s schema
	if err := json.Unmarshal(raw, &s); err != nil {
		return err.Error()
	}
	value := s.sample(fault != SeesNothingRight)
	if what == ForView && p.o.Opinion != nil {
		value = p.o.Opinion
	}
	if story, ok := s.story(said, turns, fault == Careless); ok {
		value = story
	}
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err.Error()
	}
	switch fault {
	case CutJSON:
		return string(text[:len(text)/2])
	case FencedJSON:
		return "```json\n" + string(text) + "\n```\n"
	case WrongSchema:
		return `{"answer": ["not", "as", "asked"]}`
	default:
		return string(text)
	}
}
