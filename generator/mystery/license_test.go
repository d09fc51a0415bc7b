package mystery

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTimesIn(t *testing.T) {
	c, ok := newClock([]string{"between nine and half past nine", "between half past nine and ten"})
	if diff := cmp.Diff([]int{540, 570}, c.from); !ok || diff != "" {
		t.Errorf("slots begin (-want +got):\n%s", diff)
	}
	for text, want := range map[string][]int{
		"It stopped at 9:40.":                             {580},
		"From ten to nine until ten past twelve.":         {530, 10},
		"A quarter to ten, or half past nine; at noon.":   {585, 570, 0},
		"Between eleven and midnight, until one, he sat.": {660, 60},
		"Two of nine, at one end of ten.":                 nil,
		"At twenty-five to one precisely.":                {35},
	} {
		if diff := cmp.Diff(want, timesIn(text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	if _, ok := newClock([]string{"early on"}); ok {
		t.Error("a slot without hours can be read")
	}
}

func TestLicensedHours(t *testing.T) {
	c, _ := newClock([]string{"between eleven and half past eleven", "between half past eleven and midnight", "between midnight and half past midnight"})
	for name, tt := range map[string]struct {
		at   int
		fact Fact
		want bool
	}{
		"within":                   {690, Fact{Kind: FactAt, From: 0, To: 1}, true},
		"across midnight":          {20, Fact{Kind: FactTrace, From: 1, To: 2}, true},
		"before":                   {655, Fact{Kind: FactAt, From: 0, To: 1}, false},
		"the end of alive":         {690, Fact{Kind: FactAlive, To: 0}, true},
		"the end of dead":          {690, Fact{Kind: FactDead, From: 1}, true},
		"not within dead":          {700, Fact{Kind: FactDead, From: 1}, false},
		"a fact without time":      {690, Fact{Kind: FactWeapon, From: 0, To: 2}, false},
		"a fact of no slot at all": {690, Fact{Kind: FactAt, From: 2, To: 9}, false},
	} {
		if got := c.licensed(tt.at, []Fact{tt.fact}); got != tt.want {
			t.Errorf("%s: got %t, want %t", name, got, tt.want)
		}
	}
}
