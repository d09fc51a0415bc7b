package main

import (
	"archive/tar"
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// nobody is the user that containers run as, and that volumes must belong to.
const nobody = 65532

// built is the image of a platform.
type built struct {
	platform platform
	image    v1.Image
}

// image makes the image of a platform, and the file that docker load takes.
func (r *release) image(p platform, binary string) (built, error) {
	text, err := r.rootFiles(binary)
	if err != nil {
		return built{}, err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }, tarball.WithMediaType(types.OCILayer))
	if err != nil {
		return built{}, fmt.Errorf("layer: %w", err)
	}
	image := mutate.MediaType(mutate.ConfigMediaType(empty.Image, types.OCIConfigJSON), types.OCIManifestSchema1)
	image, err = mutate.Append(image, mutate.Addendum{Layer: layer, History: v1.History{Created: v1.Time{Time: r.made}, CreatedBy: "make release"}})
	if err != nil {
		return built{}, fmt.Errorf("append the layer: %w", err)
	}
	old, err := image.ConfigFile()
	if err != nil {
		return built{}, fmt.Errorf("read the configuration: %w", err)
	}
	config := old.DeepCopy()
	config.Created, config.OS, config.Architecture, config.Variant = v1.Time{Time: r.made}, "linux", p.arch, p.kind
	config.Config = v1.Config{
		Entrypoint: []string{"/usr/bin/casebook"}, User: fmt.Sprintf("%d:%d", nobody, nobody), WorkingDir: "/data", Env: []string{"PATH=/usr/bin", "CASEBOOK_DATA=/data"},
		ExposedPorts: map[string]struct{}{"8080/tcp": {}}, Volumes: map[string]struct{}{"/data": {}}, StopSignal: "SIGTERM", Labels: r.labels(),
	}
	if image, err = mutate.ConfigFile(image, config); err != nil {
		return built{}, fmt.Errorf("configure it: %w", err)
	}
	tagged, err := name.NewTag(tag(r.version))
	if err != nil {
		return built{}, fmt.Errorf("name it: %w", err)
	}
	return built{p, image}, tarball.WriteToFile(r.file("image-"+p.label+".tar"), tagged, image)
}

// tag is the name of the image where it is loaded.
func tag(version string) string { return "casebook:" + version }

func (r *release) labels() map[string]string {
	const prefix = "org.opencontainers.image."
	return map[string]string{
		prefix + "title": "Casebook", prefix + "description": "A murder mystery every day", prefix + "licenses": "MIT",
		prefix + "version": r.version, prefix + "created": r.made.Format("2006-01-02T15:04:05Z"),
	}
}

// rootFiles is a tar file of all that is in a container: the program, whom it runs as, whom it
// trusts when it asks others, the licences, and folders that it may write into.
func (r *release) rootFiles(binary string) ([]byte, error) {
	program, err := os.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	var roots bytes.Buffer
	for root := range bundle.Roots() {
		if err := pem.Encode(&roots, &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range []struct {
		name  string
		mode  int64
		owner int
		text  []byte
	}{
		{"data/", 0o700, nobody, nil},
		{"etc/", 0o755, 0, nil},
		{"etc/group", 0o644, 0, fmt.Appendf(nil, "root:x:0:\ncasebook:x:%d:\n", nobody)},
		{"etc/passwd", 0o644, 0, fmt.Appendf(nil, "root:x:0:0:root:/:/sbin/nologin\ncasebook:x:%d:%d:Casebook:/data:/sbin/nologin\n", nobody, nobody)},
		{"etc/ssl/", 0o755, 0, nil},
		{"etc/ssl/certs/", 0o755, 0, nil},
		{"etc/ssl/certs/ca-certificates.crt", 0o644, 0, roots.Bytes()},
		{"tmp/", 0o1777, 0, nil},
		{"usr/", 0o755, 0, nil},
		{"usr/bin/", 0o755, 0, nil},
		{"usr/bin/casebook", 0o755, 0, program},
		{"usr/share/", 0o755, 0, nil},
		{"usr/share/doc/", 0o755, 0, nil},
		{"usr/share/doc/casebook/", 0o755, 0, nil},
		{"usr/share/doc/casebook/licences", 0o644, 0, r.licences},
	} {
		header := &tar.Header{Name: f.name, Mode: f.mode, Uid: f.owner, Gid: f.owner, Size: int64(len(f.text)), ModTime: r.made, Typeflag: tar.TypeReg}
		if f.text == nil {
			header.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.text); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), w.Close()
}

// index makes the image of all platforms, in the layout of OCI, packed: registries take it.
func (r *release) index(images []built) error {
	var list []mutate.IndexAddendum
	for _, b := range images {
		list = append(list, mutate.IndexAddendum{Add: b.image, Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: "linux", Architecture: b.platform.arch, Variant: b.platform.kind}}})
	}
	index := mutate.IndexMediaType(mutate.AppendManifests(empty.Index, list...), types.OCIImageIndex)
	folder := filepath.Join(r.scratch, "oci")
	whole, err := layout.Write(folder, empty.Index)
	if err != nil {
		return fmt.Errorf("layout: %w", err)
	}
	if err := whole.AppendIndex(index, layout.WithAnnotations(map[string]string{"org.opencontainers.image.ref.name": tag(r.version)})); err != nil {
		return fmt.Errorf("layout: %w", err)
	}
	out, err := os.Create(r.file("oci.tar"))
	if err != nil {
		return err
	}
	w := tar.NewWriter(out)
	return errors.Join(r.pack(w, folder), w.Close(), out.Close())
}

// pack writes all files of a folder, in the order of their names.
func (r *release) pack(w *tar.Writer, folder string) error {
	files := os.DirFS(folder)
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text)), ModTime: r.made, Typeflag: tar.TypeReg}); err != nil {
			return err
		}
		_, err = w.Write(text)
		return err
	})
}
