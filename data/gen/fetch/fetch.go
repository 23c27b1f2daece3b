// Package fetch gets single files out of published packages: Debian's, npm's,
// Python's and Go modules. Each file is pinned by its SHA-256 and kept in a cache.
//
//	c := fetch.Cache{Dir: dir}
//	data, err := c.Load(ctx, pkg, "usr/share/…/etopo5.cdf")
//
// The packages' own clients do the talking; nothing here knows an address.
package fetch

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Origin says whose package it is.
type Origin string

// The kinds of package.
const (
	Debian Origin = "Debian package"
	Module Origin = "Go module"
	NPM    Origin = "npm package"
	Wheel  Origin = "Python package" // its one file is the wheel
)

// Package is one version of a package and the files wanted from it.
type Package struct {
	Name, Version string
	Origin        Origin
	Licence       string // of the files, not of the packaging
	Files         []File
}

// File is a file of a package, by its path inside.
type File struct {
	Path   string
	SHA256 string
	Bytes  int64
}

// ErrUnavailable is returned, wrapped, where a package cannot be had here: the
// client is not installed, or nothing answers it. A file that was had but
// differs from its hash is another error.
var ErrUnavailable = errors.New("the package cannot be had here")

// Cache is a folder of files by package. It may be deleted at any time.
type Cache struct {
	Dir string
}

// Load returns a file that the package lists, from the cache or from the
// package. The bytes have the listed hash.
func (c Cache) Load(ctx context.Context, p *Package, path string) ([]byte, error) {
	want, err := p.file(path)
	if err != nil {
		return nil, err
	}
	if data, err := os.ReadFile(c.place(p, path)); err == nil && want.check(data) == nil {
		return data, nil
	}
	if err := c.fill(ctx, p); err != nil {
		return nil, fmt.Errorf("%s %s %s: %w", p.Origin, p.Name, p.Version, err)
	}
	return os.ReadFile(c.place(p, path))
}

func (p *Package) file(path string) (*File, error) {
	for i := range p.Files {
		if p.Files[i].Path == path {
			return &p.Files[i], nil
		}
	}
	return nil, fmt.Errorf("package %s lists no file %q", p.Name, path)
}

func (f *File) check(data []byte) error {
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(data)) != f.Bytes {
		return fmt.Errorf("%s: %d bytes with SHA-256 %x, pinned are %d bytes with %s", f.Path, len(data), sum, f.Bytes, f.SHA256)
	}
	return nil
}

func (c Cache) place(p *Package, path string) string {
	name := strings.ReplaceAll(p.Name, "/", "_") + "-" + p.Version
	return filepath.Join(c.Dir, name, filepath.FromSlash(path))
}

// fill gets the package and keeps all its listed files.
func (c Cache) fill(ctx context.Context, p *Package) error {
	tmp, err := os.MkdirTemp("", "pamir-data-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	var root string
	switch p.Origin {
	case Debian:
		root, err = getDebian(ctx, tmp, p)
	case Module:
		root, err = getModule(ctx, tmp, p)
	case NPM:
		root, err = getNPM(ctx, tmp, p)
	case Wheel:
		root, err = getWheel(ctx, tmp, p)
	default:
		err = fmt.Errorf("origin %q is not known", p.Origin)
	}
	if err != nil {
		return err
	}
	for _, f := range p.Files {
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(f.Path)))
		if err != nil {
			return err
		}
		if err := f.check(data); err != nil {
			return err
		}
		place := c.place(p, f.Path)
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(place, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func getDebian(ctx context.Context, tmp string, p *Package) (string, error) {
	if _, err := run(ctx, tmp, "apt-get", "download", p.Name+"="+p.Version); err != nil {
		return "", err
	}
	debs, err := filepath.Glob(filepath.Join(tmp, "*.deb"))
	if err != nil || len(debs) != 1 {
		return "", fmt.Errorf("apt-get left %d packages", len(debs))
	}
	root := filepath.Join(tmp, "root")
	_, err = run(ctx, tmp, "dpkg", "-x", debs[0], root)
	return root, err
}

func getModule(ctx context.Context, tmp string, p *Package) (string, error) {
	out, err := run(ctx, tmp, "go", "mod", "download", "-json", p.Name+"@v"+p.Version)
	if err != nil {
		return "", err
	}
	var module struct{ Dir string }
	err = json.Unmarshal(out, &module)
	return module.Dir, err
}

func getNPM(ctx context.Context, tmp string, p *Package) (string, error) {
	if _, err := run(ctx, tmp, "npm", "pack", "--silent", p.Name+"@"+p.Version); err != nil {
		return "", err
	}
	packs, err := filepath.Glob(filepath.Join(tmp, "*.tgz"))
	if err != nil || len(packs) != 1 {
		return "", fmt.Errorf("npm left %d packages", len(packs))
	}
	return tmp, unpack(packs[0], tmp, p)
}

// getWheel downloads the wheel that runs on every machine.
func getWheel(ctx context.Context, tmp string, p *Package) (string, error) {
	_, err := run(ctx, tmp, "python3", "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
		"--implementation", "py", "--abi", "none", "--platform", "any", p.Name+"=="+p.Version)
	return tmp, err
}

// unpack writes the listed files of an npm package.
func unpack(archive, dir string, p *Package) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		path := strings.TrimPrefix(h.Name, "package/")
		want, err := p.file(path)
		if err != nil {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(r, want.Bytes+1))
		if err != nil {
			return err
		}
		place := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(place, data, 0o644); err != nil {
			return err
		}
	}
}

// run calls a package client. Any failure of it counts as ErrUnavailable,
// with what it said.
func run(ctx context.Context, dir, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		said := strings.TrimSpace(stderr.String())
		return nil, fmt.Errorf("%w: %s: %w: %s", ErrUnavailable, name, err, said)
	}
	return stdout.Bytes(), nil
}
