package fetch

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func pinned(path, text string) File {
	sum := sha256.Sum256([]byte(text))
	return File{Path: path, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(text))}
}

func TestCachedFileIsChecked(t *testing.T) {
	p := &Package{Name: "x/y", Version: "1", Origin: "nobody's", Files: []File{pinned("a/b.txt", "hello")}}
	c := Cache{Dir: t.TempDir()}
	place := c.place(p, "a/b.txt")
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(place, []byte("hello"), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := c.Load(context.Background(), p, "a/b.txt")
	if err != nil || string(got) != "hello" {
		t.Errorf("got %q, %v", got, err)
	}
	if err := os.WriteFile(place, []byte("jello"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Load(context.Background(), p, "a/b.txt"); err == nil {
		t.Error("a changed file was taken")
	}
	if _, err := c.Load(context.Background(), p, "a/c.txt"); err == nil {
		t.Error("a file that is not listed was taken")
	}
}

func TestUnpack(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for name, text := range map[string]string{
		"package/cities.pbf": "data", "package/index.js": "code", "package/../../evil": "no",
	} {
		if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(text)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), z.Close()); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	archive := filepath.Join(dir, "x.tgz")
	if err := os.WriteFile(archive, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	p := &Package{Files: []File{pinned("cities.pbf", "data")}}
	if err := unpack(archive, out, p); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(out, "cities.pbf")); err != nil || string(got) != "data" {
		t.Errorf("got %q, %v", got, err)
	}
	if left, _ := os.ReadDir(out); len(left) != 1 {
		t.Errorf("more than the listed file was written: %v", left)
	}
}

func TestMissingClientIsUnavailable(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for _, origin := range []Origin{Debian, Module, NPM} {
		p := &Package{Name: "x", Version: "1", Origin: origin, Files: []File{pinned("f", "x")}}
		_, err := Cache{Dir: t.TempDir()}.Load(context.Background(), p, "f")
		if !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), string(origin)) {
			t.Errorf("%s: %v", origin, err)
		}
	}
}
