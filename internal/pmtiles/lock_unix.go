//go:build unix

package pmtiles

import (
	"os"
	"syscall"
)

// lock keeps a file for this process, until it is closed.
func lock(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}
