package cch_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"pamir/geo/cch"
)

func TestParts(t *testing.T) {
	var q cch.Query
	worlds(t, 500, 80, func(t *testing.T, r *rand.Rand, w world) {
		ix, m := w.built(t, r)
		again, err := cch.FromParts(ix.Parts())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(again.Parts(), ix.Parts()) {
			t.Error("other parts come out than went in")
		}
		kept, err := again.Metric(m.Parts())
		if err != nil {
			t.Fatal(err)
		}
		w.checkQuery(t, &q, kept, w.randomEnds(r), w.randomEnds(r))
	})
}

// spoil changes a number somewhere in the parts, which are copied. It returns
// false if it changed nothing.
func spoil(p *cch.Parts, r *rand.Rand) bool {
	v := reflect.ValueOf(p).Elem()
	field := v.Field(r.IntN(v.NumField()))
	copied := reflect.MakeSlice(field.Type(), field.Len(), field.Len())
	reflect.Copy(copied, field)
	field.Set(copied)
	if field.Len() == 0 {
		return false
	}
	if r.IntN(20) == 0 {
		field.Set(field.Slice(0, r.IntN(field.Len())))
		return true
	}
	at := field.Index(r.IntN(field.Len()))
	if at.Kind() == reflect.Struct {
		at = at.Field(r.IntN(at.NumField()))
	}
	old := at.Uint()
	at.SetUint(uint64(uint32([]uint64{old + 1, old - 1, old ^ 1<<r.IntN(32), uint64(r.IntN(100)), 1<<32 - 1}[r.IntN(5)])))
	return at.Uint() != old
}

// TestManyLevels: levels without ranks would have searches take memory for them.
func TestManyLevels(t *testing.T) {
	g := cch.Graph{FirstOut: []uint32{0, 1, 2}, Head: []cch.NodeID{1, 0}}
	p := indexed(t, g, []cch.NodeID{0, 1}).Parts()
	p.Nodes = append([]cch.Node(nil), p.Nodes...)
	p.Levels = append([]uint32(nil), p.Levels...)
	for x := range 2 {
		p.Nodes[x].Level += 1 << 31
	}
	p.Levels[0] += 1 << 31
	if _, err := cch.FromParts(p); err == nil {
		t.Error("two ranks on two milliards of levels were taken for an index")
	}
}

// TestSpoiledParts: a number that is changed is found.
func TestSpoiledParts(t *testing.T) {
	worlds(t, 3000, 40, func(t *testing.T, r *rand.Rand, w world) {
		ix, _ := w.built(t, r)
		p := ix.Parts()
		if !spoil(&p, r) {
			return
		}
		if _, err := cch.FromParts(p); err == nil {
			t.Errorf("%+v was taken for an index, where it was\n%+v", p, ix.Parts())
		}
	})
}
