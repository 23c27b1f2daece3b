// Package load holds a benchmark alone: the server under load by wrk, beside a
// bare echo handler that answers 42 bytes in the same run.
//
//	go test -run '^$' -bench HTTP -benchtime 1x -timeout 30m ./internal/load
//
// PAMIR_BENCH_SECONDS sets how long each line takes (10), PAMIR_BENCH_POINTS
// how many synthetic points there are (1000000), and PAMIR_BENCH_ONLY, a regular
// expression, which lines there are. Figures, and how they were taken, are in
// doc/benchmarks-features.md and doc/benchmarks-tiles.md.
package load
