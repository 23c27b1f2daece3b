package schedules

import (
	"strings"
	"testing"
)

// faults are files with something wrong in them, and what must be said of it:
// word for word, all of it, in the order of lines.
var faults = []struct{ name, file, want string }{
	{
		"not TOML",
		rule1 + "x = \n",
		`f.toml:7: not TOML: unexpected character U+000A at start of value`,
	},
	{
		"key twice",
		rule1 + "id = \"b\"\n",
		`f.toml:7: not TOML: key id is already defined`,
	},
	{
		"not UTF-8",
		"x = \"\xff\"\n",
		`f.toml:1: not TOML: invalid UTF-8 character in basic string`,
	},
	{
		"an unknown table",
		strings.Replace(rule1, "[[rule]]", "[[rules]]", 1),
		`f.toml:1: rules: there is no such key: did you mean "rule"?`,
	},
	{
		"a table, not a list",
		strings.Replace(rule1, "[[rule]]", "[rule]", 1),
		`f.toml:1: rule: wants a list of tables, such as [{ … }], has a table`,
	},
	{
		"a list of texts",
		"rule = [\"a\"]\n",
		`f.toml:1: rule[1]: wants a table, such as { … }, has the text "a"`,
	},
	{
		"an unknown key",
		with(rule1, `id = "a"`, "id = \"a\"\nport = \"karasu\"\nhour = \"x\"\n"),
		`f.toml:3: rule "a": port: there is no such key: did you mean "ports"?
f.toml:4: rule "a": hour: there is no such key: did you mean "hours"?`,
	},
	{
		"no id",
		with(rule1, `id = "a"`, ""),
		`f.toml:1: rule number 1: id: is missing: a name for it in small letters, digits and hyphens, such as "torugart-2026"`,
	},
	{
		"an empty id",
		with(rule1, `id = "a"`, "id = \" \"\n"),
		`f.toml:2: rule number 1: id: is empty: say it, or leave the key out`,
	},
	{
		"an id with a space",
		with(rule1, `id = "a"`, "id = \"A b\"\n"),
		`f.toml:2: rule "A b": id: wants small letters, digits and single hyphens, has "A b"`,
	},
	{
		"an id that is a number",
		with(rule1, `id = "a"`, "id = 7\n"),
		`f.toml:2: rule number 1: id: wants a text in quotes, has 7`,
	},
	{
		"an id twice",
		rule1 + with(notice1, `id = "n"`, "id = \"a\"\n"),
		`f.toml:8: notice "a": id: "a" is already the id of something else, at f.toml:2`,
	},
	{
		"no ports",
		with(rule1, `ports = ["karasu"]`, ""),
		`f.toml:1: rule "a": ports: is missing: a list of the ports that it is about, such as ["torugart"]`,
	},
	{
		"an empty list of ports",
		with(rule1, `ports = ["karasu"]`, "ports = []\n"),
		`f.toml:3: rule "a": ports: is empty: leave the key out where it does not apply`,
	},
	{
		"a port that is a text",
		with(rule1, `ports = ["karasu"]`, "ports = \"karasu\"\n"),
		`f.toml:3: rule "a": ports: wants a list, such as ["a", "b"], has the text "karasu"`,
	},
	{
		"an unknown port",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasoo\"]\n"),
		`f.toml:3: rule "a": ports: there is no "karasoo": did you mean "karasu"?`,
	},
	{
		"another unknown port",
		with(rule1, `ports = ["karasu"]`, "ports = [\"khorgos\"]\n"),
		`f.toml:3: rule "a": ports: there is no "khorgos": want one of torugart, karasu, airport`,
	},
	{
		"a port twice",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\", \"karasu\"]\n"),
		`f.toml:3: rule "a": ports: has "karasu" twice`,
	},
	{
		"a port that is a number",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\", 5]\n"),
		`f.toml:3: rule "a": ports: wants texts in quotes, has 5 at place 2`,
	},
	{
		"a side of another port",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\"]\nside = \"KG\"\n"),
		`f.toml:4: rule "a": side: there is no "KG": want one of CN, TJ`,
	},
	{
		"a side of one of two ports",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\", \"torugart\"]\nside = \"KG\"\n"),
		`f.toml:4: rule "a": side: there is no "KG": want one of CN`,
	},
	{
		"an unknown checkpoint",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\"]\ncheckpoint = \"karasu-sit\"\n"),
		`f.toml:4: rule "a": checkpoint: there is no "karasu-sit": did you mean "karasu-site"?`,
	},
	{
		"a checkpoint of another port",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\"]\ncheckpoint = \"topa\"\n"),
		`f.toml:4: rule "a": checkpoint: there is no "topa": want one of karasu-site, karasu-post`,
	},
	{
		"a checkpoint and a side",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\"]\ncheckpoint = \"karasu-post\"\nside = \"TJ\"\n"),
		`f.toml:5: rule "a": side: a checkpoint has one side: leave side out`,
	},
	{
		"a checkpoint of two ports",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\", \"torugart\"]\ncheckpoint = \"karasu-post\"\n"),
		`f.toml:4: rule "a": checkpoint: is of one port, and ports has 2`,
	},
	{
		"an unknown mode",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\"]\nmodes = [\"lorry\", \"trucks\"]\n"),
		`f.toml:4: rule "a": modes: there is no "lorry": want one of truck, car, bus, foot
f.toml:4: rule "a": modes: there is no "trucks": did you mean "truck"?`,
	},
	{
		"an unknown direction",
		with(rule1, `ports = ["karasu"]`, "ports = [\"karasu\"]\ndirections = [\"CN-KG\"]\n"),
		`f.toml:4: rule "a": directions: there is no "CN-KG": want one of CN-TJ, TJ-CN`,
	},
	{
		"a direction of an airport",
		with(rule1, `ports = ["karasu"]`, "ports = [\"airport\"]\ndirections = [\"CN-KG\"]\n"),
		`f.toml:4: rule "a": directions: airport has none: leave the key out`,
	},
	{
		"no zone",
		with(rule1, `zone = "Asia/Shanghai"`, ""),
		`f.toml:1: rule "a": zone: is missing: the zone in which its days and hours are meant, such as "Asia/Shanghai" or "Asia/Bishkek"`,
	},
	{
		"an unknown zone",
		with(rule1, `zone = "Asia/Shanghai"`, "zone = \"Asia/Beijing\"\n"),
		`f.toml:4: rule "a": zone: there is no zone "Asia/Beijing": want a name of the IANA database, such as "Asia/Shanghai" or "Asia/Bishkek"`,
	},
	{
		"Xinjiang time",
		with(rule1, `zone = "Asia/Shanghai"`, "zone = \"Asia/Urumqi\"\n"),
		`f.toml:4: rule "a": zone: "Asia/Urumqi" is Xinjiang time, two hours behind what Chinese authorities publish: want "Asia/Shanghai", with the hours in Beijing time`,
	},
	{
		"Kashgar time",
		with(rule1, `zone = "Asia/Shanghai"`, "zone = \"Asia/Kashgar\"\n"),
		`f.toml:4: rule "a": zone: "Asia/Kashgar" is Xinjiang time, two hours behind what Chinese authorities publish: want "Asia/Shanghai", with the hours in Beijing time`,
	},
	{
		"the zone of the machine",
		with(rule1, `zone = "Asia/Shanghai"`, "zone = \"Local\"\n"),
		`f.toml:4: rule "a": zone: there is no zone "Local": want a name of the IANA database, such as "Asia/Shanghai" or "Asia/Bishkek"`,
	},
	{
		"neither hours nor days",
		with(rule1, `hours = "Mo-Fr 12:00-19:00"`, ""),
		`f.toml:1: rule "a": hours: is missing: give hours, such as "Mo-Fr 10:00-18:00", or, where no source gives the clock time, days, such as "Mo-Fr"`,
	},
	{
		"hours and days",
		with(rule1, `hours = "Mo-Fr 12:00-19:00"`, "hours = \"Mo-Fr 12:00-19:00\"\ndays = \"Mo-Fr\"\n"),
		`f.toml:6: rule "a": days: and hours exclude each other: hours where a source gives the clock time, days where none does`,
	},
	{
		"hours without a clock",
		with(rule1, `hours = "Mo-Fr 12:00-19:00"`, "hours = \"Mo-Fr\"\n"),
		`f.toml:5: rule "a": hours: opens days without a clock time, which would promise day and night: write them as days, or with 00:00-24:00 where that is so`,
	},
	{
		"hours with a day without a clock",
		with(rule1, `hours = "Mo-Fr 12:00-19:00"`, "hours = \"Mo-Fr 12:00-19:00; Sa\"\n"),
		`f.toml:5: rule "a": hours: opens days without a clock time, which would promise day and night: write them as days, or with 00:00-24:00 where that is so`,
	},
	{
		"days with a clock",
		with(rule1, `hours = "Mo-Fr 12:00-19:00"`, "days = \"Mo-Fr 12:00-19:00\"\n"),
		`f.toml:5: rule "a": days: has clock times, which belong to hours`,
	},
	{
		"an expression with a slip",
		with(rule1, `hours = "Mo-Fr 12:00-19:00"`, "hours = \"Mo-Fr 12:00-19:0o\"\n"),
		`f.toml:5: rule "a": hours: at offset 12: want a time as hh:mm, or dawn, sunrise, sunset or dusk, have "19:0o"`,
	},
	{
		"a wrong confidence",
		with(rule1, `id = "a"`, "id = \"a\"\nconfidence = \"high\"\n"),
		`f.toml:3: rule "a": confidence: there is no "high": want one of inferred, scheduled, announced, confirmed`,
	},
	{
		"a time without an offset",
		with(rule1, `id = "a"`, "id = \"a\"\nvalid_from = 2026-02-16T22:00:00\n"),
		`f.toml:3: rule "a": valid_from: 2026-02-16T22:00:00 has no offset: write 2026-02-16T22:00:00+08:00 for the clock of Asia/Shanghai`,
	},
	{
		"a day in quotes",
		with(rule1, `id = "a"`, "id = \"a\"\nvalid_from = \"2026-02-16\"\n"),
		`f.toml:3: rule "a": valid_from: wants a day such as 2026-02-16, or a time with its offset such as 2026-02-16T22:00:00+06:00, without quotes; has the text "2026-02-16"`,
	},
	{
		"a time of day alone",
		with(rule1, `id = "a"`, "id = \"a\"\nvalid_from = 22:00:00\n"),
		`f.toml:3: rule "a": valid_from: wants a day such as 2026-02-16, or a time with its offset such as 2026-02-16T22:00:00+06:00, without quotes; has 22:00:00`,
	},
	{
		"a year of four digits too many",
		with(rule1, `id = "a"`, "id = \"a\"\nvalid_from = 0202-01-01\n"),
		`f.toml:3: rule "a": valid_from: the year 202 is not between 1900 and 2200`,
	},
	{
		"an end before the beginning",
		with(rule1, `id = "a"`, "id = \"a\"\nvalid_from = 2026-02-16\nvalid_to = 2026-02-15\n"),
		`f.toml:4: rule "a": valid_to: 2026-02-15 is not after valid_from, 2026-02-16`,
	},
	{
		"no sources",
		with(rule1, `sources = [{ title = "t", publisher = "p" }]`, ""),
		`f.toml:1: rule "a": sources: want at least one, such as [{ title = "…", publisher = "…", date = 2026-02-16, url = "https://…" }]`,
	},
	{
		"an empty list of sources",
		with(rule1, `sources = [{ title = "t", publisher = "p" }]`, "sources = []\n"),
		`f.toml:6: rule "a": sources: want at least one, such as [{ title = "…", publisher = "…", date = 2026-02-16, url = "https://…" }]`,
	},
	{
		"sources that are texts",
		with(rule1, `sources = [{ title = "t", publisher = "p" }]`, "sources = [\"t\"]\n"),
		`f.toml:6: rule "a": sources[1]: wants a table, such as { … }, has the text "t"`,
	},
	{
		"sources with faults",
		with(rule1, `sources = [{ title = "t", publisher = "p" }]`, "sources = [\n  { title = \"t\" },\n  { publisher = \"p\", url = \"example.org\", date = \"yesterday\" },\n  { title = \"t\", url = \"https://example.org/\", titel = \"x\", date = 2026-02-10T00:00:00Z },\n]\n"),
		`f.toml:7: rule "a": sources[1]: has neither publisher nor url: say whose word it is
f.toml:8: rule "a": sources[2].date: wants a day without quotes, such as 2026-02-16, or a month or year in quotes, such as "2016-06"; has the text "yesterday"
f.toml:8: rule "a": sources[2].title: is missing: what the page is called, or in [brackets] what it is about
f.toml:8: rule "a": sources[2].url: wants an address of the web, such as "https://example.org/notice", has the text "example.org"
f.toml:9: rule "a": sources[3].date: wants a day, such as 2026-02-16, has 2026-02-10T00:00:00Z
f.toml:9: rule "a": sources[3].titel: there is no such key: did you mean "title"?`,
	},
	{
		"an alternative that says nothing",
		with(rule1, `id = "a"`, "id = \"a\"\nalternatives = [{ title = \"t\", publisher = \"p\" }]\n"),
		`f.toml:3: rule "a": alternatives[1].says: is missing: what the other source says`,
	},
	{
		"a text that is a list",
		with(rule1, `id = "a"`, "id = \"a\"\nnote = [\"x\"]\ndoubt = true\n"),
		`f.toml:3: rule "a": note: wants a text in quotes, has a list
f.toml:4: rule "a": doubt: wants a text in quotes, has true`,
	},
	{
		"a flag that is a text",
		with(rule1, `id = "a"`, "id = \"a\"\nzone_assumed = \"yes\"\n"),
		`f.toml:3: rule "a": zone_assumed: wants true or false, has the text "yes"`,
	},
	{
		"superseding nothing",
		with(rule1, `id = "a"`, "id = \"a\"\nsupersedes = [\"b\"]\n") + with(rule1, `id = "a"`, "id = \"bb\"\n"),
		`f.toml:3: rule "a": supersedes: there is no rule "b": did you mean "bb"?`,
	},
	{
		"superseding itself",
		with(rule1, `id = "a"`, "id = \"a\"\nsupersedes = [\"a\"]\n"),
		`f.toml:3: rule "a": supersedes: "a" is itself`,
	},
	{
		"a notice that supersedes a rule",
		rule1 + with(notice1, `id = "n"`, "id = \"n\"\nsupersedes = [\"a\"]\n"),
		`f.toml:9: notice "n": supersedes: there is no notice "a"`,
	},
	{
		"a notice with nothing",
		"[[notice]]\n",
		`f.toml:1: notice number 1: id: is missing: a name for it in small letters, digits and hyphens, such as "torugart-2026"
f.toml:1: notice number 1: ports: is missing: a list of the ports that it is about, such as ["torugart"]
f.toml:1: notice number 1: zone: is missing: the zone in which its days and hours are meant, such as "Asia/Shanghai" or "Asia/Bishkek"
f.toml:1: notice number 1: reason: is missing: why, such as "National Day"
f.toml:1: notice number 1: publisher: is missing: whose announcement it is, such as "State Border Service of Kyrgyzstan"
f.toml:1: notice number 1: published: is missing: the day of the announcement, such as 2026-02-10; a newer one rules over an older one
f.toml:1: notice number 1: sources: want at least one, such as [{ title = "…", publisher = "…", date = 2026-02-16, url = "https://…" }]
f.toml:1: notice number 1: periods: want at least one, such as [{ from = 2026-02-17, to = 2026-02-19, state = "closed" }]`,
	},
	{
		"a notice without periods",
		with(notice1, `periods = [{ from = 2026-02-17, to = 2026-02-19, state = "closed" }]`, "periods = []\n"),
		`f.toml:9: notice "n": periods: want at least one, such as [{ from = 2026-02-17, to = 2026-02-19, state = "closed" }]`,
	},
	{
		"periods with faults",
		with(notice1, `periods = [{ from = 2026-02-17, to = 2026-02-19, state = "closed" }]`, "periods = [\n  { from = 2026-02-17T20:00:00, to = 2026-02-19, state = \"closed\" },\n  { to = 2026-02-19 },\n  { from = 2026-02-19, to = 2026-02-18, state = \"shut\" },\n  { from = 2026-02-19, to = 2026-02-19, state = \"open\", hours = \"10:00-12:00\", modes = [\"truk\"] },\n  { ports = [\"torugart\"], from = 2026-02-19, to = 2026-02-19, state = \"closed\" },\n]\n"),
		`f.toml:10: notice "n": periods[1].from: 2026-02-17T20:00:00 has no offset: write 2026-02-17T20:00:00+08:00 for the clock of Asia/Shanghai
f.toml:11: notice "n": periods[2].from: is missing: a day, which is included, or a time with its offset
f.toml:11: notice "n": periods[2].state: want one of state (closed, open, open-day, unknown), hours and days; open-day is for hours that are not published
f.toml:12: notice "n": periods[3].to: 2026-02-18 is not after from, 2026-02-19
f.toml:12: notice "n": periods[3].state: there is no "shut": want one of closed, open, open-day, unknown
f.toml:13: notice "n": periods[4].state: want one of state (closed, open, open-day, unknown), hours and days; open-day is for hours that are not published
f.toml:13: notice "n": periods[4].modes: there is no "truk": did you mean "truck"?
f.toml:14: notice "n": periods[5].ports: "torugart" is not among the ports of the notice: karasu`,
	},
	{
		"periods about the same",
		with(notice1, `periods = [{ from = 2026-02-17, to = 2026-02-19, state = "closed" }]`, "periods = [\n  { from = 2026-02-17, to = 2026-02-19, state = \"closed\" },\n  { from = 2026-02-19, to = 2026-02-20, state = \"open-day\", modes = [\"truck\"] },\n]\n"),
		`f.toml:11: notice "n": periods[2].from: an earlier period of this notice is about the same traffic at the same time`,
	},
	{
		"a publication with a time",
		with(notice1, "published = 2026-02-10", "published = 2026-02-10T10:00:00+08:00\n"),
		`f.toml:7: notice "n": published: wants a day, such as 2026-02-16, has 2026-02-10T10:00:00+08:00`,
	},
	{
		"a calendar with nothing",
		"[[calendar]]\n",
		`f.toml:1: calendar number 1: country: is missing: whose holidays they are, such as "CN"
f.toml:1: calendar number 1: from: is missing: no holiday between from and to is left out; on all other days it is not known whether they are one
f.toml:1: calendar number 1: to: is missing: no holiday between from and to is left out; on all other days it is not known whether they are one
f.toml:1: calendar number 1: sources: want at least one, such as [{ title = "…", publisher = "…", date = 2026-02-16, url = "https://…" }]`,
	},
	{
		"a calendar of an unknown country",
		with(cal1, `country = "CN"`, "country = \"KZ\"\n"),
		`f.toml:2: calendar KZ: country: there is no "KZ": did you mean "KG"?`,
	},
	{
		"a calendar that ends before it begins",
		with(cal1, "to = 2026-12-31", "to = 2025-12-31\n"),
		`f.toml:4: calendar CN from 2026-01-01: to: 2025-12-31 is before from, 2026-01-01`,
	},
	{
		"holidays with faults",
		with(cal1, `days = [{ date = 2026-10-01, name = "d" }]`, "days = [\n  { date = 2027-10-01, name = \"d\" },\n  { date = 2026-10-03, to = 2026-10-01, name = \"d\" },\n  { date = 2026-01-01, to = 2026-03-01, name = \"d\" },\n  { name = \"d\" },\n  { date = 2026-10-01 },\n]\nworking_days = [\"2026-10-10\"]\n"),
		`f.toml:7: calendar CN from 2026-01-01: days[1].date: is outside the calendar, which is from 2026-01-01 to 2026-12-31
f.toml:8: calendar CN from 2026-01-01: days[2].to: 2026-10-01 is not after date, 2026-10-03
f.toml:9: calendar CN from 2026-01-01: days[3].to: that is 60 days; want at most 31
f.toml:10: calendar CN from 2026-01-01: days[4].date: is missing: the day, or the first of several
f.toml:11: calendar CN from 2026-01-01: days[5].name: is missing: what is celebrated
f.toml:13: calendar CN from 2026-01-01: working_days: wants days without quotes, has the text "2026-10-10" at place 1`,
	},
	{
		"calendars of the same days",
		cal1 + with(cal1, "from = 2026-01-01", "from = 2026-06-01\n"),
		`f.toml:7: calendar CN: from: it is about the same days as the calendar on line 1`,
	},
	{
		"calendars with a gap",
		cal1 + strings.ReplaceAll(strings.Replace(cal1, "from = 2026-01-01\nto = 2026-12-31", "from = 2027-02-01\nto = 2027-12-31", 1), "2026-10", "2027-10"),
		`f.toml:7: calendar CN: from: 2027-02-01 leaves a gap after 2026-12-31, where the calendar before ends`,
	},
	{
		"a road with nothing",
		"[[road]]\n",
		`f.toml:1: road number 1: id: is missing: a name for it in small letters, digits and hyphens, such as "torugart-2026"
f.toml:1: road number 1: road: is missing: the number or name of the road, such as "N-35"
f.toml:1: road number 1: ports: is missing: a list of the ports that it is about, such as ["torugart"]
f.toml:1: road number 1: reason: is missing: why, such as "avalanche"
f.toml:1: road number 1: state: is missing: closed, limited, open or warning
f.toml:1: road number 1: zone: is missing: the zone in which its days and hours are meant, such as "Asia/Shanghai" or "Asia/Bishkek"
f.toml:1: road number 1: from: is missing: the day it began, or when = "about …" where that is not known
f.toml:1: road number 1: sources: want at least one, such as [{ title = "…", publisher = "…", date = 2026-02-16, url = "https://…" }]`,
	},
	{
		"a road of no time",
		with(road1, "from = 2026-02-17", ""),
		`f.toml:1: road "r": from: is missing: the day it began, or when = "about …" where that is not known`,
	},
	{
		"a clock with nothing",
		"[[clock]]\n",
		`f.toml:1: clock number 1: country: is missing: at whose checkpoints it hangs, such as "KG"
f.toml:1: clock number 1: zone: is missing: the zone in which its days and hours are meant, such as "Asia/Shanghai" or "Asia/Bishkek"
f.toml:1: clock number 1: name: is missing: what people call its time, such as "Bishkek"`,
	},
	{
		"many faults",
		"[[rule]]\nid = \"a\"\n\n[[rule]]\nid = \"a\"\nports = [\"x\"]\nzone = \"y\"\nhours = \"z\"\n",
		`f.toml:1: rule "a": ports: is missing: a list of the ports that it is about, such as ["torugart"]
f.toml:1: rule "a": zone: is missing: the zone in which its days and hours are meant, such as "Asia/Shanghai" or "Asia/Bishkek"
f.toml:1: rule "a": hours: is missing: give hours, such as "Mo-Fr 10:00-18:00", or, where no source gives the clock time, days, such as "Mo-Fr"
f.toml:1: rule "a": sources: want at least one, such as [{ title = "…", publisher = "…", date = 2026-02-16, url = "https://…" }]
f.toml:4: rule "a": sources: want at least one, such as [{ title = "…", publisher = "…", date = 2026-02-16, url = "https://…" }]
f.toml:5: rule "a": id: "a" is already the id of something else, at f.toml:2
f.toml:6: rule "a": ports: there is no "x": want one of torugart, karasu, airport
f.toml:7: rule "a": zone: there is no zone "y": want a name of the IANA database, such as "Asia/Shanghai" or "Asia/Bishkek"
f.toml:8: rule "a": hours: at offset 0: want a day, a time, 24/7, open, closed, unknown or a comment, have "z"`,
	},
	{
		"stays",
		"[[stay]]\nid = \"a\"\nports = [\"karasu\"]\nof = \"queu\"\np50 = \"an hour\"\nsupersedes = [\"b\"]\nsources = [{ title = \"t\", publisher = \"p\" }]\n" +
			"[[stay]]\nid = \"b\"\nports = [\"karasu\"]\nof = \"service\"\nmean = \"1h\"\nbasis = \"x\"\nsources = [{ title = \"t\", publisher = \"p\" }]\n" +
			"[[stay]]\nid = \"c\"\nports = [\"karasu\"]\nof = \"dwell\"\np50 = \"1h\"\np90 = \"50m\"\nbasis = \"x\"\nsources = [{ title = \"t\", publisher = \"p\" }]\n",
		`f.toml:1: stay "a": basis: is missing: what was measured, where and when, such as "our own trucks, 60 passages in 2026"
f.toml:4: stay "a": of: there is no "queu": did you mean "queue"?
f.toml:5: stay "a": p50: wants hours and minutes, such as "40m" or "1h30m", of 60 days at most; has the text "an hour"
f.toml:6: stay "a": supersedes: there is no such key: want one of id, ports, of, p50, p90, mean, says, basis, valid_from, valid_to, confidence, sources, as_of, note, doubt, alternatives, modes, directions, side, checkpoint
f.toml:8: stay "b": p50: is missing: how long half of them take at most, such as "40m"; an average is no promise
f.toml:20: stay "c": p90: is less than p50`,
	},
}

func TestFaults(t *testing.T) {
	for _, test := range faults {
		t.Run(test.name, func(t *testing.T) {
			s, err := load(test.file)
			if err == nil || s != nil {
				t.Fatal("it loads")
			}
			if got := err.Error(); got != test.want {
				t.Errorf("\ngot\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
