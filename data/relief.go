package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"

	"pamir/geo"
	"pamir/internal/store"
)

// reliefFile describes the heights of the ground; it is no collection.
const reliefFile = "relief.json"

// Relief is the heights that the relief under the map is drawn from, as far as
// is to be said of them.
type Relief struct {
	File        string // among the files
	BBox        geo.Box
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
		BBox        [4]float64
		Attribution string
		License     store.Link
		Heights     struct{ File string }
	}
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("data/%s: %w", reliefFile, err)
	}
	r := &Relief{
		File:        d.Heights.File,
		BBox:        geo.Box{West: d.BBox[0], South: d.BBox[1], East: d.BBox[2], North: d.BBox[3]},
		Attribution: d.Attribution,
		License:     d.License,
	}
	if r.BBox.West >= r.BBox.East || r.BBox.South >= r.BBox.North {
		return nil, fmt.Errorf("data/%s: bbox: want west, south, east, north, have %v", reliefFile, d.BBox)
	}
	return r, nil
}

// relief checks that the heights are there and are a PNG.
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
		v.problems.add(at, "heights: %q is no PNG among the data", r.File)
	}
}
