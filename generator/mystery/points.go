package mystery

import "slices"

// The rules of points that a case must respect.
const (
	StartPoints    = 5  // what a player begins with
	MaxPoints      = 12 // more cannot be held at a time
	PointsPerTopic = 1  // for the first question on an earning topic, once per suspect
	PointsPerKind  = 1  // for a reply that brings up a person, and one that brings up a place, once per suspect
)

// Cost returns the points of the cheapest search that finds what is hidden so.
func (h Hiding) Cost() int {
	switch h {
	case Obvious:
		return 1
	case Mid:
		return 2
	case Deep:
		return 3
	default:
		return 3
	}
}

// CheapestSearch returns the points that the cheapest way to find all the
// evidence costs: in each place one search, as thorough as what is hidden there
// demands.
func CheapestSearch(c *Case) int {
	costs := map[string]int{}
	for _, e := range c.Evidence {
		costs[e.PlaceID] = max(costs[e.PlaceID], e.Hidden.Cost())
	}
	total := 0
	for _, cost := range costs {
		total += cost
	}
	return total
}

// Earnings returns the points a player can have in all: those they start with
// and those that questions earn, emergencies not counted.
func Earnings(c *Case) int {
	total := StartPoints
	for _, t := range c.Testimony {
		total += PointsPerTopic*len(t.earningTopics()) + PointsPerKind*t.mentionKinds(c)
	}
	return total
}

// earningTopics returns the earning topics that the suspect has a line for.
func (t *Testimony) earningTopics() []Topic {
	var topics []Topic
	for _, topic := range EarningTopics() {
		if slices.ContainsFunc(t.Lines, func(l Line) bool { return l.Topic == topic }) {
			topics = append(topics, topic)
		}
	}
	return topics
}

// mentionKinds counts the kinds (another suspect, a place) that the suspect's
// lines on the earning topics bring up whatever the suspect's tone: one that is
// mentioned in a single tone only could be missed.
func (t *Testimony) mentionKinds(c *Case) int {
	suspects, places := c.SuspectIDs(), c.PlaceIDs()
	people, rooms := 0, 0
	for _, l := range t.Lines {
		if !slices.Contains(EarningTopics(), l.Topic) {
			continue
		}
		for _, id := range l.Mentions {
			if slices.Contains(suspects, id) && id != t.SuspectID {
				people = 1
			}
			if slices.Contains(places, id) {
				rooms = 1
			}
		}
	}
	return people + rooms
}
