package mystery

// World is the small world behind the prose: the evening in slots, the floor
// plan, what really happened, and every fact that evidence and statements
// convey. Prose is rendered from it, never the other way round.
type World struct {
	Setting string              `json:"setting"`
	Plot    string              `json:"plot"`            // how it was done and hidden, e.g. "stopped-clock"
	Slots   []string            `json:"slots"`           // labels of the time slots, in order, e.g. "between nine and half past nine"
	Doors   map[string][]string `json:"doors"`           // place id → place ids reachable in one slot (symmetric; staying is always possible)
	Views   map[string][]string `json:"views,omitempty"` // place id → neighbouring place ids that one sees into from it; not always the other way
	Truth   Truth               `json:"truth"`
	Facts   []Fact              `json:"facts"`
}

// Truth is what really happened.
type Truth struct {
	Culprit string              `json:"culprit"` // suspect id
	Place   string              `json:"place"`
	Slot    int                 `json:"slot"`
	Weapon  string              `json:"weapon"`
	Motive  string              `json:"motive"`
	Paths   map[string][]string `json:"paths"` // suspect id → place id in each slot
}

// Fact is one typed observation of the world, with its source.
type Fact struct {
	ID      string   `json:"id"`
	Kind    FactKind `json:"kind"`
	Source  string   `json:"source"` // "police" (the intro), an evidence id, or the id of the suspect who states it
	Suspect string   `json:"suspect,omitempty"`
	Place   string   `json:"place,omitempty"`
	From    int      `json:"from,omitempty"` // first slot, inclusive
	To      int      `json:"to,omitempty"`   // last slot, inclusive
	Value   string   `json:"value,omitempty"`
	Text    string   `json:"text"` // the fact in one plain sentence
}

// FactKind says what a fact means to the solver: see the kinds.
type FactKind string
