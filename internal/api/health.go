package api

import "net/http"

type healthDoc struct {
	Status string `json:"status"`
}

// healthz answers /healthz: the process lives.
func (c *call) healthz() error {
	c.w.Header()["Cache-Control"] = never
	return c.writeJSON(healthDoc{"ok"})
}

// readyz answers /readyz: 503 from the moment that the end was asked for, so
// that a balancer sends its next request elsewhere.
func (c *call) readyz() error {
	c.w.Header()["Cache-Control"] = never
	if !c.s.state.draining.Load() {
		return c.writeJSON(healthDoc{"ready"})
	}
	c.w.Header()["Content-Type"] = []string{asJSON.media}
	c.w.WriteHeader(http.StatusServiceUnavailable)
	_, err := c.w.Write([]byte(`{"status":"draining"}` + "\n"))
	return err
}

var never = []string{cacheNever}
