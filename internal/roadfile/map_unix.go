//go:build unix

package roadfile

import (
	"errors"
	"math"
	"os"
	"syscall"
)

// mapFile maps a file read-only.
func mapFile(f *os.File, size int64) (data []byte, release func() error, err error) {
	if size > math.MaxInt {
		return nil, nil, errors.New("the file is too large for this machine")
	}
	data, err = syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, nil, os.NewSyscallError("mmap", err)
	}
	return data, func() error { return syscall.Munmap(data) }, nil
}
