package store

import (
	"crypto/rand"
	"errors"
	"fmt"
)

// secretKey is where settings have the installation's secret.
const secretKey = "secret"

// Secret returns the installation's secret of 32 bytes, which it makes when
// first asked. Seeds and public aliases are derived from it.
func (db *DB) Secret() ([]byte, error) {
	secrets := Collection[[]byte]{Name: "settings", Version: 1}
	var secret []byte
	err := db.View(func(tx *Tx) (err error) {
		secret, err = secrets.Get(tx, secretKey)
		return err
	})
	if err == nil {
		return secret, nil
	}
	err = db.Update(func(tx *Tx) (err error) {
		secret, err = secrets.Get(tx, secretKey)
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		secret = make([]byte, 32)
		if _, err := rand.Read(secret); err != nil {
			return err
		}
		return secrets.Put(tx, secretKey, secret)
	})
	if err != nil {
		return nil, fmt.Errorf("read the installation's secret: %w", err)
	}
	return secret, nil
}
