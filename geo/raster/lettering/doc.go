// Package lettering sets names in faces that are handed in: it chooses a font
// for each letter, shapes Arabic and other scripts, orders what runs from the
// right, breaks lines, and gives the letters' outlines, their stamps in pixels,
// and the glyphs that MapLibre asks for.
//
//	regular, err := lettering.Parse("Noto Sans Regular", bytes)
//	arabic, err := lettering.Parse("Noto Sans Arabic Regular", more)
//	faces := lettering.NewFaces(map[string][]*lettering.Font{"Noto Sans Regular": {regular, arabic}})
//	block := faces.Set("Noto Sans Regular", "قەشقەر Kashgar", lettering.Measure{MaxWidth: 8})
//	for _, line := range block.Lines {
//		for _, g := range line.Glyphs {
//			stamp := faces.Stamp(lettering.StampKey{Font: g.Font, Glyph: g.ID, Size: 13})
//		}
//	}
//
// Lengths are in em, the size of the letters, y down from the base line, unless
// said. All is safe for concurrent use; what was set is kept, within bounds.
package lettering
