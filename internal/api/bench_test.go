package api_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// sink is a response that nobody reads.
type sink struct{ header http.Header }

func (s *sink) Header() http.Header         { clear(s.header); return s.header }
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }
func (s *sink) WriteHeader(int)             {}

// BenchmarkAnswer measures the work on a request apart from the network.
func BenchmarkAnswer(b *testing.B) {
	schedules, _ := withHours(b, "2026-03-04T12:30:15+08:00")
	s := schedules.h
	for _, path := range []string{"/v1/status", "/v1/ports/torugart/status?mode=truck&direction=CN-KG", "/v1/ports/karasu/calendar?mode=truck", "/v1/calendar.ics", "/healthz", "/v1/nearest?lon=75.99&lat=39.47", "/collections/many/items?bbox=70,30,80,40&limit=10", "/collections/ports/items/torugart",
		"/collections/many/items?limit=1000", "/v1/search?q=torug", "/assets/app-1234.js"} {
		b.Run(path, func(b *testing.B) {
			u, err := url.Parse(path)
			if err != nil {
				b.Fatal(err)
			}
			r := httptest.NewRequest("GET", host+path, nil)
			r.URL = u
			w := &sink{http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				s.ServeHTTP(w, r)
			}
		})
	}
}
