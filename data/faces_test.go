package data

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"unicode"

	"pamir/geo/raster/lettering"
	"pamir/internal/store"
)

// Every letter of every name can be written in every face.
func TestFacesHaveEveryName(t *testing.T) {
	text, err := fs.ReadFile(Files(), "faces/faces.json")
	if err != nil {
		t.Fatal(err)
	}
	var stacks map[string][]struct{ File string }
	if err := json.Unmarshal(text, &stacks); err != nil {
		t.Fatal(err)
	}
	fonts := map[string]*lettering.Font{}
	for _, stack := range stacks {
		for _, f := range stack {
			data, err := fs.ReadFile(Files(), path.Join("faces", f.File))
			if err != nil {
				t.Fatal(err)
			}
			if fonts[f.File], err = lettering.Parse(f.File, data); err != nil {
				t.Fatal(err)
			}
		}
	}
	sets, err := Load(Files())
	if err != nil {
		t.Fatal(err)
	}
	letters := map[rune]string{}
	for _, set := range sets {
		for _, f := range set.Features {
			for _, p := range []string{store.Name, "names", "aliases", "ref", "refs"} {
				v := set.Collection.Value(f, p)
				if j, ok := v.(store.JSON); ok {
					v = string(j)
				}
				for _, r := range fmt.Sprint(v) {
					letters[r] = set.Collection.ID + "/" + f.ID
				}
			}
		}
	}
	for r := range strings.SplitSeq("ң ө ү қ ҷ ӣ ғ ҳ Ң Ө Ү Қ Ҷ Ӣ Ғ Ҳ ئ ا ە ب پ ت ج چ خ د ر ز ژ س ش غ ف ق ك گ ڭ ل م ن ھ و ۇ ۆ ۈ ۋ ې ى ي", " ") {
		letters[[]rune(r)[0]] = "an alphabet"
	}
	if len(letters) < 500 {
		t.Fatalf("the names have only %d letters", len(letters))
	}
	for name, stack := range stacks {
		for r, where := range letters {
			has := unicode.IsControl(r)
			for _, f := range stack {
				has = has || fonts[f.File].Has(r)
			}
			if !has {
				t.Errorf("%s has no %c (U+%04X), which stands in %s", name, r, r, where)
			}
		}
	}
}
