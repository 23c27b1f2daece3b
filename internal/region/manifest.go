package region

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"time"
)

// manifestName is the file that says what a region is. Where it points to is
// the region: it is written last, and in one step.
const manifestName = "region.json"

// format changes when the files of a region change in a way that older or newer
// programs cannot read.
const format = 1

// Manifest says what a region is made of.
type Manifest struct {
	Format      int              `json:"format"`
	Folder      string           `json:"folder"` // of the files below
	Source      Source           `json:"source"`
	BBox        [4]float64       `json:"bbox"` // west, south, east, north, of all features
	Collections []CollectionFile `json:"collections"`
	Roads       *RoadsFile       `json:"roads"`  // null where there are none
	Faults      map[string]Fault `json:"faults"` // by what is wrong
}

// Source is the extract that a region was imported from.
type Source struct {
	Name      string     `json:"name"` // of the file
	Bytes     int64      `json:"bytes"`
	SHA256    string     `json:"sha256"`
	Timestamp *time.Time `json:"timestamp"` // up to which it holds all changes; null where it does not say
	Sequence  int64      `json:"sequence"`  // of the replication, 0 where it does not say
	Program   string     `json:"program"`   // that wrote it
	Nodes     int64      `json:"nodes"`
	Ways      int64      `json:"ways"`
	Relations int64      `json:"relations"`
}

// CollectionFile holds the features of a collection: GeoJSON, one feature a
// line, in gzip. The file is a row of gzip members, so that several can be read
// at once; any program reads it as one.
type CollectionFile struct {
	ID       string `json:"id"`
	File     string `json:"file"`
	Features int    `json:"features"`
	Bytes    int64  `json:"bytes"`
	SHA256   string `json:"sha256"`
	Parts    []Part `json:"parts"`
}

// Part is a gzip member: whole lines.
type Part struct {
	Bytes    int64 `json:"bytes"` // packed
	Features int   `json:"features"`
}

// Fault counts things that are no feature, or not a whole one, and names the
// first of them.
type Fault struct {
	Count int      `json:"count"`
	First []string `json:"first"`
}

// maxManifest bounds what is read of a manifest: a part for each 4 MB of text.
const maxManifest = 16 << 20

var (
	// ErrNoRegion is wrapped by the error for a folder that holds no region.
	ErrNoRegion = errors.New("there is no region in it")

	sha256Hex = regexp.MustCompile(`^[0-9a-f]{64}$`)
	folders   = regexp.MustCompile(`^[0-9a-f]{12}(-[0-9]+)?$`)
	plainName = regexp.MustCompile(`^[a-z][a-z.-]*$`)
)

// readManifest reads the manifest and checks what the rest relies on.
func readManifest(dir fs.FS) (m *Manifest, raw []byte, err error) {
	f, err := dir.Open(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, ErrNoRegion
	}
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if raw, err = io.ReadAll(io.LimitReader(f, maxManifest)); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", manifestName, err)
	}
	if m, err = parseManifest(raw); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", manifestName, err)
	}
	return m, raw, nil
}

func parseManifest(raw []byte) (*Manifest, error) {
	// The format comes first: a newer one may have members that this one lacks.
	var first struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(raw, &first); err != nil {
		return nil, located(raw, err)
	}
	if first.Format != format {
		return nil, fmt.Errorf("it is of format %d and this program reads format %d; import the extract again", first.Format, format)
	}
	m := &Manifest{}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(m); err != nil {
		return nil, located(raw, err)
	}
	if !folders.MatchString(m.Folder) {
		return nil, fmt.Errorf("folder: %q is not one that an import makes", m.Folder)
	}
	if r := m.Roads; r != nil && r.File != roadsName {
		return nil, fmt.Errorf("roads: %q is not a file that an import makes", r.File)
	}
	for i, c := range m.Collections {
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("collections: number %d: %w", i+1, err)
		}
	}
	return m, nil
}

// located adds the line to an error of syntax.
func located(raw []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("line %d: %w", 1+bytes.Count(raw[:min(syntax.Offset, int64(len(raw)))], []byte{'\n'}), err)
	}
	return err
}

func (c *CollectionFile) check() error {
	var bytes int64
	features := 0
	for _, p := range c.Parts {
		if p.Bytes < 0 || p.Features < 0 {
			return errors.New("parts: a size is below 0")
		}
		bytes, features = bytes+p.Bytes, features+p.Features
	}
	switch {
	case !plainName.MatchString(c.ID) || !plainName.MatchString(c.File):
		return fmt.Errorf("%q and %q are not an id and a file that an import makes", c.ID, c.File)
	case !sha256Hex.MatchString(c.SHA256):
		return fmt.Errorf("sha256: %q is none", c.SHA256)
	case bytes != c.Bytes || features != c.Features:
		return fmt.Errorf("its parts have %d bytes and %d features, and it %d and %d", bytes, features, c.Bytes, c.Features)
	}
	return nil
}

// encode writes the manifest the way it is read.
func (m *Manifest) encode() ([]byte, error) {
	out, err := json.MarshalIndent(m, "", "  ")
	return append(out, '\n'), err
}

// version changes with every byte of the region.
func version(manifest []byte) string {
	sum := sha256.Sum256(manifest)
	return hex.EncodeToString(sum[:4])
}
