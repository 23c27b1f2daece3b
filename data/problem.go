package data

import (
	"fmt"
	"strings"
)

// Problem is one fault in the data and where it is.
type Problem struct {
	File     string // its name in the data directory
	Feature  string // id; empty where the file as a whole is at fault
	Property string // empty where the feature as a whole is at fault
	Message  string
}

func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString("data/" + p.File + ": ")
	if p.Feature != "" {
		fmt.Fprintf(&b, "feature %q: ", p.Feature)
	}
	if p.Property != "" {
		b.WriteString("property " + p.Property + ": ")
	}
	b.WriteString(p.Message)
	return b.String()
}

// Problems is what Load returns as its error: everything that is wrong.
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
