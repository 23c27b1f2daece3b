// Package roadfile keeps the arrays of a road network in one file, which is
// mapped into memory rather than read: it is there at once, off the Go heap,
// and shared between processes.
//
//	err := roadfile.Save("region/roads.pamir", network.Parts())
//
//	f, err := roadfile.Open("region/roads.pamir") // maps it and checks the header
//	defer f.Close()                               // once nobody uses the network any more
//	network, err := f.Network(ctx)                // checks the rest
//
// A file is
//
//	header    64 bytes: magic, version, number of sections, size of the file,
//	          checksum of header and table
//	table     64 bytes a section: name, layout and size of an element, offset,
//	          number of elements, checksum
//	sections  each at a multiple of 64 bytes, with zeros up to the next
//
// all little-endian. Checksums are CRC-32C and cover every byte, padding
// included, so that no flipped bit goes unnoticed. Open looks at header and
// table alone; nothing of a section is handed out before Network has summed all
// of them. The layout of an element stands for the names, types and places of
// its fields: a file that was made with others is refused, not misread.
//
// A file must not be changed in place while it is mapped: Save writes a new one
// beside it and renames.
package roadfile
