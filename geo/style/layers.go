package style

import "math"

// LayerType is what a layer draws.
type LayerType string

// The layers that are drawn.
const (
	BackgroundLayer LayerType = "background"
	FillLayer       LayerType = "fill"
	LineLayer       LayerType = "line"
	CircleLayer     LayerType = "circle"
	SymbolLayer     LayerType = "symbol"
	HillshadeLayer  LayerType = "hillshade"
)

// Layer is one layer of a style. Of the pointers the one of its type is set.
type Layer struct {
	ID          string
	Type        LayerType
	Source      string // "" for a background
	SourceLayer string
	MinZoom     float64 // shown from here
	MaxZoom     float64 // and below this
	Hidden      bool    // visibility is none

	Background *Background
	Fill       *Fill
	Line       *Line
	Circle     *Circle
	Symbol     *Symbol
	Hillshade  *Hillshade

	filter func(*Env) bool
}

// Shows reports whether the layer is drawn at the zoom.
func (l *Layer) Shows(zoom float64) bool {
	return !l.Hidden && zoom >= l.MinZoom && zoom < l.MaxZoom
}

// Filter reports whether the layer takes the feature.
func (l *Layer) Filter(e *Env) bool { return l.filter(e) }

// Lengths in the structs below are pixels at a ratio of 1, unless said.

// Background fills all of the picture.
type Background struct {
	Color   Property[Color]
	Opacity Property[float64]
}

// Fill fills polygons.
type Fill struct {
	SortKey      Property[float64]
	Color        Property[Color]
	Opacity      Property[float64]
	OutlineColor Property[Color]
	Translate    Property[[]float64]
}

// Line draws lines, and the rings of polygons.
type Line struct {
	SortKey    Property[float64]
	Cap        Property[string]
	Join       Property[string]
	MiterLimit Property[float64]
	Color      Property[Color]
	Opacity    Property[float64]
	Width      Property[float64]
	GapWidth   Property[float64]   // inside, where it is a casing
	Offset     Property[float64]   // to the right of the line's direction
	Dashes     Property[[]float64] // in line widths
	Translate  Property[[]float64]
}

// Circle draws a circle at each point.
type Circle struct {
	SortKey       Property[float64]
	Radius        Property[float64]
	Color         Property[Color]
	Opacity       Property[float64]
	StrokeColor   Property[Color]
	StrokeOpacity Property[float64]
	StrokeWidth   Property[float64]
	Translate     Property[[]float64]
}

// Symbol writes names and sets icons.
type Symbol struct {
	Placement Property[string] // point, line or line-center
	Spacing   Property[float64]
	SortKey   Property[float64] // lower ones are placed first
	Icon      Icon
	Text      Text
}

// Icon is the picture of a symbol.
type Icon struct {
	Image           Property[string]
	Size            Property[float64]
	Alignment       Property[string]
	Anchor          Property[string]
	Offset          Property[[]float64]
	Padding         Property[[]float64]
	Fit             Property[string] // to the text: none, width, height or both
	FitPadding      Property[[]float64]
	Overlap         Property[string]
	AllowOverlap    Property[bool]
	IgnorePlacement Property[bool]
	Optional        Property[bool]
	Opacity         Property[float64]
	Translate       Property[[]float64]
}

// Text is the name of a symbol. Lengths in em are of Size.
type Text struct {
	Field           Property[string]
	Font            Property[[]string]
	Size            Property[float64]
	MaxWidth        Property[float64] // em
	LineHeight      Property[float64] // em
	LetterSpacing   Property[float64] // em
	Justify         Property[string]
	Anchor          Property[string]
	VariableAnchor  Property[[]string]
	RadialOffset    Property[float64]   // em
	Offset          Property[[]float64] // em
	MaxAngle        Property[float64]   // degrees between letters on a line
	Padding         Property[float64]
	KeepUpright     Property[bool]
	Transform       Property[string]
	Alignment       Property[string]
	Overlap         Property[string]
	AllowOverlap    Property[bool]
	IgnorePlacement Property[bool]
	Optional        Property[bool]
	Color           Property[Color]
	Opacity         Property[float64]
	HaloColor       Property[Color]
	HaloWidth       Property[float64]
	Translate       Property[[]float64]
}

// Hillshade shades the relief of a raster-dem source.
type Hillshade struct {
	Direction    Property[[]float64] // where the light is from, degrees clockwise from north
	Exaggeration Property[float64]   // 0 to 1
	Shadow       Property[Color]
	Highlight    Property[Color]
	Accent       Property[Color]
	Method       Property[string]
}

var (
	black = Color{A: 1}
	white = Color{1, 1, 1, 1}
	clear = Color{}
	zero2 = []float64{0, 0}
	far   = math.Inf(1)
)

const (
	anchors  = "center left right top bottom top-left top-right bottom-left bottom-right"
	overlaps = "never always cooperative"
)

func (l *layerReader) background() *Background {
	return &Background{
		Color:   readColor(l, "background-color", tinted(), black),
		Opacity: readNumber(l, "background-opacity", numeric().within(0, 1), 1),
	}
}

func (l *layerReader) fill() *Fill {
	return &Fill{
		SortKey:      readNumber(l, "fill-sort-key", numeric().inLayout().data(), 0),
		Color:        readColor(l, "fill-color", tinted().data(), black),
		Opacity:      readNumber(l, "fill-opacity", numeric().data().within(0, 1), 1),
		OutlineColor: readColor(l, "fill-outline-color", tinted().data(), clear),
		Translate:    readNumbers(l, "fill-translate", numbers(2), zero2),
	}
}

func (l *layerReader) line() *Line {
	return &Line{
		SortKey:    readNumber(l, "line-sort-key", numeric().inLayout().data(), 0),
		Cap:        readText(l, "line-cap", oneOf("butt round square").inLayout().data(), "butt"),
		Join:       readText(l, "line-join", oneOf("bevel round miter").inLayout().data(), "miter"),
		MiterLimit: readNumber(l, "line-miter-limit", numeric().inLayout().data(), 2),
		Color:      readColor(l, "line-color", tinted().data(), black),
		Opacity:    readNumber(l, "line-opacity", numeric().data().within(0, 1), 1),
		Width:      readNumber(l, "line-width", numeric().data().positive(), 1),
		GapWidth:   readNumber(l, "line-gap-width", numeric().data().positive(), 0),
		Offset:     readNumber(l, "line-offset", numeric().data(), 0),
		Dashes:     readNumbers(l, "line-dasharray", numbers(0).data().positive(), nil),
		Translate:  readNumbers(l, "line-translate", numbers(2), zero2),
	}
}

func (l *layerReader) circle() *Circle {
	return &Circle{
		SortKey:       readNumber(l, "circle-sort-key", numeric().inLayout().data(), 0),
		Radius:        readNumber(l, "circle-radius", numeric().data().positive(), 5),
		Color:         readColor(l, "circle-color", tinted().data(), black),
		Opacity:       readNumber(l, "circle-opacity", numeric().data().within(0, 1), 1),
		StrokeColor:   readColor(l, "circle-stroke-color", tinted().data(), black),
		StrokeOpacity: readNumber(l, "circle-stroke-opacity", numeric().data().within(0, 1), 1),
		StrokeWidth:   readNumber(l, "circle-stroke-width", numeric().data().positive(), 0),
		Translate:     readNumbers(l, "circle-translate", numbers(2), zero2),
	}
}

func (l *layerReader) symbol() *Symbol {
	return &Symbol{
		Placement: readText(l, "symbol-placement", oneOf("point line line-center").inLayout(), "point"),
		Spacing:   readNumber(l, "symbol-spacing", numeric().inLayout().within(1, far), 250),
		SortKey:   readNumber(l, "symbol-sort-key", numeric().inLayout().data(), 0),
		Icon:      l.icon(),
		Text:      l.text(),
	}
}

func (l *layerReader) icon() Icon {
	image := spec{typ: typ{kind: kImage}, tokens: true}.inLayout().data()
	padding := spec{typ: typ{kind: kNumbers}, smooth: true}.inLayout().data()
	return Icon{
		Image:           readText(l, "icon-image", image, ""),
		Size:            readNumber(l, "icon-size", numeric().inLayout().data().positive(), 1),
		Alignment:       readText(l, "icon-rotation-alignment", oneOf("map viewport auto").inLayout().data(), "auto"),
		Anchor:          readText(l, "icon-anchor", oneOf(anchors).inLayout().data(), "center"),
		Offset:          readNumbers(l, "icon-offset", numbers(2).inLayout().data(), zero2),
		Padding:         readNumbers(l, "icon-padding", padding, []float64{2}),
		Fit:             readText(l, "icon-text-fit", oneOf("none width height both").inLayout(), "none"),
		FitPadding:      readNumbers(l, "icon-text-fit-padding", numbers(4).inLayout(), []float64{0, 0, 0, 0}),
		Overlap:         readText(l, "icon-overlap", oneOf(overlaps).inLayout(), ""),
		AllowOverlap:    readBool(l, "icon-allow-overlap", switched().inLayout(), false),
		IgnorePlacement: readBool(l, "icon-ignore-placement", switched().inLayout(), false),
		Optional:        readBool(l, "icon-optional", switched().inLayout(), false),
		Opacity:         readNumber(l, "icon-opacity", numeric().data().within(0, 1), 1),
		Translate:       readNumbers(l, "icon-translate", numbers(2), zero2),
	}
}

func (l *layerReader) text() Text {
	field := spec{typ: typ{kind: kFormatted}, tokens: true}.inLayout().data()
	fonts := spec{typ: arrayOf(kString)}.inLayout().data()
	variable := spec{typ: arrayOf(kString), enum: oneOf(anchors).enum}.inLayout()
	return Text{
		Field:           readText(l, "text-field", field, ""),
		Font:            readTexts(l, "text-font", fonts, []string{"Open Sans Regular", "Arial Unicode MS Regular"}),
		Size:            readNumber(l, "text-size", numeric().inLayout().data().positive(), 16),
		MaxWidth:        readNumber(l, "text-max-width", numeric().inLayout().data().positive(), 10),
		LineHeight:      readNumber(l, "text-line-height", numeric().inLayout(), 1.2),
		LetterSpacing:   readNumber(l, "text-letter-spacing", numeric().inLayout().data(), 0),
		Justify:         readText(l, "text-justify", oneOf("auto left center right").inLayout().data(), "center"),
		Anchor:          readText(l, "text-anchor", oneOf(anchors).inLayout().data(), "center"),
		VariableAnchor:  readTexts(l, "text-variable-anchor", variable, nil),
		RadialOffset:    readNumber(l, "text-radial-offset", numeric().inLayout().data(), 0),
		Offset:          readNumbers(l, "text-offset", numbers(2).inLayout().data(), zero2),
		MaxAngle:        readNumber(l, "text-max-angle", numeric().inLayout(), 45),
		Padding:         readNumber(l, "text-padding", numeric().inLayout().positive(), 2),
		KeepUpright:     readBool(l, "text-keep-upright", switched().inLayout(), true),
		Transform:       readText(l, "text-transform", oneOf("none uppercase lowercase").inLayout().data(), "none"),
		Alignment:       readText(l, "text-rotation-alignment", oneOf("map viewport viewport-glyph auto").inLayout(), "auto"),
		Overlap:         readText(l, "text-overlap", oneOf(overlaps).inLayout(), ""),
		AllowOverlap:    readBool(l, "text-allow-overlap", switched().inLayout(), false),
		IgnorePlacement: readBool(l, "text-ignore-placement", switched().inLayout(), false),
		Optional:        readBool(l, "text-optional", switched().inLayout(), false),
		Color:           readColor(l, "text-color", tinted().data(), black),
		Opacity:         readNumber(l, "text-opacity", numeric().data().within(0, 1), 1),
		HaloColor:       readColor(l, "text-halo-color", tinted().data(), clear),
		HaloWidth:       readNumber(l, "text-halo-width", numeric().data().positive(), 0),
		Translate:       readNumbers(l, "text-translate", numbers(2), zero2),
	}
}

func (l *layerReader) hillshade() *Hillshade {
	lights := spec{typ: typ{kind: kNumbers}, smooth: true}
	return &Hillshade{
		Direction:    readNumbers(l, "hillshade-illumination-direction", lights.within(0, 359), []float64{335}),
		Exaggeration: readNumber(l, "hillshade-exaggeration", numeric().within(0, 1), 0.5),
		Shadow:       readColor(l, "hillshade-shadow-color", tinted(), black),
		Highlight:    readColor(l, "hillshade-highlight-color", tinted(), white),
		Accent:       readColor(l, "hillshade-accent-color", tinted(), black),
		Method:       readText(l, "hillshade-method", oneOf("standard basic combined igor multidirectional"), "standard"),
	}
}
