package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// fault is an error with advice for whoever runs the program.
type fault struct {
	err    error
	hint   string // what to do about it
	misuse bool   // the command line is at fault
}

func (f *fault) Error() string { return f.err.Error() }
func (f *fault) Unwrap() error { return f.err }

// misuse is a fault of the command line.
func misuse(hint, format string, args ...any) error {
	return &fault{err: fmt.Errorf(format, args...), hint: hint, misuse: true}
}

// usage turns an error of the parser of the command line into a fault. A value
// of ours that could not be read brings its own hint.
func usage(err error) error {
	out := &fault{err: errors.New(strings.ReplaceAll(err.Error(), minus, "-")), misuse: true}
	var f *fault
	var pe *kong.ParseError
	switch {
	case errors.As(err, &f) && f.hint != "":
		out.hint = f.hint
	case errors.As(err, &pe) && pe.Context != nil && pe.Context.Selected() != nil:
		out.hint = pe.Context.Selected().FullPath() + " -h shows how to use it"
	default:
		out.hint = "pamir -h shows how to use it"
	}
	return out
}

// report prints the error, if there is one, and returns the exit code.
func report(stderr io.Writer, err error) int {
	if err == nil {
		return succeeded
	}
	lines := strings.Split(err.Error(), "\n")
	fmt.Fprintf(stderr, "pamir: %s\n", lines[0])
	for _, l := range lines[1:] {
		fmt.Fprintf(stderr, "       %s\n", l)
	}
	var f *fault
	if !errors.As(err, &f) {
		return failed
	}
	if f.hint != "" {
		fmt.Fprintf(stderr, "hint:  %s\n", f.hint)
	}
	if f.misuse {
		return misused
	}
	return failed
}
