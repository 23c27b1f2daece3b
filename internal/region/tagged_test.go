package region

import (
	"bytes"
	"context"
	"testing"

	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

// tagged returns the tags of a node, as they come out of a file.
func tagged(t *testing.T, pairs ...string) (out tags) {
	t.Helper()
	file := pbftest.Encode(pbftest.Data{Nodes: []pbftest.Node{{ID: 1, Tags: pairs}}}, pbftest.Options{Plain: true})
	f, err := osmpbf.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	err = osmpbf.Each(context.Background(), osmpbf.Scan{File: f, Kinds: osmpbf.Nodes}, func(b *osmpbf.Block) (tags, error) {
		var got tags
		err := b.Nodes(func(n *osmpbf.Node) error { got = tags{Tags: n.Tags}; return nil })
		return got, err
	}, func(got tags) error { out = got; return nil })
	if err != nil {
		t.Fatal(err)
	}
	return out
}
