package osmpbf

// LZ4 unpacks an LZ4 block.
func LZ4(packed []byte, size int) ([]byte, error) {
	if size < 0 || size > maxBlob {
		return nil, errLZ4
	}
	var u unpacker
	return u.lz4(packed, size)
}
