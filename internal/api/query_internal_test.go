package api

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// FuzzQuery: a query is read as url.ParseQuery reads it, where a ; is a letter;
// written again it reads the same; and in the order of its names it is as
// url.Values writes it.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"", "&", "lon=75.99&lat=39.47&number=3", "a=1&b=2&a=3", "=", "=x", "a", "a=b=c", "coordinates=75,39;76,40", "q=%E5%8F%A3%E5%B2%B8+a",
		"%zz=1", "a=%", "a=1&%zz", "a=+%2B%20&&b", "%61=1&a=2", "a=\x00\xff", "a;b=1;2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		want, wrong := url.ParseQuery(strings.ReplaceAll(raw, ";", "%3B"))
		got, err := query(nil).read(raw)
		if (err != nil) != (wrong != nil) {
			t.Fatalf("%q: error %v, want %v", raw, err, wrong)
		}
		if err != nil {
			return
		}
		values := url.Values{}
		for _, p := range got {
			values.Add(p.name, p.value)
		}
		if !reflect.DeepEqual(values, want) {
			t.Fatalf("%q: %v, want %v", raw, values, want)
		}
		if again, err := query(nil).read(got.encode()); err != nil || !slices.Equal(again, got) {
			t.Errorf("%q: %v, and again %v, %v", raw, got, again, err)
		}
		for name, all := range want {
			if first, n := got.find(name); n != len(all) || first != all[0] || got.get(name) != all[0] || !got.has(name) {
				t.Errorf("%q: %s is %q, %d times; want %q", raw, name, first, n, all)
			}
		}
		none := func(string) bool { return false }
		if sorted := got.without(none).encode(); sorted != want.Encode() {
			t.Errorf("%q: %s, want %s", raw, sorted, want.Encode())
		}
		delete(want, "a")
		if rest := got.without(func(name string) bool { return name == "a" }).encode(); rest != want.Encode() {
			t.Errorf("%q without a: %s, want %s", raw, rest, want.Encode())
		}
	})
}
