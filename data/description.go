package data

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"pamir/internal/store"
)

// manifestFile lists the hashes of generated files; it describes nothing.
const manifestFile = "manifest.json"

func isDescription(name string) bool {
	return path.Ext(name) == ".json" && name != manifestFile && name != reliefFile
}

// description is a collection as <id>.json describes it.
type description struct {
	ID          string             `json:"id"`
	Rank        int                `json:"rank"` // orders the collections
	Title       string             `json:"title"`
	Titles      map[string]string  `json:"titles"`
	Description string             `json:"description"`
	Keywords    []string           `json:"keywords"`
	Role        store.Role         `json:"role"`
	Geometry    store.GeometryType `json:"geometry"`
	Files       []string           `json:"files"`
	Attribution string             `json:"attribution"`
	License     struct {
		Title string `json:"title"`
		Href  string `json:"href"`
	} `json:"license"`
	Updated    string     `json:"updated"` // a date
	Properties []property `json:"properties"`

	file    string
	updated time.Time
}

type property struct {
	Name        string             `json:"name"`
	Title       string             `json:"title"`
	Description string             `json:"description"`
	Type        store.PropertyType `json:"type"`
	Format      string             `json:"format"`
	Unit        string             `json:"unit"`
	Enum        []string           `json:"enum"`
}

// descriptions reads all descriptions, in the order in which to show them.
func descriptions(fsys fs.FS, problems *Problems) []*description {
	names, err := fs.Glob(fsys, "*.json")
	if err != nil {
		problems.add(Problem{File: "*.json"}, "%v", err)
	}
	var all []*description
	for _, name := range names {
		if !isDescription(name) {
			continue
		}
		d, err := readDescription(fsys, name)
		if err != nil {
			problems.add(Problem{File: name}, "%v", err)
			continue
		}
		before := len(*problems)
		d.check(problems)
		if len(*problems) == before {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b *description) int {
		if a.Rank != b.Rank {
			return a.Rank - b.Rank
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all
}

func readDescription(fsys fs.FS, name string) (*description, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	d := &description{file: name}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(d); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("line %d: %w", 1+bytes.Count(text[:syntax.Offset], []byte{'\n'}), err)
		}
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more follows the description")
	}
	return d, nil
}

var (
	roles         = []store.Role{store.Gateway, store.Basemap}
	geometryTypes = []store.GeometryType{store.Point, store.MultiPoint, store.LineString, store.MultiLineString, store.Polygon, store.MultiPolygon, store.NoGeometry}
	propertyTypes = []store.PropertyType{store.String, store.Number, store.Integer, store.Boolean, store.Array, store.Object}
	formatNames   = []string{"", "date", "date-time", "uri"}
)

// check reports what Load cannot work with.
func (d *description) check(problems *Problems) {
	at := Problem{File: d.file}
	if d.ID+".json" != d.file {
		problems.add(at, "the id is %q; it should be the file's name without .json", d.ID)
	}
	if d.Title == "" {
		problems.add(at, "there is no title")
	}
	if !slices.Contains(roles, d.Role) {
		problems.add(at, "role: want one of %q, have %q", roles, d.Role)
	}
	if !slices.Contains(geometryTypes, d.Geometry) {
		problems.add(at, "geometry: want one of %q, have %q", geometryTypes, d.Geometry)
	}
	if len(d.Files) == 0 {
		problems.add(at, "files: want the names of one or more files of features")
	}
	var err error
	if d.updated, err = time.Parse(time.DateOnly, d.Updated); err != nil {
		problems.add(at, "updated: want a date such as 2026-11-23, have %q", d.Updated)
	}
	seen := map[string]bool{}
	for i, p := range d.Properties {
		switch {
		case p.Name == "":
			problems.add(at, "properties: number %d has no name", i+1)
		case seen[p.Name]:
			problems.add(at, "properties: %s is there twice", p.Name)
		}
		seen[p.Name] = true
		if !slices.Contains(propertyTypes, p.Type) {
			problems.add(at, "properties: %s: type: want one of %q, have %q", p.Name, propertyTypes, p.Type)
		}
		if !slices.Contains(formatNames, p.Format) {
			problems.add(at, "properties: %s: format: want one of %q, have %q", p.Name, formatNames[1:], p.Format)
		}
		if (p.Name == store.ValidFrom || p.Name == store.ValidTo) && p.Format != "date" {
			problems.add(at, "properties: %s: format: want \"date\", have %q", p.Name, p.Format)
		}
		if p.Type != store.String && (p.Format != "" || p.Enum != nil) {
			problems.add(at, "properties: %s: only a string has a format or an enum", p.Name)
		}
	}
}

// collection returns the description as the store knows it.
func (d *description) collection() *store.Collection {
	c := &store.Collection{
		ID:          d.ID,
		Title:       d.Title,
		Titles:      d.Titles,
		Description: d.Description,
		Keywords:    d.Keywords,
		Attribution: d.Attribution,
		License:     store.Link{Title: d.License.Title, Href: d.License.Href},
		Role:        d.Role,
		Geometry:    d.Geometry,
		Properties:  make([]store.Property, len(d.Properties)),
		Updated:     d.updated,
	}
	for i, p := range d.Properties {
		c.Properties[i] = store.Property{
			Name: p.Name, Title: p.Title, Description: p.Description,
			Type: p.Type, Format: p.Format, Unit: p.Unit, Enum: p.Enum,
		}
	}
	return c
}
