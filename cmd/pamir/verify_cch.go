package main

import (
	"fmt"
	"slices"
	"time"

	"pamir/geo/cch"
)

type verifyCCHCmd struct {
	Dir    string `arg:"" help:"The folder of vectors."`
	Metric string `required:"" placeholder:"NAME" help:"The file of weights, and the NAME in query_reference_NAME_length."`
	Order  string `enum:"given,own" default:"given" help:"Which order to contract the nodes in: that of cch_order, where there is one, or one of our own (${enum})."`
}

func (verifyCCHCmd) Help() string {
	return `The folder holds a road graph and queries with their answers, as files of little-endian 32-bit
numbers without a header:

  first_out   where the arcs of each node begin, and how many there are
  head        the node each arc leads to
  NAME        the weight of each arc, at most 2147483647, which is no road at all
  source_node, target_node, query_reference_NAME_length
              the queries, with the length of the shortest path or 2147483647
  cch_order   optional: the node at each position of an order
  latitude, longitude
              optional, floats: they help to find an order

Every query is run, and its path is added up. The exit code is 1 if any is wrong.

Example:

  pamir verify cch ./luxembourg --metric travel_time`
}

func (c *verifyCCHCmd) Run(w *world) error {
	v, err := readVectors(c.Dir, c.Metric)
	if err != nil {
		return err
	}
	say := func(format string, args ...any) { fmt.Fprintf(w.stdout, format+"\n", args...) }
	say("graph %s, %s", count(v.graph.Nodes(), "node"), count(v.graph.Arcs(), "arc"))
	order := v.order
	if order == nil || c.Order == "own" {
		began := time.Now()
		if order, err = cch.Order(v.graph, cch.OrderOptions{Lon: v.lon, Lat: v.lat}); err != nil {
			return err
		}
		say("order our own, %v", took(began))
	} else {
		say("order given")
	}
	began := time.Now()
	index, err := cch.Build(v.graph, order)
	if err != nil {
		return fmt.Errorf("cch_order: %w", err) // the graph has been checked
	}
	say("build %v, %s in the hierarchy", took(began), count(index.Arcs(), "arc"))
	began = time.Now()
	metric, err := index.Customize(v.weights, 0)
	if err != nil {
		return err
	}
	say("customize %v", took(began))
	times, mismatches := v.run(w, metric)
	if n := len(times); n > 0 {
		slices.Sort(times)
		say("query median %v, p99 %v", rounded(times[n/2]), rounded(times[n*99/100]))
	}
	say("queries %d mismatches %d", len(v.from), mismatches)
	if mismatches > 0 {
		verb := "are"
		if mismatches == 1 {
			verb = "is"
		}
		return &fault{err: fmt.Errorf("%s of %s %s wrong", count(mismatches, "answer"), thousands(len(v.from)), verb)}
	}
	return nil
}

// took is how long it has been since an instant, to three figures.
func took(since time.Time) time.Duration { return rounded(time.Since(since)) }

func rounded(d time.Duration) time.Duration {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}

// mostShown is how many mismatches are told one by one.
const mostShown = 10

// run runs the queries and returns how long each took, and how many are wrong.
func (v *vectors) run(w *world, m *cch.Metric) (times []time.Duration, mismatches int) {
	var q cch.Query
	var path []cch.ArcID
	times = make([]time.Duration, len(v.from))
	for i := range v.from {
		began := time.Now()
		got := q.Run(m, []cch.End{{Node: v.from[i]}}, []cch.End{{Node: v.to[i]}})
		times[i] = time.Since(began)
		wrong := ""
		if got != v.length[i] {
			wrong = fmt.Sprintf("%d, but the reference is %d", got, v.length[i])
		} else if got < cch.Infinity {
			path, _, _ = q.Path(path[:0])
			wrong = v.fault(path, i)
		}
		if wrong == "" {
			continue
		}
		if mismatches++; mismatches <= mostShown {
			fmt.Fprintf(w.stderr, "query %d, from node %d to %d: %s\n", i, v.from[i], v.to[i], wrong)
		}
	}
	return times, mismatches
}

// fault says what is wrong with the path of a query.
func (v *vectors) fault(path []cch.ArcID, query int) string {
	at, sum := v.from[query], cch.Weight(0)
	for _, a := range path {
		if uint32(a) < v.graph.FirstOut[at] || uint32(a) >= v.graph.FirstOut[at+1] {
			return fmt.Sprintf("the path goes on from node %d by arc %d, which begins elsewhere", at, a)
		}
		at = v.graph.Head[a]
		sum += v.weights[a]
	}
	if at != v.to[query] || sum != v.length[query] {
		return fmt.Sprintf("the path leads to node %d and is %d long", at, sum)
	}
	return ""
}
