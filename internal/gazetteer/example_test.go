package gazetteer_test

import (
	"fmt"

	"pamir/internal/gazetteer"
	"pamir/internal/store"
)

func Example() {
	places := &store.Collection{ID: "places", Properties: []store.Property{{Name: store.Name}, {Name: store.Names}}}
	names := gazetteer.New([]store.Dataset{{Collection: places, Features: []*store.Feature{
		{ID: "kashgar", Values: []store.Value{"Kashgar", store.JSON(`{"en":"Kashgar / Kashi","zh":"喀什","ug":"قەشقەر"}`)}},
		{ID: "naryn", Values: []store.Value{"Naryn", store.JSON(`{"ru":"Нарын","zh":"纳伦"}`)}},
	}}})
	for _, text := range []string{"kashi", "NARN", "нар", "قهشقهر"} {
		for _, r := range names.Search(gazetteer.Query{Text: text, Lang: "zh", Limit: 1}) {
			fmt.Printf("%s: %s, by %s (%.2f)\n", text, r.Name, r.Matched, r.Score)
		}
	}
	// Output:
	// kashi: 喀什, by Kashi (0.92)
	// NARN: 纳伦, by Naryn (0.34)
	// нар: 纳伦, by Нарын (0.77)
	// قهشقهر: 喀什, by قەشقەر (0.92)
}
