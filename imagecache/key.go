package imagecache

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Key names the place of a picture: one slot of one case.
type Key struct {
	Case string // such as "case-2026-11-21"
	Type string // suspect, location, evidence or cinematic
	Name string // such as "suspect-1"
}

// String returns the key as it stands in paths, without hash and extension.
func (k Key) String() string { return path.Join(k.Case, k.Type, k.Name) }

// ParseFilename reads "<case>/<type>/<name>.<ext>", as it is given with uploads.
// The extension must be there, but says nothing. The error is an *InputError.
func ParseFilename(s string) (Key, error) {
	name, ext, ok := cutLast(s, ".")
	if !ok || len(ext) > 8 || !isWord(ext) {
		return Key{}, refuse(BadName, nil, "The name of a picture ends in an extension, such as .jpg.")
	}
	return parseKey(name)
}

func parseKey(s string) (Key, error) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 {
		return Key{}, refuse(BadName, nil, "The name of a picture is <case>/<type>/<name>.")
	}
	key := Key{Case: parts[0], Type: parts[1], Name: parts[2]}
	return key, key.check()
}

// check returns an *InputError unless the key is safe to be made a path of.
func (k Key) check() error {
	if !slices.Contains([]string{"suspect", "location", "evidence", "cinematic"}, k.Type) {
		return refuse(BadName, nil, "The type of a picture is suspect, location, evidence or cinematic.")
	}
	if !isID(k.Case) || !isID(k.Name) {
		return refuse(BadName, nil, "The case and name of a picture are letters, digits, dots, dashes and underscores, at most 64, with no dot first or last.")
	}
	return nil
}

// isID reports whether s may be a file's or folder's name: never hidden, never a
// step upwards, on no system a name with a meaning of its own.
func isID(s string) bool {
	return s != "" && len(s) <= 64 && s[0] != '.' && s[len(s)-1] != '.' &&
		strings.Trim(s, letters+"._-") == ""
}

func isWord(s string) bool { return s != "" && strings.Trim(s, letters) == "" }

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// fileName is the path of a file taken apart.
type fileName struct {
	key   Key
	hash  string // 16 hexadecimal digits of the file's own bytes
	width int    // of a variant; 0 for the picture itself
}

const hashDigits = 16

func (n fileName) String() string {
	if n.width > 0 {
		return fmt.Sprintf("%s.%s.w%d.jpg", n.key, n.hash, n.width)
	}
	return fmt.Sprintf("%s.%s.jpg", n.key, n.hash)
}

// parseFileName reads a path of exactly the shape that Put makes.
func parseFileName(s string) (fileName, bool) {
	var n fileName
	rest, ok := strings.CutSuffix(s, ".jpg")
	if !ok {
		return n, false
	}
	if before, last, found := cutLast(rest, ".w"); found {
		if width, err := strconv.Atoi(last); err == nil && slices.Contains(variantWidths(), width) {
			rest, n.width = before, width
		}
	}
	if rest, n.hash, ok = cutLast(rest, "."); !ok || !isHash(n.hash) {
		return n, false
	}
	key, err := parseKey(rest)
	n.key = key
	return n, err == nil && n.String() == s
}

func isHash(s string) bool {
	return len(s) == hashDigits && strings.Trim(s, "0123456789abcdef") == ""
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
