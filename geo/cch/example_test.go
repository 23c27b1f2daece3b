package cch_test

import (
	"fmt"

	"pamir/geo/cch"
)

// Two roads lead from node 0 to node 3: one over 1, and a longer one over 2.
func Example() {
	graph := cch.Graph{
		FirstOut: []uint32{0, 2, 3, 4, 4},
		Head:     []cch.NodeID{1, 2, 3, 3}, // 0>1, 0>2, 1>3, 2>3
	}
	order, err := cch.Order(graph, cch.OrderOptions{})
	if err != nil {
		fmt.Println(err)
	}
	index, err := cch.Build(graph, order)
	if err != nil {
		fmt.Println(err)
	}
	metric, err := index.Customize([]cch.Weight{10, 15, 10, 15}, 0)
	if err != nil {
		fmt.Println(err)
	}

	var q cch.Query
	from, to := []cch.End{{Node: 0}}, []cch.End{{Node: 3}}
	length := q.Run(metric, from, to)
	arcs, _, _ := q.Path(nil)
	fmt.Println(length, arcs)

	// The road from 1 to 3 is closed.
	metric, err = metric.Update([]cch.Change{{Arc: 2, Weight: cch.Infinity}})
	if err != nil {
		fmt.Println(err)
	}
	length = q.Run(metric, from, to)
	arcs, _, _ = q.Path(nil)
	fmt.Println(length, arcs)
	// Output:
	// 20 [0 2]
	// 30 [1 3]
}
