package api_test

import "testing"

// FuzzGates: whatever is asked of ways through borders, the answer is one that
// the OpenAPI document allows, or a whole problem.
func FuzzGates(f *testing.F) {
	for _, s := range []string{
		"/v1/route?coordinates=75.9,39.4;74.5,40.6&depart_at=2026-03-04T08:00:00%2B08:00&exclude_ports=irkeshtam&profile=truck",
		"/v1/route?coordinates=74.5,40.6;75.9,39.4;74.5,40.9&arrive_by=2026-03-04T08:00:00Z&exclude_countries=PK,TJ&continue_straight=false",
		"/v1/route?coordinates=75.9,39.4;74.5,40.6&depart_at=2026-03-04T08:00:00Z&depart_until=2026-03-18T08:00:00Z&mode=car&f=gpx",
		"/v1/route?coordinates=75.6,39.8;75.4,40.2&depart_at=1900-01-01T00:00:00Z", "/v1/route?coordinates=75.4,40.2;75.4,40.2&depart_at=2199-12-31T23:59:59Z",
		"/v1/route?coordinates=75.9,39.4;74.5,40.6&assume_hours=%7B%22irkeshtam%22:%2224/7%22%7D&assume_service=%7B%22irkeshtam-cn%22:0.5%7D&assume_queue=%7B%22torugart%22:86400%7D",
		"/v1/compare?coordinates=75.9,39.4;74.5,40.6&profile=bus&geometry=polyline", "/v1/compare?coordinates=75.4,40.2;74.5,40.6&depart_at=2026-03-04T08:00:00Z&avoid_ways=1",
		"/v1/ports/torugart/reach?direction=KG-CN&minutes=1,720&geometry=both&at=2026-03-04T08:00:00Z", "/v1/ports/irkeshtam/reach?direction=CN-KG&minutes=30&profile=foot",
		"/v1/nearest?lon=75.9&lat=39.4&by=clear&at=2026-03-04T08:00:00Z&state=open&mode=truck", "/v1/nearest?lon=74.5&lat=40.6&by=clear&direction=KG-CN&properties=name&number=1",
		"/v1/matrix?origins=75.9,39.4;74.5,40.6&destinations=75.4,40.2&depart_at=2026-03-04T08:00:00Z&distances=true", "/v1/isochrone?lon=75.9&lat=39.4&minutes=240&depart_at=2026-03-04T08:00:00Z",
		"/v1/isochrone?lon=74.5&lat=40.6&minutes=300&reverse=true&arrive_by=2026-03-04T08:00:00Z&exclude_ports=torugart,irkeshtam",
		"/osrm/route/v1/truck/75.9,39.4;74.5,40.6;74.5,40.9?annotations=wait&waypoints=0;2&depart_at=2026-03-04T08:00:00Z", "/osrm/table/v1/car/75.9,39.4;74.5,40.6?depart_at=2026-03-04T08:00:00Z&fallback_speed=5",
	} {
		f.Add(s, "")
	}
	f.Add("/v1/route", `{"coordinates":[[75.9,39.4],[74.5,40.6]],"depart_at":"2026-03-04T08:00:00Z","assume_hours":{"irkeshtam":"Mo-Fr 09:00-17:00"},"assume_service":{"irkeshtam":30},"assume_queue":{"irkeshtam":1e3},"exclude_ports":["torugart"],"exclude_countries":[]}`)
	f.Add("/v1/route", `{"coordinates":[[75.9,39.4],[74.5,40.6]],"assume_hours":{"":null,"irkeshtam":[]},"assume_service":"{}","exclude_ports":[[]]}`)
	f.Add("/v1/compare", `{"coordinates":[[75.9,39.4],[74.5,40.6]],"mode":"truck","profile":"truck","weight_t":20}`)
	f.Add("/v1/matrix", `{"origins":[[75.9,39.4]],"destinations":[[74.5,40.6]],"depart_at":"2026-03-04T08:00:00+23:59"}`)
	on := atFrontier(f).client
	f.Fuzz(func(t *testing.T, address, body string) { fuzzed(t, on, address, body) })
}
