// Package formats turns features into the formats people exchange and back.
//
// Writing GeoJSON appends to a slice and does not allocate:
//
//	dst = formats.AppendFeature(dst[:0], collection, feature, formats.FeatureOptions{})
//
// Reading it takes one feature at a time, in bounded memory, from a
// FeatureCollection, a single Feature or geometry, newline-delimited GeoJSON
// or a GeoJSON text sequence (RFC 8142):
//
//	r := formats.NewReader(file, formats.ReadOptions{})
//	for {
//		raw, err := r.Next()
//		if err == io.EOF {
//			break
//		}
//		var bad *formats.FeatureError
//		if errors.As(err, &bad) {
//			continue // this feature is bad, the next one can be read
//		}
//		if err != nil {
//			return err
//		}
//		fmt.Println(raw.Line, raw.ID, raw.Geometry, raw.Properties)
//	}
//
// [Load] makes collections with a schema of a whole file.
package formats
