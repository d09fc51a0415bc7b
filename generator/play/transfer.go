package play

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"casebook/generator/fault"
	"casebook/store"
)

// transferLife is how long a code to move to another device can be used.
const transferLife = 15 * time.Minute

// codeLength is that of a code, in characters of 5 bits: at the rate at which an
// address may try, guessing one in its life is out of the question.
const codeLength = 10

// transfer is a code that has been given, kept under its hash.
type transfer struct {
	UserID    string    `json:"userId"`
	ExpiresAt time.Time `json:"expiresAt"`
}

func transfers() store.Collection[transfer] {
	return store.Collection[transfer]{Name: "transfers", Version: 1}
}

// Code is a code with which another device becomes the same player, once.
type Code struct {
	Code      string    `json:"code" example:"K7QM2-XW4TP"`
	ExpiresAt time.Time `json:"expiresAt"`
}

// Claimed tells a device which player it is now.
type Claimed struct {
	UserID string `json:"userId"`
}

// Transfer returns a code to move a player to another device.
func (s *Service) Transfer(_ context.Context, userID string) (Code, error) {
	if err := checkUser(userID); err != nil {
		return Code{}, err
	}
	code := rand.Text()[:codeLength]
	given := transfer{UserID: userID, ExpiresAt: s.o.Now().UTC().Add(transferLife)}
	err := s.db.Batch(func(tx *store.Tx) error {
		if err := s.dropExpired(tx); err != nil {
			return err
		}
		return transfers().Put(tx, hashed(code), given)
	})
	if err != nil {
		return Code{}, fmt.Errorf("keep the code: %w", err)
	}
	return Code{Code: code[:codeLength/2] + "-" + code[codeLength/2:], ExpiresAt: given.ExpiresAt}, nil
}

// Claim returns the player of a code, which cannot be used again. A code that is
// unknown, used or too old is a fault of kind NotFound.
func (s *Service) Claim(_ context.Context, code string) (who Claimed, err error) {
	key := hashed(strings.NewReplacer("-", "", " ", "").Replace(strings.ToUpper(code)))
	unknown := fault.New(fault.NotFound, "This code is not known, or it is no longer valid. Ask the other device for a new one.").WithCode("Code not found")
	err = s.db.Batch(func(tx *store.Tx) error {
		given, err := transfers().Get(tx, key)
		if errors.Is(err, store.ErrNotFound) {
			return unknown
		}
		if err != nil {
			return err
		}
		if given.ExpiresAt.Before(s.o.Now()) {
			return unknown
		}
		who.UserID = given.UserID
		return transfers().Delete(tx, key)
	})
	return who, err
}

// dropExpired removes codes that nobody has used in time.
func (s *Service) dropExpired(tx *store.Tx) error {
	now := s.o.Now()
	for item, err := range transfers().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if item.Value.ExpiresAt.Before(now) {
			if err := transfers().Delete(tx, item.Key); err != nil {
				return err
			}
		}
	}
	return nil
}

func hashed(code string) string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}
