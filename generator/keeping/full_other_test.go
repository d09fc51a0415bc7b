//go:build !linux

package keeping_test

import "testing"

func noRoom(t *testing.T, _ string) { t.Skip("only Linux mounts a small disk for a test") }

func onlyRead(t *testing.T, _ string) { t.Skip("only Linux mounts a directory to be read for a test") }
