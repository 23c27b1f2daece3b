package api

// roadRoutes answer where to drive; without roads there are none.
func (s *Server) roadRoutes() []*route {
	if s.cfg.Roads == nil {
		return nil
	}
	const (
		find     = "The fastest way through positions, in their order, on the roads that the profile and the vehicle may use: its line, its legs and how to drive them."
		table    = "How long it takes from each of some positions to each of others. With depart_at through borders by their hours, waiting included: null where nothing can be promised, with a lower bound beside it. Without, it is driving alone, through borders as if they were open. What depends on the hour of day is taken as open, but for what is closed at this moment."
		reach    = "Which roads are reached within a time or a distance, and the area around them; or from where one gets here. With depart_at, or in reverse arrive_by, borders are passed where they are known to be open, and waiting counts; without, borders are taken as open. So is what depends on the hour of day, but for what is closed at this moment."
		compare  = "Each port by which one may get from one position to another, when one is through it and there: those that can be promised first, by when one is through, then the others by when one may be at the earliest. Besides, the ways of which none other is as good in arrival, waiting and driving at once."
		before   = "From where a port can still be reached before it shuts: the bands around its first checkpoint, through other ports too, with the time by which one has to leave. There are none where nothing can be promised, and the verdict says why."
		profile  = "The heights that the roads beside a line have, where sources give them."
		listed   = "The roads that the operator has closed or slowed down."
		closing  = "Closes roads, by the ids of their ways or by a line along them, or says how fast one drives there now. In force and on the disk when it is answered."
		lifting  = "Lifts a closure."
		withBody = " The parameters can also be sent as the members of a JSON object."
	)
	driving := append([]*param{profileParam}, vehicleParams...)
	driving = append(driving, avoidParam, avoidAreasParam, avoidWaysParam)
	stops := []*param{radiusesParam, bearingsParam, approachesParam}
	problems := append([]*kind{missingParameter, coordinatesSwapped, timeWithoutOffset, malformedRequest, unsupportedMedia, payloadTooLarge, offRoad, noRoute, roadsLoading, roadsBroken, busy, timedOut}, problemsOfRead...)
	car := func(c *call) { c.profile, c.outlines = "car", "polygons" }
	with := func(lists ...[]*param) (all []*param) {
		for _, l := range lists {
			all = append(all, l...)
		}
		return all
	}
	return []*route{
		{path: "/v1/route", id: "getRoute", tag: tagRoads, summary: "A route", description: find + withBody, body: postable,
			params: with([]*param{coordinatesParam, departAtParam, arriveByParam, departUntilParam}, gateParams, driving, stops, []*param{straightParam, alternativesParam, stepsParam, annotationsParam, geometryParam, langParam, formParam}),
			forms:  []form{asJSON, asGPX}, schema: "routes", problems: problems, defaults: car, check: checkRoute, handle: (*call).findRoute},
		{path: "/v1/matrix", id: "getMatrix", tag: tagRoads, summary: "A matrix", description: table + withBody, body: postable,
			params: with([]*param{originsParam, destinationsParam, matrixDepartParam}, gateParams, driving, []*param{distancesParam, langParam, formParam}),
			forms:  []form{asJSON}, schema: "matrix", problems: problems, defaults: car, check: checkMatrix, handle: (*call).matrix},
		{path: "/v1/isochrone", id: "getIsochrone", tag: tagRoads, summary: "What is reached", description: reach + withBody, body: postable,
			params: with([]*param{lonParam, latParam, minutesParam, kilometresParam, reverseParam, outlinesParam, matrixDepartParam, arriveByParam}, gateParams, driving, []*param{radiusesParam, langParam, formParam}),
			forms:  []form{asGeoJSON}, schema: "isochrone", problems: problems, defaults: car, check: checkReach, handle: (*call).isochrone},
		{path: "/v1/compare", id: "comparePorts", tag: tagRoads, summary: "Which port", description: compare + withBody, body: postable,
			params: with([]*param{coordinatesParam, departAtParam}, gateParams, driving, stops, []*param{compareGeometryParam, langParam, formParam}),
			forms:  []form{asJSON}, schema: "comparison", problems: problems, defaults: func(c *call) { car(c); c.geometry = "none" }, check: checkCompare, handle: (*call).compare},
		{path: "/v1/ports/{portId}/reach", id: "getPortReach", tag: tagRoads, summary: "Before it shuts", description: before,
			params: with([]*param{reachPortParam, reachDirectionParam, atParam, beforeParam, outlinesParam}, gateParams, driving, []*param{langParam, formParam}),
			forms:  []form{asGeoJSON}, schema: "portReach", problems: append([]*kind{notFound}, problems...), defaults: car, check: checkBefore, handle: (*call).before},
		{path: "/v1/profile", id: "getProfile", tag: tagRoads, summary: "Heights along a line", description: profile + withBody, body: postable,
			params: []*param{lineParam, formParam}, forms: []form{asJSON}, schema: "heightProfile", problems: problems, defaults: car, check: checkProfile, handle: (*call).profileOf},
		{path: "/v1/closures", id: "getClosures", tag: tagRoads, summary: "Closures", description: listed,
			params: []*param{formParam}, forms: []form{asJSON}, schema: "roadClosures", problems: append([]*kind{roadsLoading, roadsBroken}, problemsOfRead...), handle: (*call).listClosures},
		{path: "/v1/closures", method: "POST", body: "closureRequest", id: "addClosure", tag: tagRoads, summary: "A closure", description: closing,
			forms: []form{asJSON}, schema: "roadClosure", problems: []*kind{invalidParameter, malformedRequest, timeWithoutOffset, unauthorized, writesOff, unsupportedMedia, payloadTooLarge, roadsLoading, roadsBroken, notKept, timedOut}, handle: (*call).postClosure},
		{path: "/v1/closures/{closureId}", method: "DELETE", id: "liftClosure", tag: tagRoads, summary: "A closure is lifted", description: lifting,
			params: []*param{closureIDParam}, forms: []form{asJSON}, schema: "roadClosure", problems: []*kind{unauthorized, writesOff, notFound, roadsLoading, roadsBroken, notKept, timedOut}, handle: (*call).liftClosure},
	}
}

var closureIDParam = &param{
	name: "closureId", in: "path", required: true,
	description: "Id of a closure, as it was told when it was added.", schema: `{"type":"string"}`, example: `"c1"`,
	set: func(c *call, v string) error {
		c.feature = v
		return nil
	},
}
