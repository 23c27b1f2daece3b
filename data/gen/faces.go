package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"pamir/data/gen/fetch"
	"pamir/data/gen/subset"
)

// face is a font of the map, which is part of a published one.
type face struct {
	file     string
	from     *fetch.Package
	path     string
	blocks   [][2]rune // letters that are in it in any case
	features []string  // of OpenType; nil for all that its script needs
}

// Latin and Cyrillic are there whole, also for names that a user brings, with
// the signs that stand between them.
var (
	latin = [][2]rune{
		{' ', '~'}, {0xA0, 0x17F}, {0x18F, 0x18F}, {0x1CD, 0x1DC}, {0x218, 0x21B}, {0x259, 0x259}, {0x2B0, 0x2DD},
		{0x300, 0x304}, {0x306, 0x30C}, {0x323, 0x328}, {0x331, 0x332}, {0x400, 0x4FF}, {0x510, 0x513}, {0x1E00, 0x1EFF},
		{0x2010, 0x2015}, {0x2018, 0x201E}, {0x2020, 0x2022}, {0x2026, 0x2027}, {0x2030, 0x2033}, {0x2039, 0x203A},
		{0x2044, 0x2044}, {0x20AC, 0x20AC}, {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2212, 0x2212}, {0x2248, 0x2265},
	}
	// Arabic letters, and the forms that MapLibre asks for by themselves.
	arabic = [][2]rune{{' ', ' '}, {'(', ')'}, {'-', '9'}, {0x600, 0x6FF}, {0x750, 0x77F}, {0x200C, 0x200F}, {0xFB50, 0xFBFF}, {0xFE70, 0xFEFC}}
	marks  = []string{"kern", "mark", "mkmk", "ccmp", "locl"}
)

const (
	notoFonts  = "usr/share/fonts/truetype/noto/"
	droidFonts = "usr/share/fonts/truetype/droid/"
)

var faces = []face{
	{"faces/NotoSans-Regular.ttf", noto, notoFonts + "NotoSans-Regular.ttf", latin, marks},
	{"faces/NotoSans-Bold.ttf", noto, notoFonts + "NotoSans-Bold.ttf", latin, marks},
	{"faces/NotoSans-Italic.ttf", noto, notoFonts + "NotoSans-Italic.ttf", latin, marks},
	{"faces/NotoSansArabic-Regular.ttf", noto, notoFonts + "NotoSansArabic-Regular.ttf", arabic, nil},
	{"faces/NotoSansArabic-Bold.ttf", noto, notoFonts + "NotoSansArabic-Bold.ttf", arabic, nil},
	{"faces/DroidSansFallback.ttf", droid, droidFonts + "DroidSansFallbackFull.ttf", [][2]rune{{0x3000, 0x3002}, {0x3008, 0x3011}, {0xFF01, 0xFF1F}}, nil},
}

// faces makes the fonts: of each the letters that it always has, and those of
// the built-in names.
func (g *generator) faces(made []file) ([]file, error) {
	names, err := g.letters(made)
	if err != nil {
		return nil, err
	}
	common, err := commonChinese()
	if err != nil {
		return nil, err
	}
	wheel, err := g.load(fontTools, fontToolsWheel)
	if err != nil {
		return nil, err
	}
	tool := subset.Tool{Wheel: wheel}
	var out []file
	for _, f := range faces {
		font, err := g.load(f.from, f.path)
		if err != nil {
			return nil, err
		}
		wish := subset.Wish{Features: f.features}
		for _, b := range f.blocks {
			for r := b[0]; r <= b[1]; r++ {
				wish.Letters = append(wish.Letters, r)
			}
		}
		// The Chinese face would bring Latin letters of its own.
		for _, r := range names {
			if (f.from == droid) == (r >= 0x2E80 && r < 0xFB50) {
				wish.Letters = append(wish.Letters, r)
			}
		}
		if f.from == droid {
			wish.Letters = append(wish.Letters, common...)
		}
		small, err := tool.Subset(g.ctx, font, wish)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.file, err)
		}
		out = append(out, file{f.file, small})
	}
	return out, nil
}

// commonChinese returns the first level of GB 2312: the 3,755 characters that
// are used most.
func commonChinese() ([]rune, error) {
	var all []rune
	decoder := simplifiedchinese.GBK.NewDecoder()
	for high := 0xB0; high <= 0xD7; high++ {
		for low := 0xA1; low <= 0xFE; low++ {
			if high == 0xD7 && low > 0xF9 {
				break
			}
			text, err := decoder.Bytes([]byte{byte(high), byte(low)})
			if err != nil {
				return nil, err
			}
			all = append(all, []rune(string(text))...)
		}
	}
	return all, nil
}

// letters returns the letters of all names, those of the files that were made
// and those of the files that people wrote.
func (g *generator) letters(made []file) ([]rune, error) {
	texts := map[string][]byte{}
	written, err := filepath.Glob(filepath.Join(g.folder, "*.geojson"))
	if err != nil {
		return nil, err
	}
	for _, path := range written {
		if texts[filepath.Base(path)], err = os.ReadFile(path); err != nil {
			return nil, err
		}
	}
	for _, f := range made {
		if strings.HasSuffix(f.name, ".geojson") {
			texts[f.name] = f.data
		}
	}
	letters := map[rune]bool{}
	for name, text := range texts {
		var all struct {
			Features []struct {
				Properties map[string]any
			}
		}
		if err := json.Unmarshal(text, &all); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, f := range all.Features {
			for _, key := range []string{"name", "names", "aliases", "ref", "refs"} {
				collect(letters, f.Properties[key])
			}
		}
	}
	return slices.Sorted(maps.Keys(letters)), nil
}

// collect notes the letters of the texts in a value.
func collect(letters map[rune]bool, v any) {
	switch v := v.(type) {
	case string:
		for _, r := range v {
			letters[r] = true
		}
	case []any:
		for _, e := range v {
			collect(letters, e)
		}
	case map[string]any:
		for _, e := range v {
			collect(letters, e)
		}
	}
}
