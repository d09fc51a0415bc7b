package mystery

import "fmt"

// Violation is one way in which a case breaks a law.
type Violation struct {
	Law    string // the law's name, e.g. "one-answer"
	Reason string // what breaks it, in words
}

// String returns both in one line.
func (v Violation) String() string { return v.Law + ": " + v.Reason }

// Grave reports whether a case that breaks the law so may be unsolvable, or tell what it
// must not. Lengths of texts are a matter of taste.
func (v Violation) Grave() bool { return v.Law != "words" && v.Law != "slides" }

// Review judges a case, whoever wrote it, and returns all violations of all laws
// in a fixed order; none means that the case may be published.
func Review(c *Case) []Violation {
	var found []Violation
	for _, l := range laws() {
		found = append(found, l.violations(c)...)
	}
	return found
}

// FirstBroken returns the violations of the first law, in the order of Review,
// that the case breaks: none means the same as of Review.
func FirstBroken(c *Case) []Violation {
	for _, l := range laws() {
		if found := l.violations(c); len(found) > 0 {
			return found
		}
	}
	return nil
}

// report notes one violation.
type report func(format string, args ...any)

// law is one named demand on a case. Its check reports every breach, and bears
// any case, however incomplete.
type law struct {
	name  string
	check func(c *Case, breach report)
}

// violations returns every breach of the law.
func (l law) violations(c *Case) []Violation {
	var found []Violation
	l.check(c, func(format string, args ...any) {
		found = append(found, Violation{Law: l.name, Reason: fmt.Sprintf(format, args...)})
	})
	return found
}

func laws() []law {
	return []law{
		// Shape.
		{"counts", checkCounts},
		{"ids", checkIDs},
		{"references", checkReferences},
		{"dates", checkDates},
		{"salt", checkSalt},
		{"pictures", checkPictures},
		// Text.
		{"names", checkNames},
		{"words", checkWords},
		{"marks", checkMarks},
		{"slides", checkSlides},
		// The accusation.
		{"options", checkOptions},
		{"answers", checkAnswers},
		{"aliases", checkAliases},
		// The world.
		{"facts", checkFacts},
		{"paths", checkPaths},
		{"truth", checkTruth},
		{"honesty", checkHonesty},
		{"heard", checkHeard},
		{"company", checkCompany},
		{"views", checkViews},
		{"passage", checkPassage},
		{"alarm", checkAlarm},
		{"licensed", checkLicensed},
		// The reasoning.
		{"one-answer", checkOneAnswer},
		{"open-start", checkOpenStart},
		{"no-single-clue", checkNoSingleClue},
		{"robust", checkRobust},
		{"three-clues", checkThreeClues},
		{"not-trivial", checkNotTrivial},
		{"certificate", checkCertificate},
		{"reasoning", checkReasoning},
		{"motives", checkMotives},
		{"means", checkMeans},
		{"red-herring", checkRedHerring},
		{"manner", checkManner},
		// The game.
		{"hiding", checkHiding},
		{"points", checkPoints},
		{"testimony", checkTestimony},
		{"equal-points", checkEqualPoints},
		{"mentions", checkMentions},
	}
}
