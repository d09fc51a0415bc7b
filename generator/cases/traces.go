package cases

import (
	"context"

	"casebook/generator/mystery"
	"casebook/generator/traces"
)

// What follows are the steps of making a case as its trace has them.

func writeStep(ctx context.Context, w Writer, brief mystery.Brief) (*mystery.Case, error) {
	ctx, span := traces.Step(ctx, "write")
	defer span.End()
	c, err := w.Write(ctx, brief)
	if err != nil {
		span.Fail("no case")
		return nil, err
	}
	span.Text("casebook.author", c.Author)
	return c, nil
}

func refereeStep(ctx context.Context, c *mystery.Case) []mystery.Violation {
	_, span := traces.Step(ctx, "referee")
	defer span.End()
	found := mystery.Review(c)
	if span.Number("casebook.violations", len(found)); len(found) > 0 {
		span.Fail("rejected")
	}
	return found
}

// pictureStep is drawOne, with all that it takes.
func (s *Service) pictureStep(ctx context.Context, r round, p mystery.Picture) error {
	ctx, span := traces.Step(ctx, "picture")
	defer span.End()
	span.Text("casebook.picture", p.Slot)
	err := s.drawOne(ctx, r, p)
	if err != nil {
		span.Fail("not as wanted")
	}
	return err
}

func drawStep(ctx context.Context, a Artist, caseID string, p mystery.Picture) (Drawing, error) {
	ctx, span := traces.Step(ctx, "draw")
	defer span.End()
	drawing, err := a.Draw(ctx, caseID, p)
	if err != nil {
		span.Fail("not drawn")
		return drawing, err
	}
	span.Text("casebook.by", drawing.By)
	return drawing, nil
}

func (s *Service) keepStep(ctx context.Context, name PictureName, drawing *Drawing) (Kept, error) {
	ctx, span := traces.Step(ctx, "keep")
	defer span.End()
	kept, err := s.o.Pictures.Put(ctx, name, drawing.Data, drawing.By)
	if span.Number("casebook.bytes", kept.Bytes); err != nil {
		span.Fail("not kept")
	}
	return kept, err
}
