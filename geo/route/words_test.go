package route

import (
	"strings"
	"testing"
	"unicode"
)

// TestEveryStepHasWords: whatever a step can be is said in each language, with
// nothing of the pattern left in it, and in its script.
func TestEveryStepHasWords(t *testing.T) {
	turns := []string{"left", "right", "slight left", "slight right", "sharp left", "sharp right", "straight", "uturn"}
	var all []Step
	for _, kind := range []string{"turn", "continue", "end of road", "fork", "on ramp", "off ramp", "new name", "merge"} {
		for _, m := range turns {
			all = append(all, Step{Type: kind, Modifier: m})
		}
	}
	for after := range 8 {
		all = append(all, Step{Type: "depart", After: float64(after) * 45}, Step{Type: "roundabout", Exit: after})
	}
	all = append(all, Step{Type: "arrive"}, Step{Type: "exit roundabout"}, Step{Type: "depart", After: 359.9})
	for _, travel := range []string{"ferry", "train", "driving", "walking"} {
		all = append(all, Step{Type: "notification", Travel: travel})
	}
	scripts := map[string]*unicode.RangeTable{"en": unicode.Latin, "zh": unicode.Han, "ru": unicode.Cyrillic, "ky": unicode.Cyrillic}
	for _, lang := range Languages {
		said := map[string]Step{}
		for _, s := range all {
			got := s.Instruction(lang)
			if got == "" || strings.ContainsAny(got, "%#") && s.Type != "roundabout" || strings.Contains(got, "%") {
				t.Errorf("%s: %+v is %q", lang, s, got)
			}
			for _, r := range got {
				if unicode.IsLetter(r) && !unicode.Is(scripts[lang], r) {
					t.Errorf("%s: %+v is %q", lang, s, got)
					break
				}
			}
			if other, is := said[got]; is && s.Type == "turn" && other.Type == "turn" {
				t.Errorf("%s: %+v and %+v are both %q", lang, s, other, got)
			}
			said[got] = s
			s.Name, s.Destinations = "100% Street", "A;B"
			if named := s.Instruction(lang); s.Type != "arrive" && (!strings.Contains(named, "100% Street") || s.Type != "depart" && !strings.Contains(named, "A, B")) {
				t.Errorf("%s: %+v is %q", lang, s, named)
			}
		}
	}
}
