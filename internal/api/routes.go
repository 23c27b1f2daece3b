package api

import "slices"

// route is a resource: where it is, what it takes and gives. The router, the
// check of parameters and the OpenAPI document are made from it.
type route struct {
	path        string // as OpenAPI writes it, with {name}
	method      string // "" is GET, and HEAD
	body        string // name of the schema of the body, for a method that has one; postable makes it of the parameters
	id          string // operationId; "" keeps it out of the document
	tag         string
	summary     string
	description string
	params      []*param
	filterable  bool   // takes the collection's properties as parameters too
	page        bool   // its HTML is the map, whose state the parameters are
	forms       []form // the first is the default
	formInPath  bool   // whatever else is asked for
	mayBeEmpty  bool   // 204 where there is nothing to show
	schema      string // name of the schema of its JSON form
	problems    []*kind
	defaults    func(*call)
	check       func(*call, *wrongs) // what no parameter can say alone
	handle      func(*call) error
	failSchema  string                   // of a failure in JSON, where that is no problem
	refuse      func(*call, error) error // answers what is wrong with the parameters; nil: as a problem
}

// postable is the body of a route that also takes its parameters as the members
// of a JSON object, by POST.
const postable = "the parameters"

func (r *route) has(name string) bool {
	for _, p := range r.params {
		if p.in == "query" && p.name == name {
			return true
		}
	}
	return false
}

// tags are the groups of the OpenAPI document and of its page, in their order.
var tags = []struct{ name, description string }{
	{tagTasks, "What an app asks"},
	{tagHours, "When ports are open, and who says so"},
	{tagRoads, "Where to drive"},
	{tagOSRM, "The same for clients of OSRM"},
	{tagFeatures, "OGC API Features"},
	{tagTiles, "OGC API Tiles, and plain XYZ"},
	{tagMaps, "OGC API Maps, and styles"},
	{tagStart, "Where to begin"},
	{tagOperator, "For who runs it"},
}

const (
	tagRoads    = "Roads"
	tagOSRM     = "OSRM"
	tagStart    = "Start"
	tagFeatures = "Features"
	tagTiles    = "Tiles"
	tagMaps     = "Maps"
	tagTasks    = "Tasks"
	tagHours    = "Hours"
	tagOperator = "Operator"
)

// Kinds of problem that many routes share.
var (
	problemsOfRead  = []*kind{invalidParameter, unknownParameter, notAcceptable}
	problemsOfOne   = append([]*kind{notFound}, problemsOfRead...)
	problemsOfQuery = append([]*kind{timedOut}, problemsOfOne...)
)

// table lists all resources, an area a file.
func (s *Server) table() []*route {
	return slices.Concat(s.startRoutes(), s.featureRoutes(), s.tileRoutes(), s.mapRoutes(), s.taskRoutes(), s.roadRoutes(), s.osrmRoutes(), s.hourRoutes(), s.operatorRoutes(), s.pageRoutes())
}
