// Package web holds the built front end.
//
// Its files are made by `npm run build` from the sources beside this file and
// are not committed. Without them the package still compiles: dist then has no
// manifest.json, and the server's page says how to build it.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Dist returns the built files: manifest.json, which names the script and the
// style sheet, and those, under names that contain a hash of their content.
func Dist() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil { // "dist" is a valid path: it cannot happen
		return dist
	}
	return sub
}
