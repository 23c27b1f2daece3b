package schedules

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// place is where a value stands in a file, and where its parts do. go-toml
// stops at the first value of a wrong type; an operator wants to hear of all
// of them, so we read values as they are and keep the lines beside them.
type place struct {
	line  int
	keys  map[string]*place // of a table
	items []*place          // of an array
}

// parse reads a file into plain values (as toml.Unmarshal makes them of an
// interface) and the place of each. It returns nothing where the file is not
// TOML, after it has told the one place at which that shows.
func parse(name string, text []byte, problems *Problems) (map[string]any, *place) {
	if bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		text = text[3:] // editors on Windows begin a file so
	}
	values := map[string]any{}
	if err := toml.Unmarshal(text, &values); err != nil {
		at := Problem{File: name}
		var de *toml.DecodeError
		if errors.As(err, &de) {
			at.Line, _ = de.Position()
		}
		problems.add(at, "not TOML: %s", strings.TrimPrefix(err.Error(), "toml: "))
		return nil, nil
	}
	return values, places(text)
}

// places finds the lines of a text that is known to be TOML.
func places(text []byte) *place {
	w := walker{root: &place{line: 1}}
	w.parser.Reset(text)
	for into := w.root; w.parser.NextExpression(); {
		switch node := w.parser.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable:
			into = w.header(node)
		case unstable.KeyValue:
			w.keyValue(into, node)
		}
	}
	return w.root
}

type walker struct {
	parser unstable.Parser
	root   *place
	offset int // how far lines have been counted
	line   int // line feeds before offset
}

// lineOf counts on from the last call; nodes come nearly in order.
func (w *walker) lineOf(n *unstable.Node) int {
	at := int(n.Raw.Offset)
	if at < w.offset {
		w.offset, w.line = 0, 0
	}
	w.line += bytes.Count(w.parser.Data()[w.offset:at], []byte("\n"))
	w.offset = at
	return w.line + 1
}

// header finds the table that [a.b] or [[a.b]] begins.
func (w *walker) header(node *unstable.Node) *place {
	into := w.root
	for key := node.Key(); key.Next(); {
		line := w.lineOf(key.Node())
		next := into.key(string(key.Node().Data), line)
		switch {
		case key.IsLast() && node.Kind == unstable.ArrayTable:
			into = &place{line: line}
			next.items = append(next.items, into)
		case len(next.items) > 0: // [a.b] below [[a]] is of the last a
			into = next.items[len(next.items)-1]
		default:
			into = next
		}
	}
	return into
}

// keyValue puts what a.b = value says below a table.
func (w *walker) keyValue(into *place, node *unstable.Node) {
	for key := node.Key(); key.Next(); {
		into = into.key(string(key.Node().Data), w.lineOf(key.Node()))
	}
	w.value(into, node.Value())
}

func (w *walker) value(at *place, node *unstable.Node) {
	switch node.Kind {
	case unstable.InlineTable:
		for parts := node.Children(); parts.Next(); {
			w.keyValue(at, parts.Node())
		}
	case unstable.Array:
		for parts := node.Children(); parts.Next(); {
			item := &place{line: at.line}
			if parts.Node().Raw.Length > 0 { // arrays in arrays have no position
				item.line = w.lineOf(parts.Node())
			}
			at.items = append(at.items, item)
			w.value(item, parts.Node())
		}
	}
}

// key returns the place of a key, which it makes where there is none.
func (p *place) key(name string, line int) *place {
	if p.keys == nil {
		p.keys = map[string]*place{}
	}
	at := p.keys[name]
	if at == nil {
		at = &place{line: line}
		p.keys[name] = at
	}
	return at
}

// of returns the place of a key, or of the table where the key is not there.
func (p *place) of(name string) *place {
	if at := p.keys[name]; at != nil {
		return at
	}
	return p
}
