package main

import (
	"testing"
	"testing/fstest"
)

func TestGroupLimit(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       int64
		ok         bool
	}{
		{"memory.max", "536870912\n", 536870912, true},
		{"memory.max", "max\n", 0, false},
		{"memory/memory.limit_in_bytes", "268435456\n", 268435456, true},
		{"memory/memory.limit_in_bytes", "9223372036854771712\n", 0, false},
		{"other", "1", 0, false},
	} {
		got, ok := groupLimit(fstest.MapFS{tt.name: {Data: []byte(tt.text)}})
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("%s %q: %d, %v; want %d, %v", tt.name, tt.text, got, ok, tt.want, tt.ok)
		}
	}
}
