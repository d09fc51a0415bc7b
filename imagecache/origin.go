package imagecache

// Origin says how a picture came about. The zero value claims nothing.
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
