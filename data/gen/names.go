package main

import (
	"strings"
	"unicode"
)

// names returns the names that are there, by language.
func names(en, zh, ru, ur string) map[string]string {
	all := map[string]string{"en": en, "zh": zh, "ru": ru, "ur": ur}
	for lang, name := range all {
		if name == "" {
			delete(all, lang)
		}
	}
	return all
}

// slug makes an id of a name: small ASCII letters and digits, hyphens between
// words. Letters with marks lose them where the table knows how.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if plain, ok := plainLetters[r]; ok {
			r = plain
		}
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '‘' || unicode.Is(unicode.Mn, r):
		default:
			gap = true
		}
	}
	return b.String()
}

// plainLetters are those that occur in names of the region.
var plainLetters = map[rune]rune{
	'ā': 'a', 'á': 'a', 'ä': 'a', 'â': 'a', 'é': 'e', 'ī': 'i', 'í': 'i', 'ï': 'i', 'ō': 'o', 'ö': 'o', 'ó': 'o',
	'ū': 'u', 'ü': 'u', 'ŭ': 'u', 'ş': 's', 'ç': 'c', 'ğ': 'g', 'ı': 'i', 'ñ': 'n',
}

// provinceNames mends names of Natural Earth's provinces by adm1_code: two are
// called as their neighbour or capital, and three cities as the province round
// them.
var provinceNames = map[string]map[string]string{
	"AFG-1769": names("Panjshir", "潘杰希尔省", "Панджшер", "صوبہ پنجشیر"),
	"CHN-1662": names("Xizang", "西藏自治区", "Тибетский автономный район", ""),
	"KAS+00?":  names("Siachen Glacier", "锡亚琴冰川", "Сиачен", "سیاچن گلیشیر"),
	"KAZ-4829": names("Almaty City", "阿拉木图", "Алма-Ата", "الماتی"),
	"TJK-369":  names("Sughd", "索格特州", "Согдийская область", ""),
	"TJK-368":  names("Districts of Republican Subordination", "国家直辖区", "РПП", ""),
	"UZB-4828": names("Tashkent City", "塔什干", "Ташкент", "تاشقند"),
}
