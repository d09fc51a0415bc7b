package mystery

import "slices"

// Certificate is what the solver found of a case: that there is one answer, the
// shortest way to it, and how hard that way is. The facts themselves stand in
// the World. Debrief, hints and difficulty come from it.
type Certificate struct {
	Answers    []Hypothesis `json:"answers"`    // what all facts together allow
	Proof      []Deduction  `json:"proof"`      // in an order in which a person can follow
	Steps      int          `json:"steps"`      // facts that the proof combines, those of the police not counted
	Herring    int          `json:"herring"`    // pieces of evidence against the innocent who looks worst
	Difficulty Difficulty   `json:"difficulty"` // by Steps and Herring
}

// Deduction is one step of a proof. Its facts lead to its conclusion, given what
// was concluded before it. No fact of a proof can be spared.
type Deduction struct {
	Conclusion Conclusion `json:"conclusion"`
	Suspect    string     `json:"suspect,omitempty"` // whom it is about: of ConcludeNot and ConcludeWhy
	Facts      []string   `json:"facts"`             // ids
}

// Conclusion is what a deduction concludes.
type Conclusion string

// The conclusions, in the order in which a proof draws them. The innocent who
// takes fewer facts to clear comes first. The last says also who is left.
const (
	ConcludeWhen  Conclusion = "when"
	ConcludeWhere Conclusion = "where"
	ConcludeWhat  Conclusion = "what"
	ConcludeNot   Conclusion = "not" // Suspect did not do it
	ConcludeWhy   Conclusion = "why"
)

// The measure of difficulty: a case is easy up to easySum of Steps and Herring
// together, and hard from hardSum.
const (
	easySum = 8
	hardSum = 11
)

// Certify solves the case and returns what it found. The proof is empty if all
// facts together do not leave exactly the truth.
func Certify(c *Case) Certificate {
	cert := Certificate{Answers: c.solve(c.World.Facts), Herring: c.herring()}
	if len(cert.Answers) == 1 && cert.Answers[0] == c.truth() {
		cert.Proof = c.prove()
	}
	for _, d := range cert.Proof {
		for _, f := range c.World.FactsByID(d.Facts...) {
			if f.Source != Police {
				cert.Steps++
			}
		}
	}
	switch sum := cert.Steps + cert.Herring; {
	case sum <= easySum:
		cert.Difficulty = Easy
	case sum < hardSum:
		cert.Difficulty = Medium
	default:
		cert.Difficulty = Hard
	}
	return cert
}

// herring returns how many pieces of evidence speak against the innocent against
// whom most do.
func (c *Case) herring() int {
	worst := 0
	for _, id := range c.SuspectIDs() {
		if id != c.World.Truth.Culprit {
			evidence, _ := c.against(id)
			worst = max(worst, len(evidence))
		}
	}
	return worst
}

// against returns the evidence and the people that make a suspect look guilty.
func (c *Case) against(suspect string) (evidence, people []string) {
	for _, f := range c.World.Facts {
		switch {
		case f.Source == suspect || !c.World.speaksAgainst(f, suspect):
		case slices.Contains(c.EvidenceIDs(), f.Source):
			evidence = append(evidence, f.Source)
		case f.Source != Police:
			people = append(people, f.Source)
		}
	}
	slices.Sort(evidence)
	slices.Sort(people)
	return slices.Compact(evidence), slices.Compact(people)
}
