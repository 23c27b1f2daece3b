package api

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"pamir/geo/tile"
	"pamir/internal/ask"
	"pamir/internal/tiles"
)

// defaultStyle is the style of pictures where none is asked for.
const defaultStyle = "light"

// styleNames lists the styles that there are.
func (s *Server) styleNames() []string {
	return slices.Sorted(maps.Keys(s.cfg.Drawing.Styles))
}

// noStyle is the error for a style that is not there.
func (s *Server) noStyle(name string) *failure {
	names := s.styleNames()
	if len(names) == 0 {
		return fail(notFound, "There are no styles here, and no pictures.")
	}
	return fail(notFound, "There is no style %q; there are %s.", ask.Clip(name), strings.Join(names, ", "))
}

var styleIDParam = &param{
	name: "styleId", in: "path", required: true,
	description: "Id of a style, as /styles lists them.",
	schema:      `{"type":"string"}`, example: `"light"`,
	set: func(c *call, v string) error { return c.setStyle(v) },
}

var styleParam = &param{
	name: "style", in: "query",
	description: "How it is drawn: the id of a style, as /styles lists them.",
	schema:      `{"type":"string","default":"light"}`, example: `"dark"`,
	set: func(c *call, v string) error {
		if names := c.s.styleNames(); len(names) > 0 && !slices.Contains(names, v) {
			return &ask.Error{Detail: fmt.Sprintf("names no style, has %q", ask.Clip(v)), Hint: oneOf(v, names)}
		}
		return c.setStyle(v)
	},
}

func (c *call) setStyle(v string) error {
	if c.s.cfg.Drawing.Styles[v] == nil {
		return c.s.noStyle(v)
	}
	c.style = v
	return nil
}

type stylesDoc struct {
	Default string            `json:"default,omitempty"`
	Styles  []styleSummaryDoc `json:"styles"`
	Links   []Link            `json:"links"`
}

type styleSummaryDoc struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Links []Link `json:"links"`
}

// styles answers /styles.
func (c *call) styles() error {
	if c.fresh() {
		return nil
	}
	doc := stylesDoc{Styles: []styleSummaryDoc{}, Links: c.views()}
	for _, id := range c.s.styleNames() {
		if id == defaultStyle {
			doc.Default = id
		}
		title := c.s.cfg.Drawing.Styles[id].Name
		doc.Styles = append(doc.Styles, styleSummaryDoc{id, title, []Link{
			{Href: c.base + "/styles/" + id, Rel: "stylesheet", Type: asStyle.media, Title: title},
			{Href: c.base + "/map?style=" + id, Rel: relMap, Type: asPNG.media, Title: "A map in this style"},
		}})
	}
	return c.writeJSON(doc)
}

// styleSheet answers /styles/{styleId}: the style, with the addresses of our
// tiles, icons and letters.
func (c *call) styleSheet() error {
	if c.fresh() {
		return nil
	}
	s := c.s.tiles.maker.Style(c.style, c.names).Clone()
	for id, source := range s.Sources {
		switch {
		case id == tiles.Source:
			source.URL, source.Tiles = c.base+"/xyz/"+builtInSet+".json", nil
		case source.Type == "raster-dem":
			source.URL, source.Tiles = c.base+"/xyz/"+terrainSet+".json", nil
		}
	}
	if s.Sprite != "" {
		s.Sprite = c.base + "/sprites/" + s.Sprite[strings.LastIndexByte(s.Sprite, '/')+1:]
	}
	s.Glyphs = c.base + "/glyphs/{fontstack}/{range}.pbf"
	return c.writeJSON(s)
}

var spriteParam = &param{
	name: "file", in: "path", required: true,
	description: "The icons of a style: light.png and light@2x.png, and where each of them is: light.json and light@2x.json.",
	schema:      `{"type":"string"}`, example: `"light.json"`,
	set: func(c *call, v string) error {
		c.feature = v
		return nil
	},
}

// sprite answers /sprites/{file}.
func (c *call) sprite() error {
	t := c.s.sprites[c.feature]
	if t == nil {
		return fail(notFound, "There is no file of icons %q; there are %s.", ask.Clip(c.feature), strings.Join(slices.Sorted(maps.Keys(c.s.sprites)), ", "))
	}
	return c.send(t)
}

// readSprites reads the files of icons.
func readSprites(files fs.FS) (map[string]*tiles.Tile, error) {
	sprites := map[string]*tiles.Tile{}
	if files == nil {
		return sprites, nil
	}
	names, err := fs.Glob(files, "sprites/*")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		sprites[strings.TrimPrefix(name, "sprites/")] = tiles.New(mediaOf(name), b)
	}
	return sprites, nil
}

var fontStackParam = &param{
	name: "fontstack", in: "path", required: true,
	description: "Names of faces, with a comma between them: the first that is there counts.",
	schema:      `{"type":"string"}`, example: `"Noto Sans Regular"`,
	set: func(c *call, v string) error {
		var faces []string
		if a := c.s.cfg.Drawing.Assets; a != nil {
			faces = a.Faces.Names()
		}
		for name := range strings.SplitSeq(v, ",") {
			if slices.Contains(faces, strings.TrimSpace(name)) {
				c.feature = strings.TrimSpace(name)
				return nil
			}
		}
		return fail(notFound, "There is no face %q; there are %s.", ask.Clip(v), strings.Join(faces, ", "))
	},
}

// glyphRange is how many letters one file has.
const glyphRange = 256

var glyphRangeParam = &param{
	name: "range", in: "path", required: true,
	description: "Code points of Unicode: 0-255.pbf, 256-511.pbf and so on.",
	schema:      `{"type":"string","pattern":"^[0-9]+-[0-9]+\\.pbf$"}`, example: `"0-255.pbf"`,
	set: func(c *call, v string) error {
		name, _ := strings.CutSuffix(v, ".pbf")
		from, to, _ := strings.Cut(name, "-")
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first < 0 || first%glyphRange != 0 || last != first+glyphRange-1 || last > 0x10FFFF {
			return fmt.Errorf("wants a range such as 0-255.pbf or 1024-1279.pbf, has %q", ask.Clip(v))
		}
		c.number = first
		return nil
	},
}

// glyphs answers /glyphs/{fontstack}/{range}.
func (c *call) glyphs() error {
	look := tiles.Look{Set: tile.WebMercatorQuad, Form: tiles.Stored, Others: fmt.Sprintf("glyphs %s %d", c.feature, c.number)}.Named()
	faces, stack, first := c.s.cfg.Drawing.Assets.Faces, c.feature, c.number
	t, err := c.keptTile(look, nil, func(context.Context) (*tiles.Tile, error) {
		b, err := faces.Glyphs(stack, first)
		return tiles.New(asGlyphs.media, b), err
	})
	if err != nil {
		return err
	}
	return c.send(t)
}
