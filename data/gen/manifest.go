package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"pamir/data/gen/fetch"
)

// input is a pinned file as the manifest shows it.
type input struct {
	Name    string       `json:"name"`
	Version string       `json:"version"`
	Origin  fetch.Origin `json:"origin"`
	File    string       `json:"file"`
	SHA256  string       `json:"sha256"`
	Bytes   int64        `json:"bytes"`
	Licence string       `json:"licence"`
}

type output struct {
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
}

// manifest tells what was read and what was written.
func manifest(files []file) (file, error) {
	m := struct {
		Generator string            `json:"generator"`
		Inputs    []input           `json:"inputs"`
		Files     map[string]output `json:"files"`
	}{Generator: "data/gen", Files: map[string]output{}}
	for _, p := range packages {
		for _, f := range p.Files {
			m.Inputs = append(m.Inputs, input{p.Name, p.Version, p.Origin, f.Path, f.SHA256, f.Bytes, p.Licence})
		}
	}
	for _, f := range files {
		sum := sha256.Sum256(f.data)
		m.Files[f.name] = output{hex.EncodeToString(sum[:]), len(f.data)}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return file{"manifest.json", b.Bytes()}, err
}
