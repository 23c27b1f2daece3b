package schedules_test

import (
	"fmt"

	"pamir/geo/hours"
	"pamir/internal/schedules"
)

func ExampleLoad() {
	chains := []hours.Chain{{Port: "karasu", Modes: hours.Modes(), Directions: []hours.Direction{"CN-TJ"}, Checkpoints: []hours.Checkpoint{{ID: "site", Side: "CN"}}}}
	_, err := schedules.Load(chains, schedules.File{Name: "mine.toml", Text: []byte(`
[[rule]]
id = "mine"
ports = ["karasu"]
zone = "Asia/Kashgar"
hours = "Mo-Fr"
sources = [{ title = "Timetable at the gate", publisher = "Customs" }]
`)})
	fmt.Println(err)
	// Output:
	// mine.toml:5: rule "mine": zone: "Asia/Kashgar" is Xinjiang time, two hours behind what Chinese authorities publish: want "Asia/Shanghai", with the hours in Beijing time
	// mine.toml:6: rule "mine": hours: opens days without a clock time, which would promise day and night: write them as days, or with 00:00-24:00 where that is so
}
