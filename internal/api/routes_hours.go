package api

// hourRoutes say when ports are open. There are none without schedules.
func (s *Server) hourRoutes() []*route {
	if s.cfg.Schedules == nil {
		return nil
	}
	problems := append([]*kind{timeWithoutOffset}, problemsOfRead...)
	ofOne := append([]*kind{timeWithoutOffset}, problemsOfOne...)
	return []*route{
		{path: "/v1/status", id: "getStatuses", tag: tagHours, summary: "Status of all ports",
			description: "What sources say of each port at an instant, for each mode and direction that it admits: whether one gets through, until when, and on whose word. open only where a source gives the hour.",
			params:      []*param{atParam, modeParam, directionParam, onePortParam, formParam}, forms: []form{asJSON}, schema: "statuses", problems: problems,
			check: checkHours, handle: (*call).status},
		{path: "/v1/ports/{portId}/status", id: "getPortStatus", tag: tagHours, summary: "Status of a port",
			description: "The same of one port. With a mode and a direction it is one status, else a list of them.",
			params:      []*param{portParam, atParam, modeParam, directionParam, formParam}, forms: []form{asJSON}, schema: "portStatus", problems: ofOne,
			check: checkHours, handle: (*call).status},
		{path: "/v1/ports/{portId}/calendar", id: "getPortCalendar", tag: tagHours, summary: "Calendar of a port",
			description: "The intervals of a port between two instants, of the chain as a whole and of each country's part of it, and the closures that are longer than a night. As iCalendar (f=ics) the closures alone.",
			params:      []*param{portParam, fromParam, toParam, modeParam, directionParam, formParam}, forms: []form{asJSON, asCalendar}, schema: "calendar", problems: ofOne,
			check: checkHours, handle: (*call).calendar},
		{path: "/v1/calendar.ics", id: "getCalendar", tag: tagHours, summary: "Closures of all ports",
			description: "The closures of all ports as iCalendar (RFC 5545), to subscribe to.",
			params:      []*param{fromParam, toYear, modeParam, directionParam, onePortParam}, forms: []form{asCalendar}, problems: problems,
			check: checkHours, handle: (*call).calendars},
	}
}

// withHours are the parameters of a route that also says the hours of ports.
func (s *Server) withHours(params []*param, more ...*param) []*param {
	if s.cfg.Schedules == nil {
		return params
	}
	return append(params, more...)
}
