package api

import (
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts and times requests by route, not by address, so that what a
// client asks for cannot grow them.
type metrics struct {
	registry *prometheus.Registry
	running  prometheus.Gauge
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	build    *prometheus.GaugeVec
	known    sync.Map // series -> *observer, since looking them up by label costs more than counting
}

type series struct {
	route, method string
	status        int
}

type observer struct {
	count   prometheus.Counter
	seconds prometheus.Observer
}

func newMetrics(cfg Config) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		running:  prometheus.NewGauge(prometheus.GaugeOpts{Name: "pamir_requests_running", Help: "Requests being answered."}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "pamir_requests_total", Help: "Requests answered."},
			[]string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "pamir_request_seconds", Help: "Time to answer.",
			Buckets: []float64{.0001, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5}}, []string{"route"}),
		build: prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "pamir_build_info", Help: "Always 1; the labels say what runs."},
			[]string{"version", "data"}),
	}
	m.runs(cfg)
	m.registry.MustRegister(m.running, m.requests, m.seconds, m.build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// runs tells what runs from now on.
func (m *metrics) runs(cfg Config) {
	m.build.Reset()
	m.build.WithLabelValues(cfg.Version, cfg.DataVersion).Set(1)
}

func (m *metrics) observe(route, method string, status int, took time.Duration) {
	switch method {
	case "GET", "HEAD", "OPTIONS":
	default:
		method = "other"
	}
	if status == 404 && route == "" {
		route = "none"
	}
	key := series{route, method, status}
	o, ok := m.known.Load(key)
	if !ok {
		o, _ = m.known.LoadOrStore(key, &observer{
			m.requests.WithLabelValues(route, method, strconv.Itoa(status)),
			m.seconds.WithLabelValues(route),
		})
	}
	o.(*observer).count.Inc()
	o.(*observer).seconds.Observe(took.Seconds())
}

// exposeMetrics answers /metrics.
func (c *call) exposeMetrics() error {
	c.w.Header()["Cache-Control"] = never
	promhttp.HandlerFor(c.s.metrics.registry, promhttp.HandlerOpts{}).ServeHTTP(c.w, c.r)
	return nil
}
