package gazetteer

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"pamir/geo"
	"pamir/internal/store"
)

// region is a small gateway: the names that a reader is likely to try.
func region() []store.Dataset {
	return []store.Dataset{
		dataset("ports", `torugart | Torugart | zh:吐尔尕特口岸 ru:Торугарт en:Torugart / Turugart | CNTRG | 75.39 40.55`,
			`irkeshtam | Irkeshtam | zh:伊尔克什坦口岸 ru:Иркештам ky:Эркеч-Там | | 73.92 39.68`,
			`khunjerab | Khunjerab | zh:紅其拉甫口岸 ur:خنجراب ug:قۇنجىراپ | | 75.42 36.85`,
			`kashgar-airport | Kashgar Airport | zh:喀什机场 | KHG | 76.02 39.54`),
		dataset("passes", `torugart | Torugart Pass | zh:吐尔尕特山口 ky:Торугарт ашуусу | | 75.39 40.55`,
			`ak-baital | Ak-Baital | ru:Ак-Байтал tg:Оқ-байтал | | 73.56 38.55`),
		dataset("sections", `g315-tuopa-torugart | G315 Tuopa–Torugart | zh:国道315线托帕至吐尔尕特 | G315 |`),
		dataset("places", `1 | Kashgar | zh:喀什 ug:قەشقەر en:Kashgar / Kashi;Kaxgar ru:Кашгар | | 75.99 39.47`,
			`2 | Naryn | ru:Нарын ky:Нарын | | 76.00 41.43`,
			`3 | Osh | ru:Ош ky:Ош tg:Ӯш | | 72.80 40.53`,
			`4 | Karakol | ru:Каракол ky:Каракол | | 78.40 42.49`,
			`5 | Karakol | | | 72.0 40.0`,
			`6 | Üchqorghan | ky:Үч-Коргон | | 72.1 40.2`,
			`7 | Khorugh | tg:Хоруғ ru:Хорог | | 71.55 37.49`,
			`8 | Kara | | KARA |`),
	}
}

// dataset reads features written "id | name | lang:name … | code | lon lat".
// Names of one language are separated by anything but the next "xx:".
func dataset(id string, rows ...string) store.Dataset {
	c := &store.Collection{ID: id, Properties: []store.Property{
		{Name: store.Name}, {Name: store.Names}, {Name: "code"}, {Name: "population"},
	}}
	d := store.Dataset{Collection: c}
	for _, row := range rows {
		part := strings.Split(row, "|")
		for i := range part {
			part[i] = strings.TrimSpace(part[i])
		}
		f := &store.Feature{ID: part[0], Values: make([]store.Value, len(c.Properties))}
		if part[1] != "" {
			f.Values[0] = part[1]
		}
		if part[2] != "" {
			f.Values[1] = namesObject(part[2])
		}
		if part[3] != "" {
			f.Values[2] = part[3]
		}
		var p orb.Point
		if n, _ := fmt.Sscan(part[4], &p[0], &p[1]); n == 2 {
			f.Geometry = p
		}
		d.Features = append(d.Features, f)
	}
	return d
}

func namesObject(s string) store.JSON {
	var b strings.Builder
	for i, word := range strings.Fields(s) {
		lang, rest, ok := strings.Cut(word, ":")
		switch {
		case ok && i > 0:
			fmt.Fprintf(&b, `","%s":"%s`, lang, rest)
		case ok:
			fmt.Fprintf(&b, `{"%s":"%s`, lang, rest)
		default:
			b.WriteString(" " + word)
		}
	}
	return store.JSON(b.String() + `"}`)
}

func show(results []Result) string {
	var b strings.Builder
	for i, r := range results {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s/%s", r.Collection.ID, r.Feature.ID)
	}
	return b.String()
}

func TestSearch(t *testing.T) {
	x := New(region())
	for _, test := range []struct{ text, want string }{
		{"Torugart", "ports/torugart, passes/torugart, sections/g315-tuopa-torugart"},
		{"torugart pass", "passes/torugart"},
		{"pass torugart", "passes/torugart"},
		{"Tourgart", "ports/torugart, passes/torugart, sections/g315-tuopa-torugart"},
		{"toru", "ports/torugart, passes/torugart, sections/g315-tuopa-torugart"},
		{"toruagrt", "ports/torugart, passes/torugart, sections/g315-tuopa-torugart"}, // two letters swapped
		{"tuurgatr", "ports/torugart"},                                                // twice, in its other name
		{"torgart", "ports/torugart, passes/torugart, sections/g315-tuopa-torugart"},  // one missing
		{"吐尔尕特", "ports/torugart, passes/torugart, sections/g315-tuopa-torugart"},
		{"红其拉甫", "ports/khunjerab"},
		{"口岸", "ports/torugart, ports/irkeshtam, ports/khunjerab"},
		{"خنجراب", "ports/khunjerab"},
		{"kashi", "places/1, ports/kashgar-airport"}, // the second but for one letter
		{"kashgar", "places/1, ports/kashgar-airport"},
		{"KAXGAR", "places/1"},
		{"قهشقهر", "places/1"}, // an Arabic heh for the Uyghur ae
		{"эркеч там", "ports/irkeshtam"},
		{"уч коргон", "places/6"},
		{"uchqorghan", "places/6"},
		{"хорог", "places/7"},
		{"хоруғ", "places/7, ports/torugart, passes/torugart"},
		{"уш", "places/3"},
		{"khg", "ports/kashgar-airport"},
		{"cntr", "ports/torugart"},
		{"ntrg", ""},
		{"g315", "sections/g315-tuopa-torugart"},
		{"G-315", "sections/g315-tuopa-torugart"},
		{"cn trg", "ports/torugart"},
		{"k ara", "places/8, places/4, places/5"}, // its code, which is also its name; to the others one letter too many
		{"g315-tuopa-torugart", "sections/g315-tuopa-torugart"},
		{"g316", ""},
		{"osh", "places/3"},
		{"osk", ""}, // too short for a slip
		{"karakol", "places/4, places/5"},
		{"", ""},
		{" - ' ", ""},
	} {
		if got := show(x.Search(Query{Text: test.text})); got != test.want {
			t.Errorf("Search(%q) = %s, want %s", test.text, got, test.want)
		}
	}
}

func TestSearchResult(t *testing.T) {
	x := New(region())
	near := orb.Point{72, 40}
	got := x.Search(Query{Text: "karakol", Near: &near, Lang: "ru-KG"})
	if show(got) != "places/5, places/4" {
		t.Fatalf("near the second: %s", show(got))
	}
	if got[0].Distance != 0 || math.Abs(got[1].Distance-geo.Distance(near, orb.Point{78.40, 42.49})) > 1e-3 {
		t.Errorf("distances %v, %v", got[0].Distance, got[1].Distance)
	}
	if got[0].Name != "Karakol" || got[1].Name != "Каракол" || got[1].Matched != "Karakol" {
		t.Errorf("names %q, %q, matched %q", got[0].Name, got[1].Name, got[1].Matched)
	}
	got = x.Search(Query{Text: "g315", Near: &near})
	if len(got) != 1 || !math.IsNaN(got[0].Distance) || got[0].Matched != "G315" {
		t.Errorf("a section that nobody has drawn: %+v", got)
	}
	got = x.Search(Query{Text: "torugart", Lang: "zh"})
	for i, want := range []string{"吐尔尕特口岸", "吐尔尕特山口", "国道315线托帕至吐尔尕特"} {
		if got[i].Name != want {
			t.Errorf("in Chinese %q, want %q", got[i].Name, want)
		}
		if got[i].Score <= 0 || got[i].Score > 1 || i > 0 && got[i].Score >= got[i-1].Score {
			t.Errorf("score %d is %v", i, got[i].Score)
		}
	}
}

func TestSearchNothing(t *testing.T) {
	for _, x := range []*Index{nil, New(nil), New([]store.Dataset{dataset("ports")})} {
		if got := x.Search(Query{Text: "torugart"}); got != nil {
			t.Errorf("found %v", got)
		}
	}
}

// random draws names and texts from few letters and words, so that they meet.
var (
	drawWord = rapid.SampledFrom([]string{
		"kara", "Kara", "kar", "suu", "su", "tash", "Таш", "таш", "Кара", "口岸", "喀什", "吐尔尕特", "torugart", "Torugart",
		"тоо", "ак", "ak", "Үч", "уч", "rabat", "ھە", "ه", "G315", "G314", "pass", "abcdefghij", "bacdefghij",
	})
	drawLetters = rapid.StringOfN(rapid.SampledFrom([]rune("aabbccdк 口")), 1, 12, -1)
	drawName    = rapid.Custom(func(t *rapid.T) string {
		if rapid.Bool().Draw(t, "letters") {
			return drawLetters.Draw(t, "name")
		}
		return strings.Join(rapid.SliceOfN(drawWord, 1, 4).Draw(t, "words"), rapid.SampledFrom([]string{" ", "-", "", " / "}).Draw(t, "by"))
	})
	drawPoint = rapid.Custom(func(t *rapid.T) orb.Point {
		return orb.Point{float64(rapid.IntRange(-3, 3).Draw(t, "lon")) * 60, float64(rapid.IntRange(-3, 3).Draw(t, "lat")) * 30}
	})
	drawDatasets = rapid.Custom(func(t *rapid.T) []store.Dataset {
		var all []store.Dataset
		for _, id := range []string{"ports", "places", "rivers"} {
			d := store.Dataset{Collection: dataset(id).Collection}
			for i := range rapid.IntRange(0, 12).Draw(t, id) {
				f := &store.Feature{ID: fmt.Sprintf("%s%d", drawLetters.Draw(t, "id"), i), Values: []store.Value{
					drawName.Draw(t, "name"),
					namesObject("zh:" + drawName.Draw(t, "zh") + " ru:" + drawName.Draw(t, "ru")),
					nil, int64(rapid.SampledFrom([]int{0, 5, 50_000, 3_000_000}).Draw(t, "population")),
				}}
				if rapid.Bool().Draw(t, "has code") {
					f.Values[2] = drawName.Draw(t, "code")
				}
				if rapid.Bool().Draw(t, "has place") {
					f.Geometry = drawPoint.Draw(t, "place")
				}
				d.Features = append(d.Features, f)
			}
			all = append(all, d)
		}
		return all
	})
	drawQuery = rapid.Custom(func(t *rapid.T) Query {
		q := Query{
			Text:  drawName.Draw(t, "text"),
			Lang:  rapid.SampledFrom([]string{"", "zh", "ru-KG", "ky", "RU"}).Draw(t, "lang"),
			Limit: rapid.SampledFrom([]int{1, 2, 5, 100}).Draw(t, "limit"),
		}
		if r := []rune(q.Text); len(r) > 1 { // a slip
			i := rapid.IntRange(0, len(r)-1).Draw(t, "where")
			switch rapid.IntRange(0, 4).Draw(t, "slip") {
			case 1:
				r = append(r[:i], r[i+1:]...)
			case 2:
				r[i] = 'x'
			case 3:
				r[i], r[max(0, i-1)] = r[max(0, i-1)], r[i]
			case 4:
				r = r[:i+1]
			}
			q.Text = string(r)
		}
		if rapid.Bool().Draw(t, "near") {
			p := drawPoint.Draw(t, "from")
			q.Near = &p
		}
		return q
	})
)

// TestSearchOracle compares with a search that looks at every name.
func TestSearchOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		datasets := drawDatasets.Draw(t, "datasets")
		x := New(datasets)
		for range 10 {
			q := drawQuery.Draw(t, "query")
			compareResults(t, x.search(q), oracle(datasets, q), q)
		}
	})
}

// TestSearchAtOnce searches from several goroutines, which share working memory.
func TestSearchAtOnce(t *testing.T) {
	datasets := region()
	x := New(datasets)
	texts := []string{"torugart", "k", "kahsgar", "口岸", "pass torugart", "nothing of the kind"}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 50 {
				q := Query{Text: texts[(i+j)%len(texts)], Limit: 5}
				if got, want := show(x.search(q)), show(oracle(datasets, q)); got != want {
					t.Errorf("%q: %s, want %s", q.Text, got, want)
				}
			}
		})
	}
	all.Wait()
}

func compareResults(t rapid.TB, got, want []Result, q Query) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%+v: %s, want %s", q, show(got), show(want))
	}
	for i := range got {
		g, w := got[i], want[i]
		if g.Feature != w.Feature || g.Name != w.Name || g.Matched != w.Matched {
			t.Fatalf("%+v: result %d is %s %q by %q, want %s %q by %q",
				q, i, g.Feature.ID, g.Name, g.Matched, w.Feature.ID, w.Name, w.Matched)
		}
		if d := math.Abs(g.Distance - w.Distance); d > 1e-6 || math.IsNaN(g.Distance) != math.IsNaN(w.Distance) {
			t.Fatalf("%+v: result %d is at %v, want %v", q, i, g.Distance, w.Distance)
		}
		if !(g.Score > 0 && g.Score <= 1) || i > 0 && g.Score > got[i-1].Score {
			t.Fatalf("%+v: score %d is %v", q, i, g.Score)
		}
	}
}

func FuzzSearch(f *testing.F) {
	datasets := region()
	x := New(datasets)
	for _, s := range []string{"torugart", "Turugart pass", "红其拉甫", "قەشقەر", "Ӯш", "a", "\xff\xfe", "ǅ ﷺ", strings.Repeat("kara ", 80)} {
		f.Add(s, "zh", 3, 75.0, 40.0)
	}
	f.Fuzz(func(t *testing.T, text, lang string, limit int, lon, lat float64) {
		q := Query{Text: text, Lang: lang, Limit: limit, Near: &orb.Point{lon, lat}}
		got := x.Search(q)
		if q.Limit <= 0 {
			q.Limit = DefaultLimit
		}
		if len(got) > q.Limit {
			t.Fatalf("%d results, limit %d", len(got), q.Limit)
		}
		for _, r := range got {
			if r.Name == "" || r.Matched == "" || !(r.Score > 0 && r.Score <= 1) || r.Distance < 0 {
				t.Fatalf("%+v", r)
			}
		}
	})
}
