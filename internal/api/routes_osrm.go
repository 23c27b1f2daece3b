package api

// osrmRoutes are the services of OSRM.
func (s *Server) osrmRoutes() []*route {
	if s.cfg.Roads == nil {
		return nil
	}
	general := []*param{osrmProfileParam, osrmCoordinatesParam, radiusesParam, bearingsParam, approachesParam, osrmExclude, osrmHintsParam, osrmMakeHints, osrmSkipParam, osrmSnapping, osrmFormat}
	general = append(general, langParam)
	lines := []*param{osrmSteps, osrmGeometries, osrmOverview, osrmAnnotations, osrmWaypoints}
	service := func(name, id, what string, handle func(*call) error, params ...[]*param) *route {
		all := general[:len(general):len(general)]
		for _, p := range params {
			all = append(all, p...)
		}
		return &route{path: "/osrm/" + name + "/v1/{profile}/{coordinates}", id: id, tag: tagOSRM, summary: "OSRM's " + name, description: what + " Parameters, shapes and error codes are OSRM's.",
			params: all, forms: []form{asJSON}, schema: id, check: checkOSRM, handle: handle, refuse: (*call).failOSRM, failSchema: "osrmError"}
	}
	return []*route{
		service("route", "osrmRoute", "The fastest way through coordinates, and through borders by their hours as one comes by: durations have what one waits there, and are lower bounds where nobody publishes hours.", (*call).osrmRoute, lines, []*param{osrmAlternatives, osrmStraight, departAtParam}),
		service("nearest", "osrmNearest", "The roads nearest to a coordinate.", (*call).osrmNearest, []*param{osrmNumber}),
		service("table", "osrmTable", "Times and lengths between coordinates.", (*call).osrmTable, []*param{osrmSources, osrmTargets, osrmTableWants, osrmFallback, osrmFallbackPlace, osrmScale, matrixDepartParam}),
		service("match", "osrmMatch", "The roads that a track was driven on.", (*call).osrmMatch, lines, []*param{osrmTimestamps, osrmGaps, osrmTidy}),
	}
}
