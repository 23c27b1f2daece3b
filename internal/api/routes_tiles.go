package api

// tileRoutes are OGC API Tiles and its tile matrix sets, and tiles by XYZ.
func (s *Server) tileRoutes() []*route {
	const (
		sets = "The tile matrix sets that tiles are made for."
		list = "The tilesets of vector tiles, one for each tile matrix set."
		one  = "What the tiles of a tileset hold, where they are, and how to ask for them."
		tile = "A Mapbox Vector Tile, with a layer for each collection that has something there. What had to be left out of it the header Left-Out counts by layer. With at, mode or direction, ports and checkpoints have their state there and then, where it is the same for all modes and directions asked about."
	)
	documents := []form{asJSON}
	where := []*param{tileMatrixSetParam, tileMatrixParam, tileRowParam, tileColParam}
	ofOne := append([]*param{collectionIDParam}, where...)
	problems := append([]*kind{busy, timeWithoutOffset}, problemsOfQuery...)
	return []*route{
		{path: "/tileMatrixSets", id: "getTileMatrixSetsList", tag: tagTiles, summary: "Tile matrix sets", description: sets,
			params: []*param{formParam}, forms: documents, schema: "tileMatrixSets", problems: problemsOfRead, handle: (*call).tileMatrixSets},
		{path: "/tileMatrixSets/{tileMatrixSetId}", id: "getTileMatrixSet", tag: tagTiles, summary: "A tile matrix set", description: "Its matrices, by OGC 17-083r4.",
			params: []*param{tileMatrixSetParam, formParam}, forms: documents, schema: "tileMatrixSet", problems: problemsOfOne, handle: (*call).tileMatrixSet},
		{path: "/tiles", id: "all.dataset.vector.getTileSetsList", tag: tagTiles, summary: "Tilesets", description: list,
			params: []*param{collectionsParam, formParam}, forms: documents, schema: "tilesets", problems: problemsOfRead, handle: (*call).tilesets},
		{path: "/tiles/{tileMatrixSetId}", id: "all.dataset.vector.getTileSet", tag: tagTiles, summary: "A tileset", description: one,
			params: []*param{tileMatrixSetParam, collectionsParam, formParam}, forms: documents, schema: "tileset", problems: problemsOfOne, handle: (*call).tileset},
		{path: "/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", id: "all.dataset.vector.getTile", tag: tagTiles, summary: "A tile", description: tile, filterable: true,
			params: s.withHours(append(where[:4:4], collectionsParam, datetimeParam, propertiesParam, formParam), atParam, modeParam, directionParam), forms: []form{asMVT}, mayBeEmpty: true, problems: problems, check: checkHours, handle: (*call).vectorTile},
		{path: "/collections/{collectionId}/tiles", id: "one.collection.vector.getTileSetsList", tag: tagTiles, summary: "Tilesets of a collection", description: list,
			params: []*param{collectionIDParam, formParam}, forms: documents, schema: "tilesets", problems: problemsOfOne, handle: (*call).tilesets},
		{path: "/collections/{collectionId}/tiles/{tileMatrixSetId}", id: "one.collection.vector.getTileSet", tag: tagTiles, summary: "A tileset of a collection", description: one,
			params: []*param{collectionIDParam, tileMatrixSetParam, formParam}, forms: documents, schema: "tileset", problems: problemsOfOne, handle: (*call).tileset},
		{path: "/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", id: "one.collection.vector.getTile", tag: tagTiles, summary: "A tile of a collection", description: tile, filterable: true,
			params: s.withHours(append(ofOne[:5:5], datetimeParam, propertiesParam, formParam), atParam, modeParam, directionParam), forms: []form{asMVT}, mayBeEmpty: true, problems: problems, check: checkHours, handle: (*call).vectorTile},
		{path: "/xyz/{tileJSON}", id: "getTileJSON", tag: tagTiles, summary: "TileJSON", description: "A set of tiles by its addresses, zooms and layers (TileJSON 3.0): pamir.json has all built-in collections, roads.json one.",
			params: []*param{tileJSONParam}, forms: []form{asJSON}, formInPath: true, schema: "tileJSON", problems: append([]*kind{archiveAway, archiveBroken}, problemsOfOne...), handle: (*call).tileJSON},
		{path: "/xyz/{tiles}/{z}/{x}/{file}", id: "getTileByXYZ", tag: tagTiles, summary: "A tile by zoom, column and row", description: "As nearly all web maps ask for tiles, in WebMercatorQuad: a vector tile, or a picture of it.", filterable: true,
			params: s.withHours([]*param{tilesParam, zoomParam, columnParam, tileFileParam, collectionsParam, datetimeParam, propertiesParam, tileLangParam, groundParam}, atParam, modeParam, directionParam), forms: []form{asMVT, asPNG}, formInPath: true, mayBeEmpty: true,
			problems: append([]*kind{archiveAway, archiveBroken}, problems...), check: checkHours, handle: (*call).xyz},
	}
}
