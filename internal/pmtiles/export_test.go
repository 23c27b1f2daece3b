package pmtiles

// What tests of the package see of its inside.
var (
	AppendDirectory = func(e []Entry) []byte { return appendDirectory(nil, e) }
	AppendHeader    = func(h *Header) []byte { return h.appendTo(nil) }
)
