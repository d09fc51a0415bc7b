package builtin

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// speller mends slips of the pen: it knows words, and brings one that it does
// not know to the nearest one it may correct to.
type speller struct {
	slack   int // how many slips more than usual a long word may hold
	known   map[string]bool
	stems   map[string]bool
	targets []target
}

// target is a word that slips are brought to.
type target struct {
	word    string
	letters uint32 // the set of its letters
}

// newSpeller knows all the words and corrects to the targets among them.
func newSpeller(known, targets []string) *speller {
	s := &speller{known: make(map[string]bool, len(known)+len(targets)), stems: map[string]bool{}}
	for _, w := range known {
		s.known[w] = true
		s.stems[stem(w)] = true
	}
	targets = slices.Compact(slices.Sorted(slices.Values(targets)))
	for _, w := range targets {
		s.known[w] = true
		s.stems[stem(w)] = true
		if len(w) >= 3 {
			s.targets = append(s.targets, target{w, letterSet(w)})
		}
	}
	return s
}

// knows reports whether the word, or another form of it, is known.
func (s *speller) knows(word string) bool { return s.known[word] || s.stems[stem(word)] }

// nearest returns the word that was probably meant and how far it is away, twice
// the slips and one more if the letters are others: the word itself if it is known or nothing is near, else the nearest
// target, of several one of the same letters, and then the first in the alphabet. Numbers are never
// corrected.
func (s *speller) nearest(word string) (found string, distance int) {
	if s.knows(word) || len(word) < 3 || utf8.RuneCountInString(word) != len(word) || strings.ContainsAny(word, "0123456789") {
		return word, 0
	}
	best, found := 2*s.maxSlips(len(word))+2, word
	letters := letterSet(word)
	for _, t := range s.targets {
		if apart(letters, t.letters) > best || 2*abs(len(word)-len(t.word)) > best {
			continue
		}
		d := slips(word, t.word)
		cost := 2 * d
		if letters != t.letters || len(word) != len(t.word) {
			cost++
		}
		if cost < best && plausible(word, t.word, d) {
			best, found = cost, t.word
		}
	}
	return found, best
}

// correct returns what nearest finds.
func (s *speller) correct(word string) string {
	found, _ := s.nearest(word)
	return found
}

// maxSlips returns how many slips a word of the length may hold.
func (s *speller) maxSlips(length int) int {
	switch {
	case length >= 7:
		return 2 + s.slack
	case length >= 6:
		return 1 + s.slack
	default:
		return 1
	}
}

// plausible rejects what would be another word rather than a slip: a changed
// first letter, or a changed letter in a short word.
func plausible(got, want string, distance int) bool {
	swapped := len(got) == len(want) && letterSet(got) == letterSet(want)
	switch {
	case distance == 0 || swapped:
		return true
	case got[0] != want[0]:
		return false
	case len(got) < 4 || len(got) == 4 && len(want) == 3:
		return false
	case len(got) == len(want):
		return len(got) >= 5
	default:
		return true
	}
}

// slips returns how many letters must be added, dropped, changed or swapped with
// their neighbour to make one word of the other, counting beyond three
// only roughly.
func slips(a, b string) int {
	if len(a) > maxWord || len(b) > maxWord {
		return maxWord
	}
	var rows [3][maxWord + 1]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, prev, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return rows[len(a)%3][len(b)]
}

// maxWord is the longest word that slips are looked for in, in bytes.
const maxWord = 32

// letterSet returns the set of the letters a to z in a word.
func letterSet(word string) uint32 {
	set := uint32(0)
	for _, r := range word {
		if r >= 'a' && r <= 'z' {
			set |= 1 << (r - 'a')
		}
	}
	return set
}

// apart counts the letters in which two sets differ. One slip makes at most two.
func apart(a, b uint32) int { return bits.OnesCount32(a ^ b) }

func abs(n int) int { return max(n, -n) }
