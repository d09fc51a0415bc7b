package roles

import (
	"time"

	"casebook/generator/model"
	"casebook/generator/model/prompts"
	"casebook/generator/settings"
)

const (
	// writerTime bounds an attempt of the writer, who has much to say.
	writerTime = 2 * time.Minute
	// caseTime bounds the writing of a case by a model, with every attempt and every
	// round. It leaves the built-in writer time within that of the job.
	caseTime = 8 * time.Minute
)

// openWriter makes the writer, in whom two providers may have their part: one that
// writes, and one that compares plots. Nobody writes if no model does.
func (r *Roles) openWriter(s *settings.Models, o Options) {
	writer := prompts.WriterOptions{Builtin: o.Writer, Received: r.received, Time: caseTime, Log: o.Log}
	for _, p := range r.providers {
		// Apart from the places of pictures, which take long, and not from when calls may begin.
		guards := model.Guards{Ledger: r.makers(), Lane: p.lane.Beside(s.ModelCalls), Attempts: attempts, Patience: patience}
		if s.WriterBy() == p.name && p.textModel != "" {
			p.use(writerRole, textModel, p.textModel)
			guards.Role, guards.Timeout = writerRole, max(s.TextTimeout, writerTime)
			writer.Ask, writer.Guards, writer.Model = p.text, guards, p.textModel
		}
		if s.EmbedderBy() == p.name && p.embedModel != "" {
			p.use(embedderRole, embeddingModel, p.embedModel)
			guards.Role, guards.Timeout = embedderRole, s.TextTimeout
			writer.Embed, writer.EmbedGuard, writer.EmbedModel = p.embed, guards, p.embedModel
		}
	}
	if r.Writer = o.Writer; writer.Ask != nil {
		r.Writer = prompts.NewWriter(writer)
	}
}
