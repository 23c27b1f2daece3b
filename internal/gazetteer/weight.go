package gazetteer

import (
	"pamir/internal/store"
)

// Weights of kinds: of features that match equally well, the heavier comes
// first. What lies between two of them is a matter of population or rank.
const (
	weightStatistic  = 2
	weightWater      = 6
	weightArea       = 8 // province, urban area, boundary
	weightOther      = 10
	weightVillage    = 12 // + up to 9 by population
	weightCountry    = 24
	weightUser       = 25
	weightZone       = 26
	weightCheckpoint = 27
	weightRoad       = 28
	weightSection    = 29
	weightPass       = 30
	weightPort       = 31

	maxWeight = weightPort
)

var collectionWeights = map[string]uint8{
	"ports": weightPort, "passes": weightPass, "sections": weightSection, "roads": weightRoad,
	"checkpoints": weightCheckpoint, "zones": weightZone, "countries": weightCountry,
	"provinces": weightArea, "urban-areas": weightArea, "boundaries": weightArea,
	"lakes": weightWater, "rivers": weightWater, "rivers-minor": weightWater, "statistics": weightStatistic,
}

// weigher weighs the features of one collection.
type weigher struct {
	fixed                  uint8 // 0: by population, rank or kind
	population, rank, kind int   // ordinals or -1
}

func newWeigher(c *store.Collection) weigher {
	w := weigher{population: c.Index("population"), rank: c.Index("rank"), kind: c.Index(store.Kind)}
	if c.ID == "places" {
		return w
	}
	w.fixed = collectionWeights[c.ID]
	if w.fixed == 0 {
		w.fixed = weightOther
		if c.Role == store.User {
			w.fixed = weightUser
		}
	}
	return w
}

// weigh returns how much a feature counts, in [0, maxWeight]. Places of one
// order of magnitude weigh the same, so that the nearer of them can win.
func (w *weigher) weigh(f *store.Feature) uint8 {
	if w.fixed > 0 {
		return w.fixed
	}
	if n := number(f, w.population); n >= 1 {
		decade := 0
		for n >= 10 && decade < 7 {
			n /= 10
			decade++
		}
		return uint8(weightVillage + 2 + decade)
	}
	if w.rank >= 0 && f.Values[w.rank] != nil { // Natural Earth: 0 is a metropolis, 10 a village
		return uint8(weightVillage + 9 - min(9, max(0, int(number(f, w.rank)))))
	}
	if w.kind >= 0 {
		switch f.Values[w.kind] {
		case "city":
			return weightVillage + 7
		case "town":
			return weightVillage + 5
		}
	}
	return weightVillage
}

func number(f *store.Feature, ordinal int) float64 {
	if ordinal < 0 {
		return 0
	}
	switch v := f.Values[ordinal].(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return 0
}
