package gazetteer

import (
	"slices"
	"strings"
	"testing"

	"pamir/internal/store"
)

func TestSpellings(t *testing.T) {
	schema := func(names ...string) *store.Collection {
		c := &store.Collection{}
		for _, n := range names {
			c.Properties = append(c.Properties, store.Property{Name: n})
		}
		return c
	}
	for _, test := range []struct {
		schema *store.Collection
		values []store.Value
		want   string // texts, each behind "lang:" and marked ! where it is a code, # an id
	}{
		{schema("name", "kind"), []store.Value{"Osh", "city"}, ":Osh #x"},
		{schema("name"), []store.Value{"Kashgar / Kashi;Kaxgar"}, ":Kashgar :Kashi :Kaxgar #x"},
		{schema("name"), []store.Value{"a/b"}, ":a/b #x"},
		{schema("ref", "names", "name"), []store.Value{"G315", store.JSON(`{"zh":"国道","en":["Road","G-315"]}`), "R"}, ":R zh:国道 en:Road en:G-315 !G315 #x"},
		{schema("refs", "aliases"), []store.Value{store.JSON(`["AH65","E007"]`), store.JSON(`["Old road",7]`)}, "!AH65 !E007 :Old_road #x"},
		{schema("NAME", "NAME_RU", "name:ky", "NAME_LONG"), []store.Value{"Osh", "Ош", "Ош", "no"}, ":Osh ru:Ош ky:Ош #x"},
		{schema("iata", "code"), []store.Value{"KHG", "CN KHG"}, "!KHG !CN_KHG #x"},
		{schema("name", "names"), []store.Value{"", store.JSON(`["not","an object"]`)}, ""},
		{schema("name", "names"), []store.Value{int64(5), store.JSON(`{"ru":null,"ky":{"a":"b"}}`)}, ""},
		{schema("kind"), []store.Value{"city"}, ""},
	} {
		cols := columnsOf(test.schema)
		var got []string
		for _, s := range cols.spellings(&store.Feature{ID: "x", Values: test.values}) {
			mark := map[use]string{called: s.lang + ":", code: "!", identifier: "#"}[s.use]
			got = append(got, mark+strings.ReplaceAll(s.text, " ", "_"))
		}
		if !slices.Equal(got, strings.Fields(test.want)) {
			t.Errorf("%v: %q, want %s", test.values, got, test.want)
		}
	}
}
