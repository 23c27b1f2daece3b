package gazetteer

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"pamir/internal/store"
)

// madeUp returns a gazetteer of so many places with plausible names, the same
// in each run.
func madeUp(n int) []store.Dataset {
	r := rand.New(rand.NewPCG(1, 2))
	parts := strings.Fields("kara ak kok kyzyl sary tash suu bulak dobo talaa bel art rabat kurgan gar too chon kichi jer " +
		"korgon shahr dara kash tor irk esh sha che mu uch tuz nar yn")
	cyrillic := strings.NewReplacer("a", "а", "k", "к", "o", "о", "y", "ы", "z", "з", "l", "л", "s", "с", "r", "р", "t", "т", "h", "х", "u", "у")
	d := dataset("places")
	for i := range n / 2 {
		var words []string
		for range 1 + r.IntN(2) {
			word := parts[r.IntN(len(parts))] + parts[r.IntN(len(parts))]
			if i%2 == 0 { // as unlike each other as letters can be
				b := make([]byte, 6+r.IntN(4))
				for j := range b {
					b[j] = 'a' + byte(r.IntN(26))
				}
				word = string(b)
			}
			words = append(words, word)
		}
		name := strings.Join(words, "-")
		d.Features = append(d.Features, &store.Feature{
			ID:       fmt.Sprint(1_000_000 + i),
			Geometry: orb.Point{66 + 16*r.Float64(), 34 + 10*r.Float64()},
			Values:   []store.Value{name, namesObject("ru:" + cyrillic.Replace(name)), nil, int64(1 << r.IntN(20))},
		})
	}
	return []store.Dataset{d}
}

func BenchmarkSearch(b *testing.B) {
	x := New(madeUp(5000))
	near := orb.Point{75.99, 39.47}
	for _, text := range []string{"k", "kara", "karatash", "karatsah-su", "torugart", "кара", "bulak kara", "xqzwvutsr"} {
		b.Run(strings.ReplaceAll(text, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x.Search(Query{Text: text, Near: &near})
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	datasets := madeUp(5000)
	b.ReportAllocs()
	for b.Loop() {
		New(datasets)
	}
}
