package api

// operatorRoutes are for who runs the server.
func (s *Server) operatorRoutes() []*route {
	return []*route{
		{path: "/healthz", id: "getHealth", tag: tagOperator, summary: "Alive", description: "Answers as long as the process does.",
			forms: []form{asJSON}, schema: "health", handle: (*call).healthz},
		{path: "/readyz", id: "getReadiness", tag: tagOperator, summary: "Ready", description: "200 while requests are welcome, 503 once the server is being stopped.",
			forms: []form{asJSON}, schema: "health", handle: (*call).readyz},
		{path: "/metrics", id: "getMetrics", tag: tagOperator, summary: "Metrics", description: "Counts and times for Prometheus.",
			forms: []form{asText}, handle: (*call).exposeMetrics},
	}
}
