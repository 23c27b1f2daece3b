package data

import (
	"testing"
)

func TestLoadEmbedded(t *testing.T) {
	sets, err := Load(Files())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		t.Log(s.Collection.ID, s.Collection.Count, s.Collection.BBox, s.Collection.Time)
	}
	t.Log(Version())
}
