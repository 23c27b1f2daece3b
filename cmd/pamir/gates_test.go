package main

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"pamir/internal/osmpbf/pbftest"
)

// TestUnboundPort: roads on which a port is, and that do not lead over its
// frontier, would lead people past it. The server does not start, and says why.
func TestUnboundPort(t *testing.T) {
	const opl = `n1 x75.39 y40.50
n2 x75.39391 y40.55167
n3 x75.39391 y40.60
w10 Thighway=primary,name=Over Nn1,n2,n3
`
	dir := t.TempDir()
	extract, region := filepath.Join(dir, "gate.osm.pbf"), filepath.Join(dir, "gate")
	if err := os.WriteFile(extract, pbftest.File(t, opl, pbftest.Options{}), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := output(nil, "import", extract, "-o", region); code != succeeded {
		t.Fatal(errs)
	}
	const says = "torugart-gate, a checkpoint of torugart, cannot be put on a road for truck: no road is known to be on one side of it"
	if code, out, errs := output(nil, "verify", "gates", "--region", region); code != failed || !strings.Contains(errs, says) || out != "" {
		t.Errorf("%d %s%s", code, out, errs)
	}
	if code, out, errs := output(nil, "serve", "--addr", "127.0.0.1:0", "--region", region); code != failed || !strings.Contains(errs, "pamir: border: torugart-gate") || !strings.Contains(errs, "pamir verify gates") {
		t.Errorf("%d %s%s", code, out, errs)
	}
}

// examples are hours and lengths of Torugart, as an operator may write them
// down. They are invented.
const examples = `
[[rule]]
id = "example-hours"
ports = ["torugart"]
zone = "Asia/Shanghai"
hours = "Mo-Su 10:00-19:00"
confidence = "confirmed"
sources = [{ title = "An example", publisher = "a test" }]

[[stay]]
id = "example-service"
ports = ["torugart"]
of = "service"
p50 = "10m"
basis = "an example"
sources = [{ title = "An example", publisher = "a test" }]

[[stay]]
id = "example-queue"
ports = ["torugart"]
of = "queue"
p50 = "0m"
basis = "an example"
sources = [{ title = "An example", publisher = "a test" }]
`

// TestNoticeChangesRoutes: what the operator writes into his file counts for the
// next route, without a restart.
func TestNoticeChangesRoutes(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for the roads of a server")
	}
	file := filepath.Join(t.TempDir(), "mine.toml")
	write := func(text string) {
		if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+".new", file); err != nil {
			t.Fatal(err)
		}
	}
	write(examples)
	var screen screen
	ended := make(chan int)
	go func() {
		ended <- run([]string{"serve", "--addr", "127.0.0.1:0", "--schedules", file}, func(string) string { return "" }, nil, &screen, &screen)
	}()
	screen.shows(t, " at http://", 1)
	address := regexp.MustCompile(`at (http://\S+)/`).FindStringSubmatch(screen.String())[1]
	verdict := func() (kind, reason string) {
		t.Helper()
		for range 300 {
			r, err := http.Get(address + "/v1/route?coordinates=75.99,39.47;75.996,41.428&profile=truck&steps=false&geometry=none&depart_at=" + url.QueryEscape("2026-11-24T11:00:00+08:00"))
			if err != nil {
				t.Fatal(err)
			}
			var v struct {
				Routes []struct {
					Verdict struct {
						Kind   string
						Reason *string
					}
				}
			}
			err = json.NewDecoder(r.Body).Decode(&v)
			r.Body.Close()
			switch {
			case r.StatusCode == http.StatusServiceUnavailable: // the roads are being read
				time.Sleep(20 * time.Millisecond)
				continue
			case err != nil || r.StatusCode != http.StatusOK:
				t.Fatalf("%s: %v", r.Status, err)
			case v.Routes[0].Verdict.Reason != nil:
				reason = *v.Routes[0].Verdict.Reason
			}
			return v.Routes[0].Verdict.Kind, reason
		}
		t.Fatal("there are no roads")
		return
	}
	if kind, reason := verdict(); kind != "makes-it" {
		t.Errorf("with the example's hours: %s %s", kind, reason)
	}
	write(examples + `
[[notice]]
id = "example-snow"
ports = ["torugart"]
zone = "Asia/Shanghai"
reason = "snow"
publisher = "a test"
published = 2026-11-23
periods = [{ from = 2026-11-24, to = 2026-11-25, state = "closed" }]
sources = [{ title = "An example", publisher = "a test", date = 2026-11-23 }]
`)
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	screen.shows(t, "new ones are in force", 1)
	if kind, reason := verdict(); kind != "closed" || reason != "snow" {
		t.Errorf("with the notice: %s %s\n%s", kind, reason, &screen)
	}
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if code := <-ended; code != succeeded {
		t.Errorf("exit code %d\n%s", code, &screen)
	}
}

// TestFerryAndPass goes over a ferry and a pass that open and shut by the clock,
// in a region made of an extract. The browser's tests use the same extract.
func TestFerryAndPass(t *testing.T) {
	opl, err := os.ReadFile("testdata/valley.opl")
	if err != nil {
		t.Fatal(err)
	}
	const extract = "testdata/valley.osm.pbf"
	file := pbftest.File(t, string(opl), pbftest.Options{})
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(extract, file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := os.ReadFile(extract); err != nil || string(kept) != string(file) {
		t.Fatalf("%s is not made of valley.opl (%v): UPDATE=1 makes it anew", extract, err)
	}
	region := filepath.Join(t.TempDir(), "valley")
	if code, _, errs := output(nil, "import", extract, "-o", region, "--country", "KG"); code != succeeded {
		t.Fatal(errs)
	}
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"verify", "gates"}, []string{"ferry, opening_hours=Mo-Sa 08:00-18:00", "pass, motor_vehicle:conditional=no @ (Nov-Apr)", "with all ports shut no way joins two countries"}},
		{[]string{"route", "West", "East", "--depart", "2026-11-24T12:00:00+06:00"}, []string{"Makes it by 4 h", "Ada         Tue 24 Nov 12:2", "1 h 00"}},
		{[]string{"route", "West", "East", "--depart", "2026-11-24T05:00:00+06:00"}, []string{"Ada is closed on arrival.", "Closed until Tue 24 Nov 08:00 Bishkek", "Better leave Tue 24 Nov 07:37", "! Ada is shut on arrival: it is outside its hours."}},
		{[]string{"route", "West", "East", "--depart", "2026-11-28T20:00:00+06:00"}, []string{"233 km, 5 h 10 of driving"}}, // it waits for no Monday
		{[]string{"route", "East", "Far", "--depart", "2026-06-24T20:30:00+06:00"}, []string{"Misses Kegety by", "Closed until Thu 25 Jun 06:00 Bishkek"}},
		{[]string{"route", "East", "Far", "--depart", "2026-11-24T08:00:00+06:00"}, []string{"Kegety is closed on arrival.", "Closed until Sat 1 May 2027 06:00 Bishkek", "Better leave Sat 1 May 2027 05:0"}},
		{[]string{"route", "East", "Far", "--depart", "2026-11-24T08:00:00+06:00", "--exclude-port", "way/14"}, []string{"without way/14, which the request leaves out"}},
		{[]string{"compare", "West", "East"}, []string{"no port lies between West and East"}},
	} {
		_, out, errs := output(nil, append(c.args, "--region", region)...)
		for _, want := range c.want {
			if !strings.Contains(out+errs, want) {
				t.Errorf("%q does not say %q:\n%s%s", c.args, want, out, errs)
			}
		}
	}
}
