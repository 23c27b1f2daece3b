package memory

import (
	"bytes"
	"encoding/json"

	"pamir/internal/store"
)

// texts calls f with each string of the value that is not a member's name,
// until f returns false.
func texts(v store.JSON, f func(string) bool) {
	var any any
	d := json.NewDecoder(bytes.NewReader(v))
	if d.Decode(&any) == nil {
		eachText(any, f)
	}
}

func eachText(v any, f func(string) bool) bool {
	switch v := v.(type) {
	case string:
		return f(v)
	case []any:
		for _, e := range v {
			if !eachText(e, f) {
				return false
			}
		}
	case map[string]any:
		for _, e := range v {
			if !eachText(e, f) {
				return false
			}
		}
	}
	return true
}
