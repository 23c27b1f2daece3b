package memory_test

import (
	"strings"
	"testing"

	"pamir/internal/store"
	"pamir/internal/store/memory"
	"pamir/internal/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T, d ...store.Dataset) store.Store {
		s, err := memory.New(d...)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestNewRefuses(t *testing.T) {
	twice := storetest.Random(1, 3)
	twice.Features[2] = twice.Features[0]
	short := storetest.Random(1, 3)
	short.Features[1].Values = short.Features[1].Values[:2]
	late := storetest.Random(1, 3)
	late.Features[1].Values[6] = "soon"
	for want, datasets := range map[string][]store.Dataset{
		`two collections "things"`:         {storetest.Random(1, 3), storetest.Random(2, 3)},
		`two features "f0000"`:             {twice},
		`"f0001" has 2 values for 8`:       {short},
		`"f0001": valid_from: want a date`: {late},
	} {
		if _, err := memory.New(datasets...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}
