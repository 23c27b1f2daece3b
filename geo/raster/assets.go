package raster

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/paulmach/orb"

	"pamir/geo/raster/lettering"
	"pamir/geo/raster/relief"
)

// Assets are what maps are drawn with besides features and a style. They are
// made once and may be used by many goroutines.
type Assets struct {
	Faces  *lettering.Faces  // of names
	Icons  map[string]*Icons // by the name of their sprite, which a style's sprite ends in
	Relief *relief.Relief    // of every raster-dem source; nil for none

	brushes sync.Pool // of *brush
}

// ReadAssets reads assets from files laid out like this; what is not there is
// left out, and a map is drawn without it:
//
//	faces/faces.json     the faces: {"Noto Sans Bold": [{"file": "NotoSans-Bold.ttf", "bolder_em": 0.03}, …], …}
//	faces/*.ttf
//	sprites/NAME.json    icons as MapLibre has them, with NAME.png, NAME@2x.json and NAME@2x.png
//	relief.json          {"bbox": […], "heights": {"file": "heights.png", "west": …, "north": …, "step": …, "sea": …}}
func ReadAssets(files fs.FS) (*Assets, error) {
	a := &Assets{Icons: map[string]*Icons{}}
	var err error
	if a.Faces, err = readFaces(files); err != nil {
		return nil, err
	}
	sprites, err := fs.Glob(files, "sprites/*.json")
	if err != nil {
		return nil, err
	}
	for _, name := range sprites {
		if id, ratio := spriteName(path.Base(name)); ratio == 1 {
			if a.Icons[id], err = readIcons(files, id); err != nil {
				return nil, err
			}
		}
	}
	a.Relief, err = readRelief(files)
	return a, err
}

func readFaces(files fs.FS) (*lettering.Faces, error) {
	var stacks map[string][]struct {
		File   string
		Bolder float32 `json:"bolder_em"`
	}
	if err := readJSON(files, "faces/faces.json", &stacks); errors.Is(err, fs.ErrNotExist) {
		return lettering.NewFaces(nil), nil
	} else if err != nil {
		return nil, err
	}
	fonts := map[string]*lettering.Font{}
	faces := map[string][]*lettering.Font{}
	for name, stack := range stacks {
		for _, one := range stack {
			f := fonts[one.File]
			if f == nil {
				data, err := fs.ReadFile(files, path.Join("faces", one.File))
				if err != nil {
					return nil, err
				}
				if f, err = lettering.Parse(one.File, data); err != nil {
					return nil, err
				}
				fonts[one.File] = f
			}
			if one.Bolder > 0 {
				f = f.Bolder(one.Bolder)
			}
			faces[name] = append(faces[name], f)
		}
	}
	return lettering.NewFaces(faces), nil
}

// AddFonts makes names be set in the fonts of a folder too (.ttf and .otf files),
// in the order of their file names, where the faces that are there lack a
// letter. It is for before the first picture is drawn.
func (a *Assets) AddFonts(folder fs.FS) error {
	var fonts []*lettering.Font
	for _, pattern := range []string{"*.ttf", "*.otf", "*.TTF", "*.OTF"} {
		names, err := fs.Glob(folder, pattern)
		if err != nil {
			return err
		}
		for _, name := range names {
			data, err := fs.ReadFile(folder, name)
			if err != nil {
				return err
			}
			f, err := lettering.Parse(name, data)
			if err != nil {
				return err
			}
			fonts = append(fonts, f)
		}
	}
	if len(fonts) == 0 {
		return errors.New("the folder has no fonts: want files that end in .ttf or .otf")
	}
	slices.SortFunc(fonts, func(a, b *lettering.Font) int { return strings.Compare(a.Name, b.Name) })
	a.Faces = a.Faces.With(fonts)
	return nil
}

func readRelief(files fs.FS) (*relief.Relief, error) {
	var about struct {
		BBox    [4]float64
		Heights struct {
			File              string
			West, North, Step float64
			Sea               int
		}
	}
	if err := readJSON(files, "relief.json", &about); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	h := about.Heights
	if h.File == "" {
		return nil, nil
	}
	data, err := fs.ReadFile(files, h.File)
	if err != nil {
		return nil, err
	}
	frame := orb.Bound{Min: orb.Point{about.BBox[0], about.BBox[1]}, Max: orb.Point{about.BBox[2], about.BBox[3]}}
	return relief.Decode(data, relief.Place{West: h.West, North: h.North, Step: h.Step, Sea: h.Sea, Frame: frame})
}

func readJSON(files fs.FS, name string, into any) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
