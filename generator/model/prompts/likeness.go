package prompts

import (
	"context"
	"fmt"
	"hash/fnv"
	"log/slog"
	"strings"
	"time"
	"unicode"

	"casebook/generator/model"
	"casebook/generator/mystery"
)

// pastDays is for how long no plot may return.
const pastDays = 60

// How alike two stories may be: by the vectors of a model, and by words.
const (
	alikeByModel = 0.92
	alikeByWords = 0.5
)

// wordBuckets is how many numbers a vector of words has.
const wordBuckets = 4096

// shortest is the shortest word that counts: shorter ones stand in every text. Of
// scripts without spaces every two letters that stand together are a word.
const shortest = 4

// embedWords is model.EmbedCall without a model: of two vectors of its making the
// likeness is the number of words that both texts have, by the geometric mean of the
// numbers of words that each of them has.
func embedWords(_ context.Context, q model.EmbedRequest) (answer model.EmbedAnswer, err error) {
	for _, text := range q.Texts {
		vector := make([]float32, wordBuckets)
		for _, word := range wordsOf(text) {
			sum := fnv.New32a()
			_, _ = sum.Write([]byte(word)) // never fails
			vector[sum.Sum32()%wordBuckets] = 1
		}
		answer.Vectors = append(answer.Vectors, model.Unit(vector))
	}
	return answer, nil
}

// wordsOf returns the words of a text that count.
func wordsOf(text string) (words []string) {
	for field := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		letters := []rune(field)
		if mystery.Words(field) == 1 || len(letters) < 2 {
			if len(letters) >= shortest || unicode.Is(unicode.Han, letters[0]) {
				words = append(words, field)
			}
			continue
		}
		for i := range letters[1:] {
			words = append(words, string(letters[i:i+2]))
		}
	}
	return words
}

// memory knows the cases of the last days.
type memory struct {
	embed   model.EmbedCall
	model   string
	most    float64
	past    []mystery.Past
	texts   []string // of them
	vectors [][]float32
}

// remember prepares to compare a case with those before it. Where the model fails,
// words have to do.
func (w *Writer) remember(ctx context.Context, brief mystery.Brief) (*memory, error) {
	m := &memory{embed: w.embed, model: w.o.EmbedModel, most: alikeByModel, past: recentPast(brief)}
	if len(m.past) == 0 {
		return m, nil
	}
	for _, p := range m.past {
		m.texts = append(m.texts, story(p.Title, p.Setting, p.Plot))
	}
	if w.embed != nil {
		answer, err := w.embed(ctx, model.EmbedRequest{About: model.About{CaseID: brief.ID}, Model: m.model, Texts: m.texts})
		if err == nil {
			m.vectors = answer.Vectors
			return m, nil
		}
		if ctx.Err() != nil {
			return nil, err
		}
		w.o.Log.Warn("plots compared by words", "case", brief.ID, "err", err)
	}
	return m, m.byWords(ctx)
}

// byWords has the cases compared by words from now on.
func (m *memory) byWords(ctx context.Context) error {
	m.embed, m.most = embedWords, alikeByWords
	answer, err := m.embed(ctx, model.EmbedRequest{Texts: m.texts})
	m.vectors = answer.Vectors
	return err
}

// vector is that of a story, by words if the model does not know it.
func (m *memory) vector(ctx context.Context, story, caseID string, log *slog.Logger) []float32 {
	q := model.EmbedRequest{About: model.About{CaseID: caseID}, Model: m.model, Texts: []string{story}}
	answer, err := m.embed(ctx, q)
	if err != nil {
		log.Warn("plots compared by words", "case", caseID, "err", err)
		if err = m.byWords(ctx); err == nil {
			answer, err = m.embed(ctx, q)
		}
	}
	if err != nil || len(answer.Vectors) != 1 {
		return nil
	}
	return answer.Vectors[0]
}

// recentPast are the cases of the last days.
func recentPast(brief mystery.Brief) (list []mystery.Past) {
	day, err := time.Parse(time.DateOnly, brief.Date)
	if err != nil {
		return nil
	}
	for _, p := range brief.Past {
		then, err := time.Parse(time.DateOnly, p.Date)
		if apart := day.Sub(then).Abs(); err == nil && apart <= pastDays*24*time.Hour && len(list) < pastDays {
			list = append(list, p)
		}
	}
	return list
}

// story is what of a case must not return.
func story(title, setting, plot string) string {
	_, told, found := strings.Cut(plot, plotSep)
	if !found {
		told = plot
	}
	return title + ". " + setting + " " + told
}

// lines tell the model of what was.
func (m *memory) lines() (list []string) {
	for _, p := range m.past {
		list = append(list, p.Date+": "+story(p.Title, p.Setting, p.Plot)+" Names: "+strings.Join(append([]string{p.Victim}, p.Suspects...), ", ")+".")
	}
	return list
}

// faults are what of a world was there before.
func (m *memory) faults(ctx context.Context, w *world, caseID string, log *slog.Logger) (list []string) {
	for _, p := range m.past {
		if strings.EqualFold(p.Title, w.Title) {
			list = append(list, "the title is that of the case of "+p.Date)
		}
		for _, person := range w.People {
			for _, name := range p.Suspects {
				if strings.EqualFold(person.Name, name) {
					list = append(list, fmt.Sprintf("%s was a suspect in the case of %s", name, p.Date))
				}
			}
		}
	}
	if len(m.past) == 0 {
		return list
	}
	vector := m.vector(ctx, story(w.Title, w.Setting, w.Plot), caseID, log)
	for i, p := range m.past {
		if alike := model.Likeness(vector, m.vectors[i]); alike > m.most {
			list = append(list, fmt.Sprintf("the story is too like that of %s, %q: invent another plot in another setting", p.Date, p.Title))
		}
	}
	return list
}
