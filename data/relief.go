package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"

	"pamir/geo"
	"pamir/internal/store"
)

// reliefFile describes the picture of the relief; it is no collection.
const reliefFile = "relief.json"

// Relief is one picture of the relief under the map.
type Relief struct {
	File        string  // among the files
	BBox        geo.Box // of its outer edges
	Projection  string  // in which its pixels are square, such as EPSG:3857
	MaxZoom     int     // of a map at which it is still sharp enough
	Attribution string
	License     store.Link
}

// ReadRelief returns what relief.json says, or an error that wraps
// fs.ErrNotExist where there is no relief.
func ReadRelief(fsys fs.FS) (*Relief, error) {
	text, err := fs.ReadFile(fsys, reliefFile)
	if err != nil {
		return nil, err
	}
	var d struct {
		File        string
		BBox        [4]float64
		Projection  string
		MaxZoom     int `json:"max_zoom"`
		Attribution string
		License     store.Link
	}
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("data/%s: %w", reliefFile, err)
	}
	r := &Relief{
		File:        d.File,
		BBox:        geo.Box{West: d.BBox[0], South: d.BBox[1], East: d.BBox[2], North: d.BBox[3]},
		Projection:  d.Projection,
		MaxZoom:     d.MaxZoom,
		Attribution: d.Attribution,
		License:     d.License,
	}
	if r.BBox.West >= r.BBox.East || r.BBox.South >= r.BBox.North {
		return nil, fmt.Errorf("data/%s: bbox: want west, south, east, north, have %v", reliefFile, d.BBox)
	}
	return r, nil
}

// relief checks that the picture is there and is a PNG.
func (v *verifier) relief() {
	if _, err := fs.Stat(v.fsys, reliefFile); err != nil {
		return
	}
	at := Problem{File: reliefFile}
	r, err := ReadRelief(v.fsys)
	if err != nil {
		v.problems.add(at, "%v", err)
		return
	}
	if r.Attribution == "" || r.License.Title == "" || !isWeb(r.License.Href) {
		v.problems.add(at, "want an attribution and a license with title and href")
	}
	picture, err := fs.ReadFile(v.fsys, r.File)
	if err != nil || !bytes.HasPrefix(picture, []byte("\x89PNG\r\n\x1a\n")) {
		v.problems.add(at, "file: %q is no PNG among the data", r.File)
	}
}
