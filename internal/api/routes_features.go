package api

// featureRoutes are OGC API Features.
func (s *Server) featureRoutes() []*route {
	return []*route{
		{path: "/collections", id: "getCollections", tag: tagFeatures, summary: "Collections", description: "All collections of features, each with its extent and terms.",
			params: []*param{formParam, langParam}, forms: []form{asJSON, asHTML}, schema: "collections", problems: problemsOfRead, handle: (*call).collections},
		{path: "/collections/{collectionId}", id: "getCollection", tag: tagFeatures, summary: "A collection", description: "What a collection holds.",
			params: []*param{collectionIDParam, formParam, langParam}, forms: []form{asJSON, asHTML}, schema: "collection", problems: problemsOfOne, handle: (*call).describe},
		{path: "/collections/{collectionId}/schema", id: "getSchema", tag: tagFeatures, summary: "Schema", description: "A JSON Schema of the collection's features.",
			params: []*param{collectionIDParam, formParam}, forms: []form{asSchema}, schema: "jsonSchema", problems: problemsOfOne, handle: (*call).schema},
		{path: "/collections/{collectionId}/queryables", id: "getQueryables", tag: tagFeatures, summary: "Queryables", description: "The properties that items takes as filters, as a JSON Schema.",
			params: []*param{collectionIDParam, formParam}, forms: []form{asSchema}, schema: "jsonSchema", problems: problemsOfOne, handle: (*call).queryables},
		{path: "/collections/{collectionId}/sortables", id: "getSortables", tag: tagFeatures, summary: "Sortables", description: "The properties that sortby takes, as a JSON Schema.",
			params: []*param{collectionIDParam, formParam}, forms: []form{asSchema}, schema: "jsonSchema", problems: problemsOfOne, handle: (*call).sortables},
		{path: "/collections/{collectionId}/items", id: "getFeatures", tag: tagFeatures, summary: "Features", filterable: true,
			description: "Features of a collection, in pages. Each of the collection's queryables is a parameter too: kind=road leaves only features of that kind. Ports and checkpoints say their state at an instant if at, mode or direction is there.",
			params:      s.withHours([]*param{collectionIDParam, bboxParam, datetimeParam, limitParam, cursorParam, sortbyParam, propertiesParam, textParam, formParam, langParam}, atParam, modeParam, directionParam),
			forms:       []form{asGeoJSON, asHTML, asCSV, asKML}, schema: "featureCollection", problems: append([]*kind{timeWithoutOffset}, problemsOfQuery...),
			check: checkItems, handle: (*call).items},
		{path: "/collections/{collectionId}/items/{featureId}", id: "getFeature", tag: tagFeatures, summary: "A feature", description: "One feature.",
			params: s.withHours([]*param{collectionIDParam, featureIDParam, formParam, langParam}, atParam, modeParam, directionParam), forms: []form{asGeoJSON, asHTML, asCSV, asKML}, schema: "feature", problems: append([]*kind{timeWithoutOffset}, problemsOfOne...),
			check: checkItemHours, handle: (*call).item},
	}
}
