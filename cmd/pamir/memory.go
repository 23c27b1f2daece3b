package main

import (
	"io/fs"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
)

// collectAt is how much garbage, in per cent of what is in use, a server lets
// gather: the data stays, so that marking it again and again is the main cost
// of collecting.
const collectAt = 400

// tuneMemory sets the collector for a server: seldom, and below nine tenths of
// what the control group may use, so that it collects harder instead of being
// killed; the Go runtime does not read that limit itself. GOGC and GOMEMLIMIT,
// where they are set, rule instead.
func tuneMemory(getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	if getenv("GOMEMLIMIT") == "" {
		if most, ok := groupLimit(os.DirFS("/sys/fs/cgroup")); ok {
			debug.SetMemoryLimit(most / 10 * 9)
		}
	}
}

// groupLimit reads the memory limit of the control group, version 2 or 1, in
// bytes; ok is false where there is none.
func groupLimit(group fs.FS) (most int64, ok bool) {
	for _, name := range []string{"memory.max", "memory/memory.limit_in_bytes"} {
		text, err := fs.ReadFile(group, name)
		if err != nil {
			continue
		}
		// Without a limit version 2 says max, version 1 a number near 2^63.
		most, err = strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
		return most, err == nil && most > 0 && most < 1<<60
	}
	return 0, false
}
