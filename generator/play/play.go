// Package play is the game: points, searching, asking, accusing, ranking.
//
// Collections it owns: players, conversations and notebooks (by case and player),
// submissions and rankings (by case), persons (by player and case) and transfers.
// A change is one transaction, which may be run more than once (store.Batch); witness
// and judge are called outside of it, and what they say is checked anew within.
package play

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/generator/recent"
	"casebook/store"
)

// Cases gives the cases that players may see. Case returns a fault of kind
// NotFound for any other; PictureURL returns "" while there is no picture.
type Cases interface {
	Case(tx *store.Tx, ref string) (*mystery.Case, error)
	PictureURL(tx *store.Tx, caseID, slot string) string
}

// Witness answers for a suspect, from what that suspect knows. Many questions are asked of
// the same case, which nobody may change.
type Witness interface {
	Answer(ctx context.Context, q mystery.Question) (mystery.Reply, error)
}

// Judge marks six answers.
type Judge interface {
	Judge(ctx context.Context, c *mystery.Case, answers mystery.Answers) (mystery.Verdict, error)
}

// Options are what a Service needs beside its ports.
type Options struct {
	Now      func() time.Time // default time.Now
	Location *time.Location   // where players live: a case is of the day there; default UTC
	Secret   []byte           // the installation's: public aliases are derived from it
}

// Service plays the game. Its methods are safe for concurrent use.
type Service struct {
	db      *store.DB
	cases   Cases
	witness Witness
	judge   Judge
	o       Options
	known   *recent.Cache[knownKey, *mystery.Case]
}

// keptKnown is for how many suspects, each by what the player has found, a case as they
// know it is kept: about 40 KiB each.
const keptKnown = 96

// New returns a Service over db.
func New(db *store.DB, c Cases, w Witness, j Judge, o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Location == nil {
		o.Location = time.UTC
	}
	return &Service{db: db, cases: c, witness: w, judge: j, o: o, known: recent.New[knownKey, *mystery.Case](keptKnown)}
}

// same returns a case as it is now, or a fault of kind Conflict if it was made anew
// since it was read: what witness and judge said then is about another world.
func (s *Service) same(tx *store.Tx, read *mystery.Case) (*mystery.Case, error) {
	c, err := s.cases.Case(tx, read.ID)
	if err == nil && !c.WrittenAt.Equal(read.WrittenAt) {
		return nil, fault.New(fault.Conflict, "This case was made anew meanwhile, so nothing of this was kept. Begin it again.")
	}
	return c, err
}

// Bounds of what a player sends.
const (
	maxUserID    = 128
	maxMessage   = 1000 // characters
	maxAnswer    = 1000 // characters of each answer
	userIDLetter = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-"
)

// checkUser refuses what cannot be a player's id.
func checkUser(userID string) error {
	if userID == "" || len(userID) > maxUserID || strings.Trim(userID, userIDLetter) != "" {
		return fault.New(fault.Invalid, "userId is missing or not valid. Choose 1 to %d of the characters A-Z a-z 0-9 _ . : - at random, and keep it.", maxUserID)
	}
	return nil
}

// Forget drops everything players did in a case.
func (s *Service) Forget(tx *store.Tx, caseID string) error {
	for key := range players().Keys(tx, store.Range{Prefix: store.Key(caseID, "")}) {
		if err := persons().Delete(tx, store.Key(strings.TrimPrefix(key, store.Key(caseID, "")), caseID)); err != nil {
			return fmt.Errorf("forget %s: %w", caseID, err)
		}
	}
	return errors.Join(
		dropAll(tx, players(), caseID), dropAll(tx, conversations(), caseID), dropAll(tx, notebooks(), caseID),
		dropAll(tx, submissions(), caseID), dropAll(tx, rankings(), caseID),
	)
}

// Move gives everything players did in a case to another id: that of a case that is not
// there, while the case is deleted, and back when it is restored.
func (s *Service) Move(tx *store.Tx, from, to string) error {
	for key := range players().Keys(tx, store.Range{Prefix: store.Key(from, "")}) {
		userID := strings.TrimPrefix(key, store.Key(from, ""))
		if err := errors.Join(persons().Delete(tx, store.Key(userID, from)), persons().Put(tx, store.Key(userID, to), played{})); err != nil {
			return fmt.Errorf("move %s: %w", from, err)
		}
	}
	return errors.Join(
		moveAll(tx, players(), from, to), moveAll(tx, conversations(), from, to), moveAll(tx, notebooks(), from, to),
		moveAll(tx, submissions(), from, to), moveAll(tx, rankings(), from, to),
	)
}

func moveAll[T any](tx *store.Tx, c store.Collection[T], from, to string) error {
	for item, err := range c.All(tx, store.Range{Prefix: store.Key(from, "")}) {
		if err == nil {
			err = c.Put(tx, store.Key(to, strings.TrimPrefix(item.Key, store.Key(from, ""))), item.Value)
		}
		if err == nil {
			err = c.Delete(tx, item.Key)
		}
		if err != nil {
			return fmt.Errorf("move %s: %w", from, err)
		}
	}
	return nil
}

func dropAll[T any](tx *store.Tx, c store.Collection[T], caseID string) error {
	for key := range c.Keys(tx, store.Range{Prefix: store.Key(caseID, "")}) {
		if err := c.Delete(tx, key); err != nil {
			return fmt.Errorf("forget %s: %w", caseID, err)
		}
	}
	return nil
}

// alias is the public name of a player: the same in every case, and of no use to
// find the id.
func (s *Service) alias(userID string) string {
	mac := hmac.New(sha256.New, s.o.Secret)
	mac.Write([]byte("player " + userID))
	return "player-" + hex.EncodeToString(mac.Sum(nil))[:16]
}

// today returns the present day where players live, YYYY-MM-DD.
func (s *Service) today() string { return s.o.Now().In(s.o.Location).Format(time.DateOnly) }

// millis is the wire's form of a time.
func (s *Service) millis() int64 { return s.o.Now().UnixMilli() }
