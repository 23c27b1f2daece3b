package api

// mapRoutes are OGC API Maps, map tiles by OGC API Tiles, and what draws them.
func (s *Server) mapRoutes() []*route {
	const (
		list = "The tilesets of pictures, one for each tile matrix set."
		one  = "What the pictures show, where they are, and how to ask for them."
		tile = "A picture of a part of the map, 256 pixels wide."
		what = "A picture of any part, of any size; Content-Crs and Content-Bbox say what it shows."
	)
	documents := []form{asJSON}
	where := []*param{tileMatrixSetParam, tileMatrixParam, tileRowParam, tileColParam}
	ofOne := append([]*param{collectionIDParam}, where...)
	frame := s.withHours([]*param{mapBBoxParam, bboxCRSParam, mapCRSParam, widthParam, heightParam, scaleParam, datetimeParam, styleParam, tileLangParam, groundParam, markersParam, pathParam, scaleBarParam, attributionParam, formParam},
		atParam, modeParam, directionParam)
	problems := append([]*kind{busy, timeWithoutOffset}, problemsOfQuery...)
	return []*route{
		{path: "/map", id: "all.dataset.getMap", tag: tagMaps, summary: "A map", description: what, filterable: true,
			params: append([]*param{collectionsParam}, frame...), forms: []form{asPNG}, problems: problems, check: checkMap, handle: (*call).theMap},
		{path: "/collections/{collectionId}/map", id: "one.collection.getMap", tag: tagMaps, summary: "A map of a collection", description: what + " There is no ground under it.", filterable: true,
			params: append([]*param{collectionIDParam}, frame...), forms: []form{asPNG}, problems: problems, check: checkMap, handle: (*call).theMap},
		{path: "/map/tiles", id: "all.dataset.map.getTileSetsList", tag: tagMaps, summary: "Tilesets of pictures", description: list,
			params: []*param{collectionsParam, formParam}, forms: documents, schema: "tilesets", problems: problemsOfRead, handle: (*call).tilesets},
		{path: "/map/tiles/{tileMatrixSetId}", id: "all.dataset.map.getTileSet", tag: tagMaps, summary: "A tileset of pictures", description: one,
			params: []*param{tileMatrixSetParam, collectionsParam, formParam}, forms: documents, schema: "tileset", problems: problemsOfOne, handle: (*call).tileset},
		{path: "/map/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", id: "all.dataset.map.getTile", tag: tagMaps, summary: "A picture", description: tile, filterable: true,
			params: s.withHours(append(where[:4:4], collectionsParam, datetimeParam, styleParam, tileLangParam, groundParam, scaleParam, formParam), atParam, modeParam, directionParam), forms: []form{asPNG}, mayBeEmpty: true, problems: problems, check: checkHours, handle: (*call).mapTile},
		{path: "/collections/{collectionId}/map/tiles", id: "one.collection.map.getTileSetsList", tag: tagMaps, summary: "Tilesets of pictures of a collection", description: list,
			params: []*param{collectionIDParam, formParam}, forms: documents, schema: "tilesets", problems: problemsOfOne, handle: (*call).tilesets},
		{path: "/collections/{collectionId}/map/tiles/{tileMatrixSetId}", id: "one.collection.map.getTileSet", tag: tagMaps, summary: "A tileset of pictures of a collection", description: one,
			params: []*param{collectionIDParam, tileMatrixSetParam, formParam}, forms: documents, schema: "tileset", problems: problemsOfOne, handle: (*call).tileset},
		{path: "/collections/{collectionId}/map/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", id: "one.collection.map.getTile", tag: tagMaps, summary: "A picture of a collection", description: tile + " There is no ground under it.", filterable: true,
			params: s.withHours(append(ofOne[:5:5], datetimeParam, styleParam, tileLangParam, groundParam, scaleParam, formParam), atParam, modeParam, directionParam), forms: []form{asPNG}, mayBeEmpty: true, problems: problems, check: checkHours, handle: (*call).mapTile},
		{path: "/styles", id: "getStyles", tag: tagMaps, summary: "Styles", description: "How maps can look.",
			params: []*param{formParam}, forms: documents, schema: "styles", problems: problemsOfRead, handle: (*call).styles},
		{path: "/styles/{styleId}", id: "getStyle", tag: tagMaps, summary: "A style", description: "A style as MapLibre takes it, with our tiles, icons and letters. With lang it has names in that language.",
			params: []*param{styleIDParam, tileLangParam, formParam}, forms: []form{asStyle}, schema: "style", problems: problemsOfOne, handle: (*call).styleSheet},
		{path: "/sprites/{file}", id: "getSprite", tag: tagMaps, summary: "Icons", description: "The icons of a style, as MapLibre takes them.",
			params: []*param{spriteParam}, forms: []form{asPNG, asJSON}, formInPath: true, schema: "sprite", problems: problemsOfOne, handle: (*call).sprite},
		{path: "/glyphs/{fontstack}/{range}", id: "getGlyphs", tag: tagMaps, summary: "Letters", description: "Letters of a face, 256 at once, as MapLibre takes them.",
			params: []*param{fontStackParam, glyphRangeParam}, forms: []form{asGlyphs}, formInPath: true, problems: problems, handle: (*call).glyphs},
	}
}
