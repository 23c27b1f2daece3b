package api

// taskRoutes answer what an app asks.
func (s *Server) taskRoutes() []*route {
	return []*route{
		{path: "/v1/nearest", id: "getNearest", tag: tagTasks, summary: "Nearest features", filterable: true,
			description: "The features of a collection nearest to a position by true distance on the ellipsoid, with distance_m and bearing_deg. The collection's queryables are parameters too. With state, or at, mode or direction, ports say their state. With by=duration, the nearest are those that one reaches soonest by road; with by=clear, the ports that one is through first.",
			params:      s.withHours(s.withRoads([]*param{lonParam, latParam, collectionParam, numberParam, maxDistanceParam, kindParam, propertiesParam, formParam}, byParam, profileParam), stateParam, atParam, modeParam, directionParam),
			forms:       []form{asGeoJSON}, schema: "nearest", problems: append([]*kind{missingParameter, coordinatesSwapped, timeWithoutOffset, offRoad, roadsLoading, roadsBroken, busy}, problemsOfQuery...),
			defaults: func(c *call) { c.collection, c.profile = s.byID["ports"], "car" }, check: checkNearest, handle: (*call).nearest},
		{path: "/v1/search", id: "search", tag: tagTasks, summary: "Search by name", description: "Features by any of their names, in any script.",
			params: []*param{searchParam, langParam, nearLonParam, nearLatParam, searchLimitParam, formParam},
			forms:  []form{asGeoJSON}, schema: "search", problems: append([]*kind{missingParameter}, problemsOfQuery...),
			defaults: func(c *call) { c.Limit = 10 }, check: checkNear, handle: (*call).search},
		{path: "/v1/changes", id: "getChanges", tag: tagTasks, summary: "What changed", description: "Notices and rules that were published and data that was changed, the newest first.",
			params: []*param{sinceParam, formParam}, forms: []form{asJSON}, schema: "changes", problems: append([]*kind{timeWithoutOffset}, problemsOfRead...), handle: (*call).changes},
		{path: "/v1/qr", id: "getQR", tag: tagTasks, summary: "A link for a camera", description: "A QR code with an address of this server, for what is printed: a phone that looks at it opens what the paper is of, as it is then.",
			params: []*param{linkParam, formParam}, forms: []form{asPNG}, problems: append([]*kind{missingParameter}, problemsOfRead...), handle: (*call).qr},
		{path: "/v1/meta", id: "getMeta", tag: tagTasks, summary: "What is served", description: "Versions, collections with their terms, and what a map needs to begin.",
			params: []*param{formParam}, forms: []form{asJSON}, schema: "meta", problems: problemsOfRead, handle: (*call).meta},
	}
}
