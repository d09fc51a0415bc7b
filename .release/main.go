// Command release makes, of the binaries that make release has built, what people install:
// Debian packages, container images, a list of what is inside, and the sums of all. It needs
// neither root nor a daemon, and makes the same bytes of the same binaries at any time.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// release is what is made.
type release struct {
	dist     string    // folder of the binaries, and of what is made of them
	version  string    // as git describe has it
	made     time.Time // of the commit; every date inside is this one
	scratch  string    // folder for what is in packages and nowhere else
	licences []byte    // of all that is in the binaries
}

// platform is one of Linux for which there are a package and an image.
type platform struct {
	label string // in the names of files
	arch  string // Go's and OCI's
	deb   string // Debian's, as nfpm wants it
	kind  string // OCI's variant
}

func platforms() []platform {
	return []platform{
		{label: "amd64", arch: "amd64", deb: "amd64"},
		{label: "arm64", arch: "arm64", deb: "arm64", kind: "v8"},
		{label: "armv7", arch: "arm", deb: "arm7", kind: "v7"},
	}
}

func main() {
	r := release{}
	flag.StringVar(&r.dist, "dist", "../dist", "folder of the binaries, and of what is made of them")
	flag.StringVar(&r.version, "version", "", "version of the binaries")
	seconds := flag.Int64("time", 0, "time of the release, in seconds since 1970")
	flag.Parse()
	r.made = time.Unix(*seconds, 0).UTC()
	if err := r.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// run makes everything of the platforms whose binaries are there.
func (r *release) run(ctx context.Context) (err error) {
	if r.scratch, err = os.MkdirTemp("", "casebook-release-"); err != nil {
		return fmt.Errorf("make a scratch folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(r.scratch)) }()
	inside, err := r.modules()
	if err != nil {
		return err
	}
	if r.licences, err = licences(ctx, inside); err != nil {
		return err
	}
	if err := r.listModules(inside); err != nil {
		return fmt.Errorf("list of modules: %w", err)
	}
	var images []built
	for _, p := range platforms() {
		binary := r.file("linux-" + p.label)
		if _, err := os.Stat(binary); errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := r.debian(p, binary); err != nil {
			return fmt.Errorf("package for %s: %w", p.label, err)
		}
		image, err := r.image(p, binary)
		if err != nil {
			return fmt.Errorf("image for %s: %w", p.label, err)
		}
		images = append(images, image)
	}
	if err := r.index(images); err != nil {
		return fmt.Errorf("image: %w", err)
	}
	return r.sums()
}

// file is the name of a file of the release.
func (r *release) file(rest string) string {
	return filepath.Join(r.dist, strings.Join([]string{"casebook", r.version, rest}, "-"))
}
