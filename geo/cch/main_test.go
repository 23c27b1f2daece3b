package cch_test

import (
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// brief reports whether tests are to look at fewer cases.
func brief() bool { return testing.Short() || underRace }
