package play

import (
	"context"
	"errors"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// emergencyPoints are given once per case, at a search with nothing left.
const emergencyPoints = 2

// purse is what a player has earned and spent.
type purse struct {
	Current   int           `json:"current"`
	Spent     int           `json:"spent"`
	Emergency bool          `json:"emergency"`
	Earned    []Acquisition `json:"earned"`
	Payments  []Spending    `json:"payments"`
}

// total is everything the player has ever had.
func (p *purse) total() int { return p.Current + p.Spent }

// earn adds points up to the cap and returns how many were added. What the cap
// keeps out can be earned later.
func (p *purse) earn(amount int, entry Acquisition) int {
	amount = min(amount, mystery.MaxPoints-p.Current)
	if amount <= 0 {
		return 0
	}
	p.Current += amount
	entry.Amount = amount
	p.Earned = append(p.Earned, entry)
	return amount
}

// pay takes points that are there.
func (p *purse) pay(entry Spending) {
	p.Current -= entry.Amount
	p.Spent += entry.Amount
	p.Payments = append(p.Payments, entry)
}

// ActionPoints are a player's points in a case.
type ActionPoints struct {
	Current            int           `json:"current"`
	Total              int           `json:"total" doc:"All the player has ever had"`
	Spent              int           `json:"spent"`
	Initial            int           `json:"initial"`
	AcquisitionHistory []Acquisition `json:"acquisitionHistory"`
	SpendingHistory    []Spending    `json:"spendingHistory"`
	AcquiredTopics     []string      `json:"acquiredTopics" doc:"<suspect id>:<topic>"`
	BonusesAcquired    []string      `json:"bonusesAcquired" doc:"<suspect id>:<kind>"`
	EmergencyAPUsed    bool          `json:"emergencyAPUsed"`
}

// Acquisition is a gain of points.
type Acquisition struct {
	Amount    int    `json:"amount"`
	Reason    string `json:"reason" enum:"topic,bonus,emergency"`
	SuspectID string `json:"suspectId,omitempty"`
	Topic     string `json:"topic,omitempty"`
	Timestamp int64  `json:"timestamp" doc:"Milliseconds since 1970"`
}

// Spending is a payment for a search.
type Spending struct {
	Amount     int    `json:"amount"`
	Action     Effort `json:"action" enum:"quick,thorough,exhaustive"`
	LocationID string `json:"locationId"`
	Timestamp  int64  `json:"timestamp" doc:"Milliseconds since 1970"`
}

// Purse is the short form of points that other answers carry.
type Purse struct {
	CurrentAP int `json:"currentAP"`
	TotalAP   int `json:"totalAP"`
	SpentAP   int `json:"spentAP"`
}

func purseOf(p player) Purse { return Purse{p.Points.Current, p.Points.total(), p.Points.Spent} }

// Points answers how many points a player has.
type Points struct {
	Success      bool          `json:"success"`
	ActionPoints PointsSummary `json:"actionPoints"`
}

// PointsSummary is ActionPoints with counts in place of histories.
type PointsSummary struct {
	Current          int  `json:"current"`
	Maximum          int  `json:"maximum"`
	Total            int  `json:"total"`
	Spent            int  `json:"spent"`
	Initial          int  `json:"initial"`
	EmergencyAPUsed  bool `json:"emergencyAPUsed"`
	AcquisitionCount int  `json:"acquisitionCount"`
	SpendingCount    int  `json:"spendingCount"`
}

// Points returns how many points the player has in a case.
func (s *Service) Points(_ context.Context, caseID, userID string) (Points, error) {
	if err := checkUser(userID); err != nil {
		return Points{}, err
	}
	answer := Points{Success: true}
	err := s.db.View(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		p, err := s.player(tx, c.ID, userID)
		answer.ActionPoints = PointsSummary{
			Current: p.Points.Current, Maximum: mystery.MaxPoints, Total: p.Points.total(), Spent: p.Points.Spent, Initial: mystery.StartPoints,
			EmergencyAPUsed: p.Points.Emergency, AcquisitionCount: len(p.Points.Earned), SpendingCount: len(p.Points.Payments),
		}
		return err
	})
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return Points{}, f.With("success", false)
	}
	return answer, err
}

func pointsOf(p player) ActionPoints {
	points := ActionPoints{
		Current: p.Points.Current, Total: p.Points.total(), Spent: p.Points.Spent, Initial: mystery.StartPoints,
		AcquisitionHistory: orNone(p.Points.Earned), SpendingHistory: orNone(p.Points.Payments),
		AcquiredTopics: []string{}, BonusesAcquired: []string{}, EmergencyAPUsed: p.Points.Emergency,
	}
	for _, earned := range p.Points.Earned {
		switch earned.Reason {
		case reasonTopic:
			points.AcquiredTopics = append(points.AcquiredTopics, earned.SuspectID+":"+earned.Topic)
		case reasonBonus:
			points.BonusesAcquired = append(points.BonusesAcquired, earned.SuspectID+":"+earned.Topic)
		}
	}
	return points
}

// The reasons of an Acquisition.
const (
	reasonTopic     = "topic"
	reasonBonus     = "bonus"
	reasonEmergency = "emergency"
)
