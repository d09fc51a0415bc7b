package imagecache

import (
	"bytes"
	"encoding/xml"
	"fmt"
)

// Origin says how a picture came about. It stands in each of its files as XMP, so
// that whoever has a file can tell. The zero value claims nothing.
type Origin struct {
	Source SourceType
	Maker  string // the name of the model or program
}

// SourceType is a digital source type of the IPTC, by the last part of its address
// under http://cv.iptc.org/newscodes/digitalsourcetype/.
type SourceType string

// The types of what a model made and of what a program drew.
const (
	TrainedAlgorithmicMedia SourceType = "trainedAlgorithmicMedia"
	CompositeSynthetic      SourceType = "compositeSynthetic"
)

// The packet names the maker as the tool of the file, as any editor does, and a model
// also by the property that the IPTC Photo Metadata Standard has for it since 2025.1.
const (
	packetStart = `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">` +
		`<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/%s</Iptc4xmpExt:DigitalSourceType>`
	packetTool   = `<xmp:CreatorTool>%s</xmp:CreatorTool>`
	packetSystem = `<Iptc4xmpExt:AISystemUsed>%s</Iptc4xmpExt:AISystemUsed>`
	packetEnd    = `</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
)

// packet returns the XMP packet of a file of this origin; nil if nothing is claimed.
func (o Origin) packet() []byte {
	if o.Source == "" {
		return nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, packetStart, escaped(string(o.Source)))
	if o.Maker != "" {
		fmt.Fprintf(&b, packetTool, escaped(o.Maker))
		if o.Source == TrainedAlgorithmicMedia {
			fmt.Fprintf(&b, packetSystem, escaped(o.Maker))
		}
	}
	b.WriteString(packetEnd)
	return b.Bytes()
}

// escaped is text within XML; what XML cannot hold becomes U+FFFD.
func escaped(text string) []byte {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a Buffer takes everything
	return b.Bytes()
}
