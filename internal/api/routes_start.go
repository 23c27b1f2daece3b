package api

// startRoutes say what there is.
func (s *Server) startRoutes() []*route {
	return []*route{
		{path: "/", id: "getLandingPage", tag: tagStart, summary: "Landing page", description: "The addresses of everything else, as OGC API Common has it; a browser gets the map.",
			params: []*param{formParam, langParam}, forms: []form{asJSON, asHTML}, page: true, schema: "landingPage", problems: problemsOfRead, handle: (*call).landing},
		{path: "/conformance", id: "getConformance", tag: tagStart, summary: "Conformance", description: "The requirement classes of OGC standards that all of this meets.",
			params: []*param{formParam, langParam}, forms: []form{asJSON, asHTML}, schema: "conformance", problems: problemsOfRead, handle: (*call).conformance},
		{path: "/api", id: "getAPI", tag: tagStart, summary: "This document", description: "The description of the interface in OpenAPI 3.0.",
			params: []*param{formParam, langParam}, forms: []form{asOpenAPI, asHTML}, schema: "openapi", problems: problemsOfRead, handle: (*call).api},
		{path: "/api.html", id: "getAPIPage", tag: tagStart, summary: "This document to read", description: "The same description as a page.",
			params: []*param{langParam}, forms: []form{asHTML}, problems: problemsOfRead, handle: (*call).api},
	}
}
