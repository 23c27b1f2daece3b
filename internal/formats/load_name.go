package formats

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// extensions are those of GeoJSON files, and whether a line is a record there.
var extensions = map[string]bool{
	".geojson": false, ".json": false,
	".geojsonl": true, ".ndgeojson": true, ".geojsonseq": true, ".geojsons": true, ".ndjson": true, ".jsonl": true,
}

func isLines(file string) bool { return extensions[strings.ToLower(filepath.Ext(file))] }

// stem is the file's name without its folder and extension.
func stem(file string) string {
	base := filepath.Base(file)
	ext := filepath.Ext(base)
	if _, ok := extensions[strings.ToLower(ext)]; ok {
		base = base[:len(base)-len(ext)]
	}
	return base
}

// collectionID makes a name for URLs of a file's: letters, of any script, and
// digits, in lower case, the rest as single hyphens; underscores stay.
func collectionID(file string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(stem(file)) {
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
			continue
		}
		gap = true
	}
	if b.Len() == 0 {
		return "features"
	}
	return b.String()
}

// collectionTitle makes a title of a file's name.
func collectionTitle(file string) string {
	s := strings.Join(strings.Fields(strings.ReplaceAll(stem(file), "_", " ")), " ")
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return "Features"
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
