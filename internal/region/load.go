package region

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/klauspost/compress/gzip"

	"pamir/internal/formats"
	"pamir/internal/store"
)

// Region is an imported region, in memory.
type Region struct {
	Manifest Manifest
	Version  string // changes with every byte of it
	Datasets []store.Dataset
	Roads    string // path of the roads file; "" where there are no roads
}

// Open reads the region in a folder, and checks all of it: what it returns is
// what was imported. The error names the file and the place in it.
func Open(ctx context.Context, dir string) (*Region, error) {
	r, err := open(ctx, dir)
	if errors.Is(err, fs.ErrNotExist) {
		// An import may have exchanged the region between two steps.
		r, err = open(ctx, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return r, nil
}

func open(ctx context.Context, dir string) (*Region, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, reason(err)
	}
	defer root.Close()
	m, raw, err := readManifest(root.FS())
	if err != nil {
		return nil, err
	}
	l := loader{dir: root.FS(), manifest: m}
	r := &Region{Manifest: *m, Version: version(raw)}
	if m.Roads != nil {
		if r.Roads, err = l.roads(dir); err != nil {
			return nil, err
		}
	}
	r.Datasets, err = l.load(ctx)
	return r, err
}

// roads returns the path of the roads file, which has checksums of its own and
// is not read here.
func (l *loader) roads(dir string) (string, error) {
	name := path.Join(l.manifest.Folder, l.manifest.Roads.File)
	info, err := fs.Stat(l.dir, name)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, reason(err))
	}
	if info.Size() != l.manifest.Roads.Bytes {
		return "", fmt.Errorf("%s: it has %d bytes and should have %d: import the extract again", name, info.Size(), l.manifest.Roads.Bytes)
	}
	return filepath.Join(dir, l.manifest.Folder, l.manifest.Roads.File), nil
}

// reason is the error without the operation and path, which the caller says.
func reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// loader reads the files of a region, several parts at once.
type loader struct {
	dir      fs.FS
	manifest *Manifest
}

// part is one to read, and where its features go.
type part struct {
	of     *store.Collection
	file   string
	number int    // in the file, from 1
	line   int    // in the file, of its first
	packed []byte // owned by the file's memory
	into   []*store.Feature
}

func (l *loader) load(ctx context.Context) ([]store.Dataset, error) {
	defined := map[string]*definition{}
	for _, d := range definitions() {
		defined[d.ID] = d
	}
	var datasets []store.Dataset
	var parts []part
	for _, c := range l.manifest.Collections {
		d := defined[c.ID]
		if d == nil {
			return nil, fmt.Errorf("%s: there is no collection %q", manifestName, c.ID)
		}
		delete(defined, c.ID)
		if l.manifest.Source.Timestamp != nil {
			d.Updated = *l.manifest.Source.Timestamp
		}
		features := make([]*store.Feature, c.Features)
		datasets = append(datasets, store.Dataset{Collection: &d.Collection, Features: features})
		some, err := l.parts(&c, &d.Collection, features)
		if err != nil {
			return nil, err
		}
		parts = append(parts, some...)
	}
	if err := readAll(ctx, parts); err != nil {
		return nil, err
	}
	for _, d := range datasets {
		d.Collection.Measure(d.Features)
	}
	return datasets, nil
}

// parts reads a file and divides it.
func (l *loader) parts(c *CollectionFile, of *store.Collection, features []*store.Feature) ([]part, error) {
	name := path.Join(l.manifest.Folder, c.File)
	packed, err := fs.ReadFile(l.dir, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, reason(err))
	}
	if int64(len(packed)) != c.Bytes {
		return nil, fmt.Errorf("%s: it has %d bytes and should have %d: import the extract again", name, len(packed), c.Bytes)
	}
	if sum := sha256.Sum256(packed); hex.EncodeToString(sum[:]) != c.SHA256 {
		return nil, fmt.Errorf("%s: its checksum is not that of the import: import the extract again", name)
	}
	var out []part
	line := 1
	for i, p := range c.Parts {
		if p.Features > 0 {
			out = append(out, part{of: of, file: name, number: i + 1, line: line, packed: packed[:p.Bytes], into: features[:p.Features]})
		}
		packed, features, line = packed[p.Bytes:], features[p.Features:], line+p.Features
	}
	return out, nil
}

// readAll reads parts, as many at once as there are processors. Of several
// errors it returns that of the first part.
func readAll(ctx context.Context, parts []part) error {
	errs := make([]error, len(parts))
	next := make(chan int)
	var running sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parts)) {
		running.Go(func() {
			for i := range next {
				errs[i] = parts[i].read(ctx)
			}
		})
	}
	for i := range parts {
		next <- i
	}
	close(next)
	running.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// read reads the features of a part.
func (p *part) read(ctx context.Context) error {
	unpacker, err := gzip.NewReader(bytes.NewReader(p.packed))
	if err != nil {
		return fmt.Errorf("%s: part %d: %w", p.file, p.number, err)
	}
	in := formats.NewReader(unpacker, formats.ReadOptions{Lines: true})
	n := 0
	for ; ; n++ {
		if n&0xfff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		raw, err := in.Next()
		if err == io.EOF {
			break
		}
		if err == nil && n == len(p.into) {
			err = errors.New("there are more features than the manifest says")
		}
		if err == nil {
			p.into[n], err = feature(p.of, &raw)
		}
		if err != nil {
			return fmt.Errorf("%s: line %d: %w", p.file, p.line+n, err)
		}
	}
	if n < len(p.into) {
		return fmt.Errorf("%s: part %d: it has %d features and should have %d", p.file, p.number, n, len(p.into))
	}
	return nil
}

// feature makes a feature of the schema.
func feature(c *store.Collection, raw *formats.Raw) (*store.Feature, error) {
	if raw.ID == "" || raw.Geometry == nil || raw.Geometry.GeoJSONType() != string(c.Geometry) {
		return nil, fmt.Errorf("it should be a %s with an id", c.Geometry)
	}
	f := &store.Feature{ID: raw.ID, Geometry: raw.Geometry, Z: raw.Z, Values: make([]store.Value, len(c.Properties))}
	for n, p := range raw.Properties {
		// They were written in the order of the schema.
		i := n
		if i >= len(c.Properties) || c.Properties[i].Name != p.Name {
			if i = c.Index(p.Name); i < 0 {
				return nil, fmt.Errorf("feature %q: %s is not in the schema: import the extract again", raw.ID, p.Name)
			}
		}
		v, err := formats.Conform(&c.Properties[i], p.Value)
		if err != nil {
			return nil, fmt.Errorf("feature %q: %s: %w", raw.ID, p.Name, err)
		}
		f.Values[i] = v
	}
	return f, nil
}
