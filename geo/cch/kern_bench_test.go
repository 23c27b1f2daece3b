package cch

import "testing"

func BenchmarkCustomizeLux(b *testing.B) {
	l := vectors(b)
	ix, err := Build(l.graph, l.order)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		ix.Customize(l.weights, 1)
	}
}
