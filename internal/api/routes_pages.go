package api

// pageRoutes are for browsers alone, and not in the OpenAPI document.
func (s *Server) pageRoutes() []*route {
	routes := []*route{
		{path: "/assets/{file}", params: []*param{fileParam}, forms: []form{{"bytes", "application/octet-stream"}}, handle: (*call).asset},
		{path: "/problems/{code}", params: []*param{codeParam}, forms: []form{asHTML}, handle: (*call).problemPage},
	}
	for _, p := range pagePaths {
		routes = append(routes, &route{path: "/" + p.singular + "/{featureId}", params: []*param{featureIDParam, langParam},
			forms: []form{asHTML}, page: true, handle: func(c *call) error { return c.featurePage(p.collection) }})
	}
	for _, screen := range screens {
		routes = append(routes, &route{path: "/" + screen, params: []*param{langParam},
			forms: []form{asHTML}, page: true, handle: func(c *call) error { return c.screen(screen) }})
	}
	return routes
}
