package route

import "testing"

func TestNames(t *testing.T) {
	all := readNames(Tags{{"name", "中巴公路"}, {"name:en", "Karakoram\tHighway"}, {"name:zh", "中巴公路"}, {"name:ru", "Каракорумское шоссе"}})
	for lang, want := range map[string]string{"en": "Karakoram Highway", "zh": "中巴公路", "ru": "Каракорумское шоссе", "ky": "中巴公路"} {
		if got := nameIn(all, lang); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	for _, c := range []struct{ tags, want string }{{"ref=G314", ""}, {"name:en=Only", "Only"}} {
		if got := nameIn(readNames(parseTags(c.tags)), "ky"); got != c.want {
			t.Errorf("%s: %q, want %q", c.tags, got, c.want)
		}
	}
}

func TestStringTable(t *testing.T) {
	b := newStringTable()
	words := []string{"", "a", "", "吐尔尕特", "a"}
	n := &Network{}
	var ids []uint32
	for _, w := range words {
		ids = append(ids, b.id(w))
	}
	n.chars, n.charEnds = b.bytes, b.ends
	for i, w := range words {
		if got := n.text(ids[i]); got != w {
			t.Errorf("%d: %q, want %q", i, got, w)
		}
	}
	if len(b.ends) != 3 {
		t.Errorf("%d strings, want 3", len(b.ends))
	}
}
