package model

// TalkCall writes text and hands it over as it comes.
type TalkCall = Call[TalkRequest, TextAnswer]

// TalkRequest asks for text that is wanted as it comes, without a schema. Piece is
// called with one piece after the other, and no more once the call has returned.
// Together they are the answer's text, also when the answer then fails: what was
// handed over was said.
type TalkRequest struct {
	TextRequest

	Piece func(text string)
}
