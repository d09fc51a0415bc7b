package cases

import (
	"strings"
	"sync"

	"casebook/store"
)

// finder keeps what cases are found by, in lower case: to read all of them for each search
// takes too long. Its zero value is ready, and its methods are safe for concurrent use.
type finder struct {
	mu    sync.Mutex
	age   int               // grows with each change
	texts map[string]string // by case id
}

// now returns the finder's age. What is read in a transaction counts only if nothing has
// changed since before that began.
func (f *finder) now() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.age
}

// has reports whether a case has every word in its title, its id or the name of the victim
// or a suspect. The words are in lower case; age is from before the transaction.
func (f *finder) has(tx *store.Tx, age int, id string, words []string) (bool, error) {
	if len(words) == 0 {
		return true, nil
	}
	text, err := f.text(tx, age, id)
	if err != nil {
		return false, err
	}
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false, nil
		}
	}
	return true, nil
}

// sought is what a case is found by: of a summary no more is read than that.
type sought struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Past  struct {
		Victim   string
		Suspects []string
	} `json:"past"`
}

func (f *finder) text(tx *store.Tx, age int, id string) (string, error) {
	f.mu.Lock()
	text, ok := f.texts[id]
	ok = ok && f.age == age
	f.mu.Unlock()
	if ok {
		return text, nil
	}
	v, err := store.Collection[sought]{Name: summaries().Name, Version: summaries().Version}.Get(tx, id)
	if err != nil {
		return "", err
	}
	text = strings.ToLower(strings.Join(append(v.Past.Suspects, v.ID, v.Title, v.Past.Victim), "\n"))
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.age == age {
		if f.texts == nil {
			f.texts = map[string]string{}
		}
		f.texts[id] = text
	}
	return text, nil
}

// forget drops what is kept of a case that was changed.
func (f *finder) forget(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.age++
	delete(f.texts, id)
}

// enlist puts a case where lists and searches find it.
func (s *Service) enlist(tx *store.Tx, record *caseRecord) error {
	id := record.Case.ID
	tx.OnCommit(func() { s.finder.forget(id) })
	return summaries().Put(tx, id, summaryOf(record))
}
