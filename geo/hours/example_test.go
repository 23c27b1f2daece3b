package hours_test

import (
	"fmt"
	"time"

	"pamir/geo/hours"
)

func Example() {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := hours.Parse("Mo-Fr 12:00-19:00; PH off")
	if err != nil {
		fmt.Println(err)
		return
	}
	china := hours.NoHolidays()
	china.Public.Holidays = []hours.Holiday{{Day: hours.DateOf(2026, 5, 1), Name: "Labour Day"}} // a Friday

	thursday := time.Date(2026, 4, 30, 0, 0, 0, 0, shanghai)
	week := e.Timeline(hours.Place{Zone: shanghai, Holidays: china}, thursday, thursday.AddDate(0, 0, 7))
	for _, s := range week.Intervals(thursday, thursday.AddDate(0, 0, 5)) {
		fmt.Println(s.Start.In(shanghai).Format("Mon 15:04"), s.State)
	}
	begin, _ := week.Earliest(thursday.Add(18*time.Hour+30*time.Minute), 40*time.Minute, hours.Promise)
	fmt.Println("40 minutes from", begin.In(shanghai).Format("Mon 15:04"))
	// Output:
	// Thu 00:00 closed
	// Thu 12:00 open
	// Thu 19:00 closed
	// Mon 12:00 open
	// Mon 19:00 closed
	// 40 minutes from Mon 12:00
}

// One side prints its hours, the other only its working days.
func ExampleBook() {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		fmt.Println(err)
		return
	}
	parse := func(s string) *hours.Expr { e, _ := hours.Parse(s); return e }
	book, err := hours.NewBook(hours.Content{
		Version: "example",
		Chains: []hours.Chain{{
			Port:        "pass",
			Checkpoints: []hours.Checkpoint{{ID: "inspection", Side: "CN"}, {ID: "post", Side: "KG"}},
			Modes:       []hours.Mode{hours.Truck},
			Directions:  []hours.Direction{"CN-KG", "KG-CN"},
		}},
		Rules: []hours.Rule{
			{ID: "china", Scope: hours.Scope{Side: "CN"}, Zone: shanghai, Hours: parse("Mo-Fr 12:00-19:00"), Confidence: hours.Scheduled},
			{ID: "kyrgyzstan", Scope: hours.Scope{Side: "KG"}, Zone: shanghai, Days: parse("Mo-Su"), Confidence: hours.Announced},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, clock := range []int{11, 12, 19} {
		s, err := book.Status("pass", hours.Truck, "CN-KG", time.Date(2026, 3, 4, clock, 0, 0, 0, shanghai))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d:00 %v, day %v, %s at %s\n", clock, s.State, s.Day, s.Reason, s.Checkpoint)
	}
	// Output:
	// 11:00 closed, day open, outside-hours at inspection
	// 12:00 unknown, day open, hours-unpublished at post
	// 19:00 closed, day open, outside-hours at inspection
}
