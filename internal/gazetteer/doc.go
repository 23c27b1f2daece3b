// Package gazetteer finds features by name: in any script, while the name is
// still being typed, and with a slip of the finger.
//
//	names := gazetteer.New(datasets)
//	for _, r := range names.Search(gazetteer.Query{Text: "turugart", Lang: "zh", Limit: 5}) {
//		fmt.Println(r.Name, r.Collection.ID, r.Feature.ID)
//	}
//
// Names are compared as Fold leaves them. Spellings that folding cannot bring
// together, such as Kashgar and Kashi, are found where the data gives both.
package gazetteer
