// Command roads draws the corridor's roads and sections from tables that a
// person can read, and writes data/roads.geojson and data/sections.geojson:
//
//	cd data/gen && go run ./roads          # write both files
//	cd data/gen && go run ./roads -check   # fail if they would change
//
// points.csv lists the single positions that each road is drawn through, every
// one with its source and licence (its km, from the beginning of the highway, is
// for the reader only); roads.json and sections.json hold what is
// known about each, and sources.json the works cited. The lines are schematic:
// positions are few, and nothing is drawn between them but straight lines.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "roads:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("roads", flag.ContinueOnError)
	in := flags.String("in", "roads", "folder of the tables")
	out := flags.String("data", "..", "folder of the collections")
	check := flags.Bool("check", false, "write nothing; fail if a file would change")
	if err := flags.Parse(args); err != nil {
		return err
	}
	files, err := build(*in, *out)
	if err != nil {
		return err
	}
	var changed []error
	for _, f := range files {
		path := filepath.Join(*out, f.name)
		if *check {
			if old, err := os.ReadFile(path); err != nil || !bytes.Equal(old, f.text) {
				changed = append(changed, fmt.Errorf("%s is not what the tables make; run go run ./roads in data/gen", path))
			}
			continue
		}
		if err := os.WriteFile(path, f.text, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s: %d features\n", path, f.features)
	}
	return errors.Join(changed...)
}
