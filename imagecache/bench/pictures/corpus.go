//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/disintegration/imaging"
	_ "golang.org/x/image/webp"

	"casebook/generator/builtin/painter"
	"casebook/generator/mystery"
)

// picture is one of the pictures compared.
type picture struct {
	name    string
	painted bool
	file    string // PNG
	img     *image.NRGBA
}

// collect returns the pictures, made in the scratch folder if they are not there, and
// says what is missing.
func collect(ctx context.Context, p plan) (pictures []picture, missing []string, err error) {
	root, err := findWallpapers(ctx, p.scratch)
	if err != nil {
		missing = append(missing, "wallpapers: "+err.Error())
	} else {
		for _, path := range wallpapers()[:min(p.count, len(wallpapers()))] {
			name := strings.NewReplacer("usr/share/", "", "/", "-", filepath.Ext(path), "").Replace(path)
			pictures, err = keep(pictures, p.scratch, name, false, func() (image.Image, error) {
				img, err := imaging.Open(filepath.Join(root, path))
				if err != nil {
					return nil, err
				}
				return imaging.Fill(img, 1024, 1024, imaging.Center, imaging.Lanczos), nil //nolint:misspell // their name
			})
			if err != nil {
				return nil, nil, err
			}
		}
	}
	for i, pic := range paintings()[:min(p.count, len(paintings()))] {
		name := fmt.Sprintf("painting-%d-%s", i, pic.Subject)
		pictures, err = keep(pictures, p.scratch, name, true, func() (image.Image, error) {
			return painter.New().Draw(ctx, pic)
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return pictures, missing, nil
}

// keep appends the picture of that name, which it makes if there is no file of it.
func keep(pictures []picture, scratch, name string, painted bool, make func() (image.Image, error)) ([]picture, error) {
	p := picture{name: name, painted: painted, file: filepath.Join(scratch, "pictures", name+".png")}
	if err := os.MkdirAll(filepath.Dir(p.file), 0o700); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(p.file)
	if errors.Is(err, os.ErrNotExist) {
		img, failed := make()
		if failed != nil {
			return nil, fmt.Errorf("make %s: %w", name, failed)
		}
		var b bytes.Buffer
		err = errors.Join(png.Encode(&b, img), os.WriteFile(p.file, b.Bytes(), 0o600))
		data = b.Bytes()
	}
	if err != nil {
		return nil, err
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", p.file, err)
	}
	p.img = imaging.Clone(img)
	return append(pictures, p), nil
}

// wallpapers are eight photographs and four illustrations, below a root folder.
func wallpapers() []string {
	const plasma, mate, gnome = "usr/share/wallpapers/", "usr/share/backgrounds/mate/", "usr/share/backgrounds/gnome/"
	return []string{
		plasma + "BytheWater/contents/images/2560x1600.jpg",
		plasma + "ColorfulCups/contents/images/2560x1600.jpg",
		plasma + "Canopee/contents/images/3840x2160.png",
		plasma + "EveningGlow/contents/images/2560x1600.jpg",
		plasma + "FallenLeaf/contents/images/2560x1600.jpg",
		plasma + "MilkyWay/contents/images/5120x2880.png",
		plasma + "Path/contents/images/2560x1600.jpg",
		mate + "nature/Dune.jpg",
		plasma + "Altai/contents/images/5120x2880.png",
		mate + "nature/RainDrops.jpg",
		mate + "nature/TwoWings.jpg",
		gnome + "licorice-l.webp",
	}
}

// findWallpapers returns the folder that the wallpapers are below: the system's if
// they are installed, else one that their packages are unpacked into.
func findWallpapers(ctx context.Context, scratch string) (string, error) {
	unpacked := filepath.Join(scratch, "root")
	for _, root := range []string{"/", unpacked} {
		if there(root, wallpapers()) {
			return root, nil
		}
	}
	script := `apt-get update -q && apt-get download -q plasma-workspace-wallpapers mate-backgrounds gnome-backgrounds && for p in *.deb; do dpkg -x "$p" root; done`
	cmd := exec.CommandContext(ctx, "sh", "-c", script)
	cmd.Dir = scratch
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("apt: %w\n%s", err, out)
	}
	if !there(unpacked, wallpapers()) {
		return "", errors.New("the packages of Debian hold others now")
	}
	return unpacked, nil
}

func there(root string, files []string) bool {
	for _, file := range files {
		if _, err := os.Stat(filepath.Join(root, file)); err != nil {
			return false
		}
	}
	return true
}

// paintings are twelve of what our painter draws: of every kind, and in every light.
func paintings() []mystery.Picture {
	pics := []mystery.Picture{
		{Kind: mystery.Location, Subject: "library", Setting: "manor", Hour: "night", Weather: "rain", Palette: "teal"},
		{Kind: mystery.Object, Subject: "pocket-watch", Setting: "manor", Hour: "night", Weather: "rain", Palette: "ochre"},
		{Kind: mystery.Cinematic, Subject: "lighthouse", Setting: "lighthouse", Hour: "day", Weather: "storm", Palette: "slate"},
		{Kind: mystery.Portrait, Subject: "person", Setting: "hotel", Hour: "day", Weather: "clear", Palette: "crimson", Person: &mystery.Person{
			Sex: "woman", Age: "middle", Skin: "brown", Hair: "black", HairStyle: "bun", Glasses: "round", Build: "medium", Dress: "coat", Expression: "stern",
		}},
		{Kind: mystery.Location, Subject: "kitchen", Setting: "manor", Hour: "day", Weather: "clear", Palette: "moss"},
		{Kind: mystery.Object, Subject: "torn-letter", Setting: "theatre", Hour: "day", Weather: "clear", Palette: "plum"},
		{Kind: mystery.Cinematic, Subject: "hotel", Setting: "hotel", Hour: "night", Weather: "snow", Palette: "sepia"},
		{Kind: mystery.Portrait, Subject: "person", Setting: "train", Hour: "night", Weather: "fog", Palette: "slate", Person: &mystery.Person{
			Sex: "man", Age: "old", Skin: "fair", Hair: "white", HairStyle: "short", Beard: "full", Hat: "fedora", Build: "heavy", Dress: "suit", Expression: "worried",
		}},
		{Kind: mystery.Location, Subject: "conservatory", Setting: "manor", Hour: "dusk", Weather: "rain", Palette: "ochre"},
		{Kind: mystery.Object, Subject: "lantern", Setting: "lighthouse", Hour: "dusk", Weather: "fog", Palette: "teal"},
		{Kind: mystery.Cinematic, Subject: "train", Setting: "train", Hour: "dusk", Weather: "clear", Palette: "crimson"},
		{Kind: mystery.Location, Subject: "billiard-room", Setting: "manor", Hour: "dawn", Weather: "fog", Palette: "plum"},
	}
	for i := range pics {
		pics[i].Seed = uint64(i)
	}
	return pics
}
