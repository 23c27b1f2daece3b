package lettering

import (
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"

	"pamir/geo/raster/ink"
)

// Faces are the fonts that there are, by the names that styles call them by:
// for each name the fonts in which a letter is looked for, in order.
type Faces struct {
	stacks map[string][]*Font
	names  []string // of the stacks, as they were given

	tools  sync.Pool // of *tools
	blocks memory[blockKey, *Block]
	stamps memory[StampKey, *ink.Mark]
}

// NewFaces returns the faces. A name that is not among them is served by the
// one that has most of its words, so that a style made elsewhere is legible.
func NewFaces(stacks map[string][]*Font) *Faces {
	f := &Faces{stacks: map[string][]*Font{}}
	for name, fonts := range stacks {
		if len(fonts) > 0 {
			f.stacks[name] = fonts
			f.names = append(f.names, name)
		}
	}
	f.blocks = memory[blockKey, *Block]{most: 8 << 20}
	f.stamps = memory[StampKey, *ink.Mark]{most: 16 << 20}
	f.tools.New = func() any { return &tools{faces: map[*font.Font]*font.Face{}} }
	return f
}

// With returns the faces with further fonts, in which letters are looked for
// that those of the face do not have. A font whose name has the word Bold or
// Italic serves only faces whose names have it too.
func (f *Faces) With(fonts []*Font) *Faces {
	stacks := map[string][]*Font{}
	for name, own := range f.stacks {
		stacks[name] = slices.Clone(own)
		for _, more := range fonts {
			fits := true
			for _, word := range []string{"Bold", "Italic"} {
				fits = fits && (!strings.Contains(more.Name, word) || strings.Contains(name, word))
			}
			if fits {
				stacks[name] = append(stacks[name], more)
			}
		}
	}
	return NewFaces(stacks)
}

// Names returns the names of the faces, in no order.
func (f *Faces) Names() []string { return f.names }

// stack returns the fonts for a name; nil where there are none at all.
func (f *Faces) stack(name string) []*Font {
	if fonts, ok := f.stacks[name]; ok {
		return fonts
	}
	best, most := "", -1
	for _, have := range f.names {
		n := 0
		for word := range strings.FieldsSeq(have) {
			if strings.Contains(name, word) {
				n++
			}
		}
		if n > most || n == most && (len(have) < len(best) || len(have) == len(best) && have < best) {
			best, most = have, n
		}
	}
	return f.stacks[best]
}

// tools are what setting a text needs and one goroutine may use.
type tools struct {
	shaper    shaping.HarfbuzzShaper
	faces     map[*font.Font]*font.Face
	paragraph bidi.Paragraph
	segmenter segmenter.Segmenter
}

func (t *tools) face(f *Font) *font.Face {
	face, ok := t.faces[f.font]
	if !ok {
		face = font.NewFace(f.font)
		t.faces[f.font] = face
	}
	return face
}

// memory keeps what was made, until it is more than so many bytes: then it
// begins anew. What is asked for often is soon there again.
type memory[K comparable, V any] struct {
	most  int
	mu    sync.RWMutex
	kept  map[K]V
	bytes int
}

func (m *memory[K, V]) get(k K) (V, bool) {
	m.mu.RLock()
	v, ok := m.kept[k]
	m.mu.RUnlock()
	return v, ok
}

func (m *memory[K, V]) put(k K, v V, bytes int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || m.bytes > m.most {
		m.kept, m.bytes = map[K]V{}, 0
	}
	if _, ok := m.kept[k]; !ok {
		m.bytes += bytes
	}
	m.kept[k] = v
}
