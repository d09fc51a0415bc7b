package modeltest

import (
	"context"
	"fmt"

	"casebook/generator/model"
)

// talk asks for text as it comes. An answer must be what was handed over, which must
// have been more than one piece.
func (a Adapter) talk(ctx context.Context) (model.Usage, string, error) {
	said, count := "", 0
	answer, err := a.Talk(ctx, model.TalkRequest{
		TextRequest: model.TextRequest{Model: TextModel, System: "Be brief.", Turns: []model.Turn{{Text: "Say it."}}, MaxTokens: 500},
		Piece:       func(text string) { said, count = said+text, count+1 },
	})
	if err == nil && (said != answer.Text || count < 2) {
		err = fmt.Errorf("it handed over %q in %d pieces of %q", said, count, answer.Text)
	}
	return answer.Usage, answer.Text, err
}
