package schedules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one fault of a schedule file and where it is.
type Problem struct {
	File    string
	Line    int    // from 1; 0 where the file as a whole is at fault
	Entry   string // what the line belongs to, such as `rule "karasu-cn"`; may be empty
	Field   string // the key at fault, such as "periods[2].from"; may be empty
	Message string // what is wrong, and what would be right
}

// Error begins with FILE:LINE:, which editors and terminals can follow.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	for _, part := range []string{p.Entry, p.Field} {
		if part != "" {
			b.WriteString(part + ": ")
		}
	}
	b.WriteString(p.Message)
	return b.String()
}

// Problems is the error of Load: everything that is wrong, in the order of
// files and lines.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find a Problem.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

func (ps *Problems) add(at Problem, format string, args ...any) {
	at.Message = fmt.Sprintf(format, args...)
	*ps = append(*ps, at)
}

// sorted puts the problems of each file in the order of its lines. Files stay
// in the order in which they were read.
func (ps Problems) sorted() Problems {
	order := map[string]int{}
	for _, p := range ps {
		if _, ok := order[p.File]; !ok {
			order[p.File] = len(order)
		}
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(order[a.File], order[b.File]), cmp.Compare(a.Line, b.Line))
	})
	return ps
}
