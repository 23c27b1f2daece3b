package schedules

import "pamir/geo/hours"

// clock is the clock that people at the ports of a country go by.
type clock struct {
	country string
	hours.Clock
}

func (t *table) clock(g ground, number string) clock {
	t.entry = "clock " + number
	c := clock{country: t.needText("country", "at whose checkpoints it hangs, such as \"KG\"")}
	if c.country != "" && t.isOneOf("country", c.country, countries(g.chains)) {
		t.entry = "clock of " + c.country
	}
	c.Zone = t.zone("zone")
	c.Name = t.needText("name", "what people call its time, such as \"Bishkek\"")
	t.end()
	return c
}

// withClocks returns the chains with the clocks of their countries, in the
// order in which one passes them.
func withClocks(chains []hours.Chain, clocks []clock) []hours.Chain {
	out := make([]hours.Chain, len(chains))
	for i, c := range chains {
		out[i], out[i].Clocks = c, nil
		done := map[string]bool{}
		for _, p := range c.Checkpoints {
			for _, k := range clocks {
				if k.country == p.Side && !done[p.Side] {
					out[i].Clocks = append(out[i].Clocks, k.Clock)
				}
			}
			done[p.Side] = true
		}
	}
	return out
}
