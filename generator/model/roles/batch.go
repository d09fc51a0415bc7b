package roles

import (
	"time"

	"casebook/generator/model"
	"casebook/generator/model/batch"
	"casebook/generator/model/gemini"
	"casebook/generator/model/openai"
	"casebook/generator/mystery"
	"casebook/generator/settings"
)

// batching is how a provider is sent batches.
type batching struct {
	port    model.Batches // nil: it has none
	portion int           // pictures to a batch
	picture model.Usage   // what a picture may cost, but for the model
}

// geminiBatches is sent as many pictures of a size as its answer may have, which holds
// all of them, twice, with signatures of some megabytes, and is read as a whole.
func geminiBatches(s *settings.Models, c *gemini.Client) batching {
	portions := map[string]int{"1K": 5, "2K": 3, "4K": 1}
	return batching{c.Batches(), portions[s.GeminiImageSize], model.Usage{Pictures: 1}}
}

// openAIBatches are for OpenAI itself, which has its answers in one file, of which a
// client reads so much, and takes tokens for pictures: for one of 1024 pixels, by
// quality, about as many as these.
func openAIBatches(s *settings.Models, c *openai.Client) batching {
	if !s.OpenAIItself() {
		return batching{}
	}
	tokens, known := map[string]int{"low": 450, "medium": 1700}[s.OpenAIImageQuality]
	if !known {
		tokens = 6500
	}
	size := s.OpenAIImageSize
	portion := max(1, min(mystery.PictureCount, mystery.PictureCount*1024*1024/(size*size)))
	return batching{c.Batches(), portion, model.Usage{In: 1000, Out: tokens * size / 1024 * size / 1024, Pictures: 1}}
}

// batchTimeout bounds a request about a batch.
const batchTimeout = 5 * time.Minute

// openBatches returns what sends the artist's batches; nil if the provider has none. It
// is there whatever the settings say: one may be under way since they said otherwise.
func (r *Roles) openBatches(s *settings.Models, o Options, p *provider) *batch.Sender {
	if p.batches.port == nil {
		if s.ArtistBatch {
			r.log.Warn("artist-batch is set, but this provider has no batches: every picture is drawn by itself", "provider", p.name)
		}
		return nil
	}
	return batch.New(batch.Options{
		DB: o.DB, Batches: p.batches.port, Ledger: r.makers(), Role: artistRole, Picture: p.batches.picture, Portion: p.batches.portion,
		Timeout: min(s.PictureTimeout, batchTimeout), Now: o.Now, Log: o.Log,
	})
}
