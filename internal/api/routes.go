package api

import "pamir/internal/ask"

// route is a resource: where it is, what it takes and gives. The router, the
// check of parameters and the OpenAPI document are made from it.
type route struct {
	path        string // as OpenAPI writes it, with {name}
	id          string // operationId; "" keeps it out of the document
	tag         string
	summary     string
	description string
	params      []*param
	filterable  bool   // takes the collection's properties as parameters too
	page        bool   // its HTML is the map, whose state the parameters are
	forms       []form // the first is the default
	schema      string // name of the schema of its JSON form
	problems    []*kind
	defaults    func(*call)
	check       func(*call, *wrongs) // what no parameter can say alone
	handle      func(*call) error
}

func (r *route) has(name string) bool {
	for _, p := range r.params {
		if p.in == "query" && p.name == name {
			return true
		}
	}
	return false
}

// negotiate picks the form and language of the answer.
func (c *call) negotiate() (form, string, error) {
	f, lang := c.values.Get("f"), ""
	if !c.route.has("f") {
		f = ""
	}
	x, wrong := choose(c.route.forms, f, c.r.Header.Get("Accept"))
	if wrong != nil {
		return x, "", wrong
	}
	if c.route.has("lang") {
		lang = c.values.Get("lang")
		if c.route.page && x == asHTML && !isLanguage(lang) {
			lang = "" // old links must open
		}
		if lang != "" && !isLanguage(lang) {
			return x, "", &failure{kind: invalidParameter, detail: "lang takes one of en, zh, ru, ky, ug.",
				errors: []ParameterError{{"lang", "takes one of en, zh, ru, ky, ug; has \"" + ask.Clip(lang) + "\""}}}
		}
		if lang == "" {
			lang = chooseLanguage(c.r.Header.Get("Accept-Language"), languages)
		}
		c.w.Header()["Content-Language"] = []string{lang}
	}
	return x, lang, nil
}

func isLanguage(s string) bool {
	for _, l := range languages {
		if l == s {
			return true
		}
	}
	return false
}

// Tags of the OpenAPI document.
const (
	tagStart    = "Start"
	tagFeatures = "Features"
	tagTasks    = "Tasks"
	tagOperator = "Operator"
)

// table lists all resources.
func (s *Server) table() []*route {
	const (
		landing     = "The addresses of everything else, as OGC API Common has it; a browser gets the map."
		conformance = "The requirement classes of OGC standards that all of this meets."
	)
	read := []*kind{invalidParameter, unknownParameter, notAcceptable}
	readOne := append([]*kind{notFound}, read...)
	query := append([]*kind{timedOut}, readOne...)
	routes := []*route{
		{path: "/", id: "getLandingPage", tag: tagStart, summary: "Landing page", description: landing,
			params: []*param{formParam, langParam}, forms: []form{asJSON, asHTML}, page: true, schema: "landingPage", problems: read, handle: (*call).landing},
		{path: "/conformance", id: "getConformance", tag: tagStart, summary: "Conformance", description: conformance,
			params: []*param{formParam, langParam}, forms: []form{asJSON, asHTML}, schema: "conformance", problems: read, handle: (*call).conformance},
		{path: "/api", id: "getAPI", tag: tagStart, summary: "This document", description: "The description of the interface in OpenAPI 3.0.",
			params: []*param{formParam, langParam}, forms: []form{asOpenAPI, asHTML}, schema: "openapi", problems: read, handle: (*call).api},
		{path: "/api.html", id: "getAPIPage", tag: tagStart, summary: "This document to read", description: "The same description as a page.",
			params: []*param{langParam}, forms: []form{asHTML}, problems: read, handle: (*call).api},
		{path: "/collections", id: "getCollections", tag: tagFeatures, summary: "Collections", description: "All collections of features, each with its extent and terms.",
			params: []*param{formParam, langParam}, forms: []form{asJSON, asHTML}, schema: "collections", problems: read, handle: (*call).collections},
		{path: "/collections/{collectionId}", id: "getCollection", tag: tagFeatures, summary: "A collection", description: "What a collection holds.",
			params: []*param{collectionIDParam, formParam, langParam}, forms: []form{asJSON, asHTML}, schema: "collection", problems: readOne, handle: (*call).describe},
		{path: "/collections/{collectionId}/schema", id: "getSchema", tag: tagFeatures, summary: "Schema", description: "A JSON Schema of the collection's features.",
			params: []*param{collectionIDParam, formParam}, forms: []form{asSchema}, schema: "jsonSchema", problems: readOne, handle: (*call).schema},
		{path: "/collections/{collectionId}/queryables", id: "getQueryables", tag: tagFeatures, summary: "Queryables", description: "The properties that items takes as filters, as a JSON Schema.",
			params: []*param{collectionIDParam, formParam}, forms: []form{asSchema}, schema: "jsonSchema", problems: readOne, handle: (*call).queryables},
		{path: "/collections/{collectionId}/sortables", id: "getSortables", tag: tagFeatures, summary: "Sortables", description: "The properties that sortby takes, as a JSON Schema.",
			params: []*param{collectionIDParam, formParam}, forms: []form{asSchema}, schema: "jsonSchema", problems: readOne, handle: (*call).sortables},
		{path: "/collections/{collectionId}/items", id: "getFeatures", tag: tagFeatures, summary: "Features", filterable: true,
			description: "Features of a collection, in pages. Each of the collection's queryables is a parameter too: kind=road leaves only features of that kind.",
			params:      []*param{collectionIDParam, bboxParam, datetimeParam, limitParam, cursorParam, sortbyParam, propertiesParam, textParam, formParam, langParam},
			forms:       []form{asGeoJSON, asHTML, asCSV, asKML}, schema: "featureCollection", problems: query,
			check: checkCursor, handle: (*call).items},
		{path: "/collections/{collectionId}/items/{featureId}", id: "getFeature", tag: tagFeatures, summary: "A feature", description: "One feature.",
			params: []*param{collectionIDParam, featureIDParam, formParam, langParam}, forms: []form{asGeoJSON, asHTML, asCSV, asKML}, schema: "feature", problems: readOne, handle: (*call).item},
		{path: "/v1/nearest", id: "getNearest", tag: tagTasks, summary: "Nearest features", filterable: true,
			description: "The features of a collection nearest to a position by true distance on the ellipsoid, with distance_m and bearing_deg. The collection's queryables are parameters too.",
			params:      []*param{lonParam, latParam, collectionParam, numberParam, maxDistanceParam, kindParam, propertiesParam, formParam},
			forms:       []form{asGeoJSON}, schema: "nearest", problems: append([]*kind{missingParameter, coordinatesSwapped}, query...),
			defaults: func(c *call) { c.collection = s.byID["ports"] }, check: checkNearest, handle: (*call).nearest},
		{path: "/v1/search", id: "search", tag: tagTasks, summary: "Search by name", description: "Features by any of their names, in any script.",
			params: []*param{searchParam, langParam, nearLonParam, nearLatParam, searchLimitParam, formParam},
			forms:  []form{asGeoJSON}, schema: "search", problems: append([]*kind{missingParameter}, query...),
			defaults: func(c *call) { c.Limit = 10 }, check: checkNear, handle: (*call).search},
		{path: "/v1/meta", id: "getMeta", tag: tagTasks, summary: "What is served", description: "Versions, collections with their terms, and what a map needs to begin.",
			params: []*param{formParam}, forms: []form{asJSON}, schema: "meta", problems: read, handle: (*call).meta},
		{path: "/healthz", id: "getHealth", tag: tagOperator, summary: "Alive", description: "Answers as long as the process does.",
			forms: []form{asJSON}, schema: "health", handle: (*call).healthz},
		{path: "/readyz", id: "getReadiness", tag: tagOperator, summary: "Ready", description: "200 while requests are welcome, 503 once the server is being stopped.",
			forms: []form{asJSON}, schema: "health", handle: (*call).readyz},
		{path: "/metrics", id: "getMetrics", tag: tagOperator, summary: "Metrics", description: "Counts and times for Prometheus.",
			forms: []form{asText}, handle: (*call).exposeMetrics},
		{path: "/assets/{file}", params: []*param{fileParam}, forms: []form{{"bytes", "application/octet-stream"}}, handle: (*call).asset},
		{path: "/problems/{code}", params: []*param{codeParam}, forms: []form{asHTML}, handle: (*call).problemPage},
	}
	for _, p := range pagePaths {
		routes = append(routes, &route{path: "/" + p.singular + "/{featureId}", params: []*param{featureIDParam, langParam},
			forms: []form{asHTML}, page: true, handle: func(c *call) error { return c.featurePage(p.collection) }})
	}
	return routes
}
