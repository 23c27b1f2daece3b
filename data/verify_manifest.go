package data

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"slices"

	"pamir/internal/store"
)

// manifest lists the files that the generator in gen wrote.
type manifest struct {
	Files map[string]struct {
		SHA256 string
		Bytes  int
	}
}

// has reports whether the generator wrote the file.
func (m *manifest) has(file string) bool {
	if m == nil {
		return false
	}
	_, ok := m.Files[file]
	return ok
}

func (v *verifier) readManifest() {
	text, err := fs.ReadFile(v.fsys, manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	m := new(manifest)
	if err == nil {
		err = json.Unmarshal(text, m)
	}
	if err != nil {
		v.problems.add(Problem{File: manifestFile}, "%v", err)
		return
	}
	v.manifest = m
}

// hashes checks that generated files are as the generator left them.
func (v *verifier) hashes() {
	if v.manifest == nil {
		for _, id := range v.order {
			if v.sets[id].Collection.Role == store.Basemap {
				v.problems.add(Problem{File: manifestFile}, "it is missing; %s is a generated collection", id)
			}
		}
		return
	}
	for _, name := range slices.Sorted(maps.Keys(v.manifest.Files)) {
		want := v.manifest.Files[name]
		text, err := fs.ReadFile(v.fsys, name)
		if err != nil {
			v.problems.add(Problem{File: manifestFile}, "%v", err)
			continue
		}
		sum := sha256.Sum256(text)
		if have := hex.EncodeToString(sum[:]); have != want.SHA256 || len(text) != want.Bytes {
			v.problems.add(Problem{File: name}, "has %d bytes and SHA-256 %s, the manifest says %d and %s: generated files are not edited by hand, make data writes them", len(text), have, want.Bytes, want.SHA256)
		}
	}
}
