//go:build !linux

package store

// identity would tell a file from a copy of it; on this system it is not told.
func identity(string) string { return "" }
