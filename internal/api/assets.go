package api

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"pamir/internal/ask"
)

var (
	//go:embed html/pages.css
	pagesCSS []byte
	//go:embed html/icon.svg
	iconSVG []byte
)

// assets are the files of the page, under names that contain a hash of what
// they hold: they never change, and are compressed once.
type assets struct {
	files   map[string]*asset
	css     string // the style of the plain pages
	icon    string // of every page
	page    builtPage
	missing bool // the page has not been built
}

// builtPage is the built page's manifest: the names of its files.
type builtPage struct {
	JS        string            `json:"js"`
	CSS       string            `json:"css"`
	Shared    []string          `json:"shared"`    // scripts that the first one imports in any case
	Languages map[string]string `json:"languages"` // what it says, of which it imports one
}

// firstScripts are those that the page asks for before it can draw anything.
func (p builtPage) firstScripts(lang string) []string {
	first := slices.Clone(p.Shared)
	if own, ok := p.Languages[lang]; ok {
		first = append(first, own)
	}
	return first
}

type asset struct {
	media            string
	plain, gzip, zst []byte
}

func newAssets(cfg Config) (*assets, error) {
	a := &assets{files: map[string]*asset{}}
	a.css = a.add("pages.css", "text/css; charset=utf-8", pagesCSS)
	a.icon = a.add("icon.svg", mediaOf("icon.svg"), iconSVG)
	if cfg.Web == nil {
		a.missing = true
		return a, nil
	}
	manifest, err := fs.ReadFile(cfg.Web, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		a.missing = true
		return a, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(manifest, &a.page); err != nil {
		return nil, fmt.Errorf("the page's manifest.json: %w", err)
	}
	return a, fs.WalkDir(cfg.Web, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name)[0] == '.' {
			return err
		}
		b, err := fs.ReadFile(cfg.Web, name)
		if err == nil {
			a.files[name] = newAsset(mediaOf(name), b)
		}
		return err
	})
}

// mediaOf returns the media type by a file's extension, for those that a page
// has; the system's own table differs between machines.
func mediaOf(name string) string {
	switch path.Ext(name) {
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".json", ".map":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".webp":
		return "image/webp"
	case ".woff2":
		return "font/woff2"
	}
	return "application/octet-stream"
}

// add puts a file under its name with a hash in it, and returns that.
func (a *assets) add(name, media string, b []byte) string {
	sum := sha256.Sum256(b)
	ext := path.Ext(name)
	name = strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:5]) + ext
	a.files[name] = newAsset(media, b)
	return name
}

func newAsset(media string, b []byte) *asset {
	x := &asset{media: media, plain: b}
	if strings.HasPrefix(media, "image/") && media != "image/svg+xml" || strings.HasPrefix(media, "font/") || len(b) < compressFrom {
		return x
	}
	var z bytes.Buffer
	g, _ := gzip.NewWriterLevel(&z, gzip.BestCompression) // the level is valid
	if _, err := g.Write(b); err == nil && g.Close() == nil {
		x.gzip = z.Bytes()
	}
	if e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression)); err == nil {
		x.zst = e.EncodeAll(b, nil)
		e.Close()
	}
	return x
}

var fileParam = &param{name: "file", in: "path", required: true, set: func(c *call, v string) error {
	c.feature = v
	return nil
}}

// asset answers /assets/{file}.
func (c *call) asset() error {
	a := c.s.assets.files[c.feature]
	if a == nil {
		return fail(notFound, "There is no file %q.", ask.Clip(c.feature))
	}
	h := c.w.Header()
	tag := `"` + c.feature + `"`
	body := a.plain
	switch e := c.encoding(); {
	case e == zstdized && a.zst != nil:
		body, tag = a.zst, `"`+c.feature+`.zst"`
		h.Set("Content-Encoding", string(e))
	case e != identity && a.gzip != nil && acceptsGzip(c.r):
		body, tag = a.gzip, `"`+c.feature+`.gz"`
		h.Set("Content-Encoding", string(gzipped))
	}
	h.Set("Cache-Control", cacheForever)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Etag", tag)
	if sameTag(given(c.r, "If-None-Match"), tag) {
		h.Del("Content-Encoding")
		c.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", a.media)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(http.StatusOK)
	if c.r.Method == http.MethodHead {
		return nil
	}
	_, err := c.w.Write(body)
	return err
}

func acceptsGzip(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept-Encoding"), string(gzipped))
}
