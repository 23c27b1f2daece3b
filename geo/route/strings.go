package route

import "strings"

// stringTable keeps each string once. The empty one has the id 0.
type stringTable struct {
	ids   map[string]uint32
	bytes []byte
	ends  []uint32 // of each string in bytes
}

func newStringTable() *stringTable {
	return &stringTable{ids: map[string]uint32{"": 0}, ends: []uint32{0}}
}

func (t *stringTable) id(s string) uint32 {
	if id, ok := t.ids[s]; ok {
		return id
	}
	id := uint32(len(t.ends))
	t.bytes = append(t.bytes, s...)
	t.ends = append(t.ends, uint32(len(t.bytes)))
	t.ids[strings.Clone(s)] = id
	return id
}

// The names of a road in several languages are one string: the local name,
// then each other as its language, a tab and the name, each after a line break.

// nameLanguages are those in which directions are given, and Uyghur.
var nameLanguages = []string{"en", "zh", "ru", "ky", "ug"}

var oneLine = strings.NewReplacer("\n", " ", "\t", " ")

// readNames joins the names in the tags.
func readNames(t Tags) string {
	local := oneLine.Replace(t.Get("name"))
	all := local
	for _, lang := range nameLanguages {
		if n := oneLine.Replace(t.Get("name:" + lang)); n != "" && n != local {
			all += "\n" + lang + "\t" + n
		}
	}
	return all
}

// nameIn picks the name in a language, else the local one, else any.
func nameIn(all, lang string) string {
	local, rest, _ := strings.Cut(all, "\n")
	any := ""
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		l, name, _ := strings.Cut(line, "\t")
		if l == lang {
			return name
		}
		if any == "" {
			any = name
		}
	}
	if local == "" {
		return any
	}
	return local
}
