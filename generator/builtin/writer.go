// Package builtin holds what needs no model and no network: the writer of cases,
// the witness who answers for the suspects, and the judge of accusations.
package builtin

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"casebook/generator/mystery"
)

// Writer writes cases without a model or a network: first a small world that
// obeys the laws, then the words for it.
type Writer struct {
	repertoire *repertoire
	parts      map[string]*repertoire // what suits each setting
	broken     error                  // why the repertoire could not be read
}

// NewWriter returns a Writer. It is safe for concurrent use.
func NewWriter() *Writer {
	r, err := loadRepertoire()
	w := &Writer{repertoire: r, parts: map[string]*repertoire{}, broken: err}
	if err == nil {
		for _, s := range r.settings {
			w.parts[s.ID] = r.within(s)
		}
	}
	return w
}

// author is what the writer signs with.
const author = "builtin"

// writeTries bounds how many drafts one call may throw away. Of the plot that is
// hardest to fit in, one draft in eight is kept.
const writeTries = 1000

// staleTries is after how many drafts thrown away texts may come back sooner.
const staleTries = 100

// Write writes the case that the brief asks for. The same brief always gives the
// same case. It fails only if ctx ends, if the language is not English, or if no
// draft satisfies the referee, which is a defect of the repertoire.
func (w *Writer) Write(ctx context.Context, brief mystery.Brief) (*mystery.Case, error) {
	if w.broken != nil {
		return nil, fmt.Errorf("load the repertoire: %w", w.broken)
	}
	if brief.Language != "" && brief.Language != english {
		return nil, fmt.Errorf("the built-in writer knows no %q, only %q", brief.Language, Languages())
	}
	rng := rngOf(brief)
	lot := w.draw(rng, brief)
	var last []mystery.Violation
	for try := range writeTries {
		if try == staleTries {
			lot.ago = nil
		}
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("write %s: %w", brief.ID, err)
		}
		d, ok := w.newDraft(rng, brief, lot)
		if !ok {
			continue
		}
		c, err := d.render()
		if errors.Is(err, errUnfit) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", brief.ID, err)
		}
		if last = mystery.FirstBroken(c); len(last) == 0 {
			return c, nil
		}
	}
	return nil, fmt.Errorf("write %s: no draft of %d pleased the referee, the last because of %v", brief.ID, writeTries, last)
}

// rngOf returns the source of chance for a brief.
func rngOf(brief mystery.Brief) *rand.Rand {
	return rand.New(rand.NewChaCha8(streamKey(brief, "case")))
}

// streamKey derives the key of one stream of chance from the brief.
func streamKey(brief mystery.Brief, purpose string) [32]byte {
	seed := binary.BigEndian.AppendUint64(nil, brief.Seed)
	return sha256.Sum256(append(seed, "casebook "+purpose+" "+brief.ID...))
}

// salt derives the salt of the commitment.
func salt(brief mystery.Brief) string {
	key := streamKey(brief, "salt")
	return hex.EncodeToString(key[:])
}

// pick returns one of the list. The list must not be empty.
func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// shuffled returns the list in a random order, leaving the list as it is.
func shuffled[T any](rng *rand.Rand, list []T) []T {
	out := slices.Clone(list)
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
