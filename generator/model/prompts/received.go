package prompts

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"time"

	"casebook/generator/mystery"
)

// keepReceived is how long something waits that nobody asks for any more.
const keepReceived = 30 * 24 * time.Hour

// Received is a folder of what was paid for and is not safe elsewhere yet: pictures that
// are not in the picture cache, and steps of cases that are being written. What is put
// there survives the end of the program at any moment.
type Received struct{ root *os.Root }

// OpenReceived opens the folder, makes it if it is missing, and drops what is old. The
// caller closes it.
func OpenReceived(folder string, now time.Time) (*Received, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("open what was received: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open what was received: %w", err)
	}
	r := &Received{root}
	if err := r.sweep(now); err != nil {
		return nil, errors.Join(fmt.Errorf("sweep what was received: %w", err), root.Close())
	}
	return r, nil
}

// Close ends the use of the folder.
func (r *Received) Close() error { return r.root.Close() }

func (r *Received) sweep(now time.Time) error {
	entries, err := fs.ReadDir(r.root.FS(), ".")
	if err != nil {
		return err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && now.Sub(info.ModTime()) > keepReceived {
			err = r.root.Remove(entry.Name())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// pictureName is the file of a case's picture, as it is described now: described
// otherwise, it is another.
func pictureName(caseID string, p mystery.Picture) (string, error) {
	described, err := json.Marshal(p)
	if err != nil {
		return "", fmt.Errorf("describe %s: %w", p.Slot, err)
	}
	return named(append([]byte(caseID+"\n"), described...)), nil
}

// named is the file of what these words describe.
func named(words []byte) string {
	sum := sha256.Sum256(words)
	return hex.EncodeToString(sum[:])
}

// get returns a picture and the model that drew it; nil when it is not there.
func (r *Received) get(name string) (data []byte, by string, err error) {
	file, err := r.root.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("read what was received: %w", err)
	}
	first, data, _ := bytes.Cut(file, []byte("\n"))
	return data, string(first), nil
}

// put keeps a picture: a line with the model's name, then its bytes.
func (r *Received) put(name string, data []byte, by string) error {
	if err := r.write(name, append([]byte(by+"\n"), data...)); err != nil {
		return fmt.Errorf("keep what was received: %w", err)
	}
	return nil
}

// write writes a file beside its place, syncs it, moves it there, and syncs the folder.
func (r *Received) write(name string, data []byte) error {
	part := name + "." + strconv.FormatUint(rand.Uint64(), 36) + ".part" // two may write the same
	file, err := r.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = r.root.Rename(part, name)
	}
	if err != nil {
		return errors.Join(err, r.root.Remove(part))
	}
	folder, err := r.root.Open(".")
	if err != nil {
		return err
	}
	if runtime.GOOS == "windows" { // has no way to sync a folder
		return folder.Close()
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// accepted ends the name of a picture that has been looked at, or needs not be.
const accepted = ".good"

// accept notes that a picture is to be handed over as it is. If a power cut takes that
// back, it is looked at again.
func (r *Received) accept(name string) error {
	if err := r.root.Rename(name, name+accepted); err != nil {
		return fmt.Errorf("accept what was received: %w", err)
	}
	return nil
}

// drop forgets a picture. It is no mistake when there is none.
func (r *Received) drop(name string) error {
	for _, end := range []string{"", accepted, atAddress} {
		if err := r.root.Remove(name + end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("drop what was received: %w", err)
		}
	}
	return nil
}
