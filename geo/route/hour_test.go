package route

import (
	"testing"
	"time"
)

// TestHours drives a square at hours of a Monday, in the zone five hours ahead
// that its longitude gives.
func TestHours(t *testing.T) {
	for _, c := range []struct {
		name, tags, turns, nodes string // of the way ab, and of the town
		hour                     int
		options                  Options
		want                     string
	}{
		{"shut at night", "motor_vehicle:conditional=no~@~(22:00-06:00)", "", "", 23, Options{}, "acdb"},
		{"open by day", "motor_vehicle:conditional=no~@~(22:00-06:00)", "", "", 12, Options{}, "ab"},
		{"open at set hours alone", "access=no access:conditional=yes~@~(Mo-Fr~08:00-18:00)", "", "", 12, Options{}, "ab"},
		{"and not at others", "access=no access:conditional=yes~@~(Mo-Fr~08:00-18:00)", "", "", 20, Options{}, "acdb"},
		{"for trucks", "hgv:conditional=no~@~(07:00-20:00)", "", "", 12, Options{Mode: Truck}, "acdb"},
		{"not for cars", "hgv:conditional=no~@~(07:00-20:00)", "", "", 12, Options{}, "ab"},
		{"a more special tag stands", "hgv=yes access:conditional=no~@~(07:00-20:00)", "", "", 12, Options{Mode: Truck}, "ab"},
		{"for heavy ones", "hgv:conditional=no~@~(weight>7.5)", "", "", 12, Options{Mode: Truck, Vehicle: Vehicle{Weight: 20}}, "acdb"},
		{"not for light ones", "hgv:conditional=no~@~(weight>7.5)", "", "", 12, Options{Mode: Truck, Vehicle: Vehicle{Weight: 5}}, "ab"},
		{"who does not say is let through", "hgv:conditional=no~@~(weight>7.5)", "", "", 12, Options{Mode: Truck}, "ab"},
		{"a weight at hours", "maxweight:conditional=7.5~@~(06:00-22:00)", "", "", 12, Options{Mode: Truck, Vehicle: Vehicle{Weight: 20}}, "acdb"},
		{"and not at others", "maxweight:conditional=7.5~@~(06:00-22:00)", "", "", 23, Options{Mode: Truck, Vehicle: Vehicle{Weight: 20}}, "ab"},
		{"a weight of papers at hours", "maxweightrating:hgv:conditional=7.5~@~(06:00-22:00)", "", "", 12, Options{Mode: Truck, Vehicle: Vehicle{Weight: 20}}, "acdb"},
		{"no dangerous goods by day", "hazmat:E:conditional=no~@~(06:00-22:00)", "", "", 12, Options{Mode: Truck, Vehicle: Vehicle{Hazmat: true}}, "acdb"},
		{"and by night", "hazmat:E:conditional=no~@~(06:00-22:00)", "", "", 23, Options{Mode: Truck, Vehicle: Vehicle{Hazmat: true}}, "ab"},
		{"one-way in the morning", "oneway:conditional=-1~@~(06:00-12:00)", "", "", 8, Options{}, "acdb"},
		{"and not later", "oneway:conditional=-1~@~(06:00-12:00)", "", "", 13, Options{}, "ab"},
		{"slow at school hours", "maxspeed:conditional=5~@~(07:00-09:00)", "", "", 8, Options{}, "acdb"},
		{"what nobody knows changes nothing", "motor_vehicle:conditional=no~@~snow", "", "", 8, Options{}, "ab"},
		{"what cannot be read changes nothing", "motor_vehicle:conditional=no~@~(99:99-)", "", "", 8, Options{}, "ab"},
		{"destination only, by hours", "motor_vehicle:conditional=destination~@~(07:00-09:00)", "", "", 8, Options{}, "acdb"},
		{"shut, and open to cars at other hours", "motor_vehicle=yes hgv:forward=designated opening_hours=Mo-Fr~09:00-17:00", "", "", 8, Options{}, "acdb"},
		{"and open", "motor_vehicle=yes opening_hours=Mo-Fr~09:00-17:00", "", "", 10, Options{}, "ab"},
		{"a gate with hours", "", "", "m barrier=lift_gate opening_hours=Mo-Fr~09:00-17:00", 8, Options{}, "acdb"},
		{"a gate that is open", "", "", "m barrier=lift_gate opening_hours=Mo-Fr~09:00-17:00", 10, Options{}, "amb"},
		{"a gate for heavy ones", "", "", "m barrier=gate hgv:conditional=no~@~(weight>7.5)", 10, Options{Mode: Truck, Vehicle: Vehicle{Weight: 20}}, "acdb"},
		{"a turn at hours", "", "restriction:conditional=no_straight_on~@~(07:00-09:00) xa a ab", "", 8, Options{}, "xacdb"},
		{"and not at others", "", "restriction:conditional=no_straight_on~@~(07:00-09:00) xa a ab", "", 10, Options{}, "xab"},
		{"a turn by the old tags", "", "no_straight_on xa a ab hour_on=07:00 hour_off=09:00 day_on=Monday day_off=Friday", "", 8, Options{}, "xacdb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			way := "ab"
			if c.nodes != "" {
				way = "amb"
			}
			tw := drawTown(t, "\nx   a m b\n\n    c   d\nways\n  "+way+" "+c.tags+"\n  ac\n  cd\n  db\n  xa highway=secondary\nturns\n  "+c.turns+"\nnodes\n  "+c.nodes+"\n")
			r := routerOf(t, tw)
			zone := time.FixedZone("", 5*3600)
			c.options.Departure = time.Date(2026, 1, 5, c.hour, 0, 0, 0, zone)
			if got := tw.drive(r, Plan{Options: c.options}, c.want[:1]+"b"); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// TestHourOnTheWay: a rule holds at the hour at which one comes by, not at
// that of setting off.
func TestHourOnTheWay(t *testing.T) {
	tw := drawTown(t, "\nx                   a b\n\n                    c d\nways\n  xa maxspeed=10\n  ab motor_vehicle:conditional=no~@~(12:05-24:00)\n  ac\n  cd\n  db\n")
	r := routerOf(t, tw) // 1 km at 8.5 km/h takes 7 minutes
	for minute, want := range map[int]string{50: "xab", 59: "xacdb"} {
		o := Options{Departure: time.Date(2026, 1, 5, 11, minute, 0, 0, time.FixedZone("", 5*3600))}
		if got := tw.drive(r, Plan{Options: o}, "xb"); got != want {
			t.Errorf("at 11:%d %s, want %s", minute, got, want)
		}
	}
}

func TestZones(t *testing.T) {
	for _, c := range []struct {
		iso  string
		lon  float64
		want string
	}{{"CN", 76, "Asia/Shanghai"}, {"", 76, "Etc/GMT-5"}, {"", -120, "Etc/GMT+8"}, {"", 3, "UTC"}} {
		got := Zone(c.iso, c.lon)
		if got != c.want {
			t.Errorf("%s at %v: %s, want %s", c.iso, c.lon, got, c.want)
		}
		if _, err := time.LoadLocation(got); err != nil {
			t.Error(err)
		}
	}
	for iso, z := range zones {
		if _, err := time.LoadLocation(z); err != nil {
			t.Errorf("%s: %v", iso, err)
		}
	}
}
