package keeping

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// Local returns an error for a data directory that is on a network file system, or would be
// made on one, unless that is allowed.
func Local(data string, allowNetwork bool) error { return local(data, allowNetwork, network) }

// local is Local with what names the network file system of a directory, empty for none.
func local(data string, allowNetwork bool, network func(string) (string, error)) error {
	if allowNetwork {
		return nil
	}
	folder, err := filepath.Abs(data)
	if err != nil {
		return err
	}
	name, err := network(folder)
	for errors.Is(err, fs.ErrNotExist) && folder != filepath.Dir(folder) {
		folder = filepath.Dir(folder)
		name, err = network(folder)
	}
	if name == "" {
		return nil // or it cannot be told, and what opens the directory says why
	}
	return fmt.Errorf("%s is on a network file system (%s), on which locks and memory maps may not hold: choose a local directory with --data, or take the risk with --allow-network-fs", data, name)
}
