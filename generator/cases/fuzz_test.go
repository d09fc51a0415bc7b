package cases

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"casebook/generator/builtin"
	"casebook/generator/mystery"
)

// FuzzCaseFile reads case files of which a part is something else, as a damaged disk or
// somebody who edits them leaves them. What is read can be judged and told of.
func FuzzCaseFile(f *testing.F) {
	id := idOf(theDay)
	c, err := builtin.NewWriter().Write(context.Background(), mystery.Brief{ID: id, Date: theDay, Language: "en", Seed: 7})
	if err != nil {
		f.Fatal(err)
	}
	whole, err := json.Marshal(caseFile{Format: 1, Record: caseRecord{Case: *c, Edition: 1}, Pictures: map[string]imageRecord{"ev-1": {Slot: "ev-1", State: Pending}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(0), uint32(0), "")
	f.Add(uint32(40), uint32(200), "null")
	f.Add(uint32(len(whole)-200), uint32(1<<20), "")
	f.Add(uint32(1000), uint32(1), "\x00")
	name := filepath.Join(f.TempDir(), id+".json")
	f.Fuzz(func(t *testing.T, at, cut uint32, put string) {
		from := min(int(at), len(whole))
		data := append(append(append([]byte{}, whole[:from]...), put...), whole[min(from+int(cut), len(whole)):]...)
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := readFile(name)
		if err != nil {
			return
		}
		_ = mystery.Review(&file.Record.Case)
		for _, suspect := range file.Record.Case.SuspectIDs() {
			_ = file.Record.Case.AsKnownTo(suspect, []string{"ev-1"})
		}
		_ = summaryOf(&file.Record)
	})
}
