package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"pamir/internal/roadfile"
)

type verifyRoadsCmd struct {
	File string `arg:"" help:"A roads file: roads.pamir in the folder of an imported region."`
}

func (verifyRoadsCmd) Help() string {
	return `Checks every byte of the file against its checksums, and that all its numbers are of things that
exist. A server checks the same before it answers from a file.

Examples:

  pamir verify roads kyrgyzstan/5f1c0a/roads.pamir`
}

func (c *verifyRoadsCmd) Run(w *world) error {
	f, err := roadfile.Open(c.File)
	if errors.Is(err, fs.ErrNotExist) {
		return misuse("it is in the folder that pamir import has made, one level down", "%w", err)
	}
	if err != nil {
		return roadsFault(err)
	}
	defer f.Close()
	n, err := f.Network(context.Background())
	if err != nil {
		return roadsFault(err)
	}
	s := n.Stats()
	t := &table{right: []bool{false, true}}
	t.add("source", n.Source())
	for _, row := range []struct {
		name string
		n    int
	}{{"ways", s.Ways}, {"junctions", s.Junctions}, {"edges", s.Edges}, {"passages", s.Passages}, {"bytes", int(f.Size())}} {
		t.add(row.name, thousands(row.n))
	}
	if err := t.write(w.stdout); err != nil {
		return err
	}
	for _, j := range n.Joins() {
		fmt.Fprintf(w.stdout, "%s and %s are joined without a border control at %.5f,%.5f\n", j.From, j.To, j.At[0], j.At[1])
	}
	_, err = fmt.Fprintf(w.stdout, "%s is whole\n", c.File)
	return err
}
