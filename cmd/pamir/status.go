package main

import (
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"

	"pamir/geo/hours"
	"pamir/internal/ask"
)

type statusCmd struct {
	Port string `arg:"" optional:"" help:"The port, by its id; without it all ports."`

	At        instant `placeholder:"TIME" help:"The instant asked about, with its offset; without it now."`
	Mode      string  `placeholder:"MODE" help:"truck, car, bus or foot; without it all that are admitted."`
	Direction string  `placeholder:"FROM-TO" help:"From which country into which, such as CN-KG; without it all."`
	Output    string  `short:"o" default:"table" enum:"table,json" help:"table or json."`

	source
	timetable
}

func (statusCmd) Help() string {
	return `May a vehicle present itself at the first checkpoint of a port at this instant and get through?
open is said only where a source gives the hour; on an open day there is passage at hours that
nobody publishes. The checkpoint is the one that decides, on the way in that direction.

Examples:

  pamir status
  pamir status irkeshtam
  pamir status irkeshtam --mode truck --direction CN-KG --at 2025-10-04T09:00:00+08:00
  pamir status karasu --schedules mine.toml -o json`
}

// instant is a time with its offset on the command line.
type instant struct{ time.Time }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *instant) UnmarshalText(text []byte) (err error) {
	i.Time, err = ask.Instant(hyphens(text))
	return misread("", err)
}

func (c *statusCmd) Run(w *world) error {
	region, err := c.open(w)
	if err != nil {
		return err
	}
	keeper, err := c.keep(region, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	if c.At.IsZero() {
		c.At.Time = time.Now().Truncate(time.Second)
	}
	set := keeper.Set()
	book := set.Book
	chains, err := c.choose(book.Chains())
	if err != nil {
		return err
	}
	b := board{at: c.At.Time, set: set, detailed: c.Port != ""}
	for _, chain := range chains {
		p := portStatus{chain: chain, name: portName(region, chain.Port)}
		for _, pair := range book.Pairs(chain.Port) {
			if c.Mode != "" && c.Mode != string(pair.Mode) || c.Direction != "" && c.Direction != string(pair.Direction) {
				continue
			}
			s, err := book.Status(chain.Port, pair.Mode, pair.Direction, c.At.Time)
			var far *hours.RangeError
			if errors.As(err, &far) {
				return misuse("", "--at: %s is not between 1900-01-01 and 2200-01-01", c.At.Format(time.RFC3339))
			}
			if err != nil {
				return err
			}
			p.all = append(p.all, s)
		}
		if len(p.all) > 0 {
			b.ports = append(b.ports, p)
		}
	}
	if c.Output == "json" {
		return b.json(w.stdout)
	}
	return b.write(w.stdout)
}

// choose returns the ports that are asked about, and refuses words that none
// of them knows.
func (c *statusCmd) choose(all []hours.Chain) ([]hours.Chain, error) {
	var ports, modes, ways []string
	var chosen []hours.Chain
	for _, chain := range all {
		ports = append(ports, chain.Port)
		if c.Port == "" || c.Port == chain.Port {
			chosen = append(chosen, chain)
		}
	}
	if len(chosen) == 0 {
		return nil, unknownWord("port", c.Port, ports)
	}
	for _, chain := range chosen {
		for _, m := range chain.Modes {
			modes = append(modes, string(m))
		}
		for _, d := range chain.Directions {
			ways = append(ways, string(d))
		}
	}
	if c.Mode != "" && !slices.Contains(modes, c.Mode) {
		return nil, unknownWord("mode", c.Mode, modes)
	}
	if c.Direction != "" && !slices.Contains(ways, c.Direction) {
		if len(ways) == 0 {
			return nil, misuse("leave --direction out", "%s has no directions", c.Port)
		}
		return nil, unknownWord("direction", c.Direction, ways)
	}
	return chosen, nil
}

func unknownWord(what, word string, known []string) error {
	slices.Sort(known)
	known = slices.Compact(known)
	hint := "there are " + strings.Join(known, ", ")
	if near := ask.NearestName(word, known); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return misuse(hint, "there is no %s %q", what, ask.Clip(word))
}

// portName is what to call a port.
func portName(r *everything, id string) string {
	for _, d := range r.datasets {
		for _, f := range d.Features {
			if d.Collection.ID == "ports" && f.ID == id {
				return name(d.Collection, f)
			}
		}
	}
	return id
}
