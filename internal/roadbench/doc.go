// Package roadbench holds no code: only benchmarks on the roads of Luxembourg, of
// Delaware, and of Luxembourg tiled to 1.2 million nodes: of package cch, of the
// import of an extract of these roads, of the server of what was imported, and of
// routes through ports that open and shut (Gates).
//
//	go test -run '^$' -bench Luxembourg ./internal/roadbench
//
// They report processor time besides the clock's (cpu-ns/op), which on a
// machine that others use says more; for what Dijkstra's algorithm could do too,
// how many times longer that takes in the same run (x-dijkstra), and for the rest
// how many of its runs to all nodes take as long (dijkstra-runs); and counts that
// are the same on every machine. They are here for what package cch may not
// import: a reader of extracts.
package roadbench
