package style

import (
	"slices"
	"strconv"
	"strings"
)

// Problem is one thing that is wrong with a style, or that is not drawn.
type Problem struct {
	Pointer string // where, as RFC 6901 has it, such as /layers/3/paint/line-width
	Detail  string // what, and what would be right
}

func (p Problem) String() string {
	if p.Pointer == "" {
		return p.Detail
	}
	return p.Pointer + ": " + p.Detail
}

// Problems is the error of Parse: all that is wrong, by place in the style.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.String()
	}
	return "style: " + strings.Join(lines, "\n")
}

// most is how many problems are told; a file that is no style has more.
const most = 100

// path is a place in the document: a step and where it was taken from. It is
// written out only where there is something to say.
type path struct {
	up   *path
	key  string
	item int // of a list, where key is empty
}

func (p *path) at(key string) *path { return &path{up: p, key: key} }
func (p *path) nth(i int) *path     { return &path{up: p, item: i} }

func (p *path) String() string {
	var steps []string
	for ; p != nil && p.up != nil; p = p.up {
		step := p.key
		if step == "" && p.item >= 0 {
			step = strconv.Itoa(p.item)
		}
		steps = append(steps, strings.NewReplacer("~", "~0", "/", "~1").Replace(step))
	}
	slices.Reverse(steps)
	if steps == nil {
		return ""
	}
	return "/" + strings.Join(steps, "/")
}

// nearest returns the name that is most like the one given, or "" where none
// is like it.
func nearest(name string, names []string) string {
	best, least := "", len(name)/3+2
	for _, n := range names {
		if d := distance(name, n); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is how many letters must be changed, added or taken away.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
