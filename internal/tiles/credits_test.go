package tiles

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestBroken(t *testing.T) {
	for _, text := range []string{"", "© Somebody", "Positions: © OpenStreetMap contributors, GeoNames, Who's On First; each feature names its sources", strings.Repeat("word ", 100), "an-endless-word-of-many-letters and more"} {
		for _, most := range []int{1, 10, 40, 100} {
			lines := broken(text, most)
			if strings.Join(lines, " ") != strings.TrimSpace(text) {
				t.Errorf("%q becomes %q", text, lines)
			}
			for i, l := range lines {
				if utf8.RuneCountInString(l) > most && strings.Contains(l, " ") {
					t.Errorf("%q is longer than %d letters", l, most)
				}
				if next := i + 1; next < len(lines) {
					if w, _, _ := strings.Cut(lines[next], " "); utf8.RuneCountInString(l)+1+utf8.RuneCountInString(w) <= most {
						t.Errorf("%q has room for %q", l, w)
					}
				}
			}
		}
	}
}
