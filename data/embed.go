package data

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"sync"
)

//go:embed *.json *.geojson *.png faces sprites styles schedules/*.toml
var files embed.FS

// Files returns the built-in files.
func Files() fs.FS { return files }

// Version names the built-in data: the newest date of its collections and the
// beginning of a hash of all files, such as "2026-11-23.1f8a09c2". Equal
// versions are equal bytes.
var Version = sync.OnceValue(func() string { return version(files) })

func version(fsys fs.FS) string {
	hash, newest := sha256.New(), ""
	_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(text)
		hash.Write([]byte(name))
		hash.Write(sum[:])
		var described struct{ Updated string }
		if isDescription(name) && json.Unmarshal(text, &described) == nil {
			newest = max(newest, described.Updated)
		}
		return nil
	})
	return newest + "." + hex.EncodeToString(hash.Sum(nil)[:4])
}
