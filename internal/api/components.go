package api

import (
	"embed"
	"encoding/json"
	"fmt"
)

//go:embed schemas/*.json
var schemaFiles embed.FS

// components reads the schemas of the OpenAPI document, an area a file.
func components() (map[string]json.RawMessage, error) {
	files, err := schemaFiles.ReadDir("schemas")
	if err != nil {
		return nil, err
	}
	all := map[string]json.RawMessage{}
	for _, f := range files {
		b, err := schemaFiles.ReadFile("schemas/" + f.Name())
		if err != nil {
			return nil, err
		}
		var some map[string]json.RawMessage
		if err := json.Unmarshal(b, &some); err != nil {
			return nil, fmt.Errorf("schemas/%s: %w", f.Name(), err)
		}
		for name, schema := range some {
			if all[name] != nil {
				return nil, fmt.Errorf("schemas/%s: there is a schema %q already", f.Name(), name)
			}
			all[name] = schema
		}
	}
	return all, nil
}
