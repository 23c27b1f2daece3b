package gazetteer

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"torugart pass", "torugart pass"},
		{"Torugart  Pass ", "torugart pass"},
		{"Ürümqi", "urumqi"},
		{"Wūqià Xiàn", "wuqia xian"},
		{"Iğdır Øst Łódź Straße", "igdir ost lodz strasse"},
		{"ＧＳＴ３１５", "gst315"},
		{"Ёлка й", "елка и"},
		{"Көк-Төбө Үзгөн Таңшаң", "кок тобо узгон таншан"},
		{"Ҷӣҳун Ӯш Қӯғон", "чихун уш кугон"},
		{"Kara-Suu, Kara’Suu\u00a0Kara–Suu", "kara suu kara suu kara suu"},
		{"قەشقەر", "قهشقهر"},
		{"ھېيتگاھ", "هييتگاه"},
		{"کاشغر", "كاشغر"},
		{"خُنْجَرَاب", "خنجراب"},
		{"می\u200cخواهم", "ميخواهم"},
		{"٣١٥ ۳۱۵", "315 315"},
		{"紅其拉甫", "红其拉甫"},
		{"塔什庫爾幹", "塔什库尔干"},
		{"\xff", ""},
	} {
		if got := Fold(test.in); got != test.want {
			t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// TestNeighbours checks that no letter is folded in two steps.
func TestNeighbours(t *testing.T) {
	for from, to := range neighbours {
		if _, again := neighbours[to]; again || from == to {
			t.Errorf("%q becomes %q, which is not the end of it", from, to)
		}
		if got := Fold(string(from)); got != string(to) {
			t.Errorf("Fold(%q) = %q, want %q: the table is read wrongly or has the letter twice", from, got, to)
		}
	}
}

// TestFoldOnce folds every letter there is, alone and after another.
func TestFoldOnce(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		once := Fold("a" + string(r) + " " + string(r))
		if twice := Fold(once); twice != once {
			t.Errorf("%U becomes %q, and folded again %q", r, once, twice)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Torugart", "Ürümqi ё Ң ھ", "紅其拉甫", "a\u0345\u0300\u200d\u031b", "İıſßẞ", "ﷺ½㎞", "각", "\xe0\x80", "p\xf4\xf4\xf4\xf4Ŀ", "ก็ a\u034f\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, and folded again %q", s, once, twice)
		}
		if !utf8.ValidString(once) {
			t.Fatalf("Fold(%q) = %q is not UTF-8", s, once)
		}
	})
}
