package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings spellings that a reader takes for the same name to one text:
//
//   - compatibility forms, case and combining marks go: "Ürümqi", "ＵＲＵＭＱＩ"
//     and "Wūlǔ" become "urumqi", "urumqi" and "wulu"; Arabic vowel marks too;
//   - letters peculiar to one language of a script become their neighbours in
//     the others: Kyrgyz ө ү ң, Tajik ҷ ҳ қ ғ, Uyghur and Urdu forms of ه ي ك;
//   - common traditional characters become simplified ones;
//   - whatever is not a letter or a digit, hyphens and apostrophes among it,
//     becomes a single space between words.
//
// Fold(Fold(s)) == Fold(s), and the result is valid UTF-8.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	// NFKD leaves some of what follows an invalid byte as it is.
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, " ")) {
		switch {
		case dropped(r):
			continue
		case !unicode.In(r, unicode.L, unicode.N, unicode.M):
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		r = unicode.ToLower(r)
		if one, ok := neighbours[r]; ok {
			b.WriteRune(one)
		} else if several, ok := spelledOut[r]; ok {
			b.WriteString(several)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// folded reports whether s is plainly folded already: lower-case ASCII words
// with single spaces between them.
func folded(s string) bool {
	space := true // none may lead
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			space = false
		case c == ' ' && !space:
			space = true
		default:
			return false
		}
	}
	return !space || s == ""
}

// dropped reports whether a rune of decomposed text adds nothing to a name: it
// combines with another (has a combining class), or is not to be seen.
func dropped(r rune) bool {
	if r < 0x80 {
		return false
	}
	if unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) || r == 'ـ' {
		return true
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	return norm.NFKD.Properties(buf[:n]).CCC() != 0
}
