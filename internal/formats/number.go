package formats

import (
	"math"
	"strconv"
)

func finite(f float64) bool { return f-f == 0 }

// appendInteger appends an integer in decimal.
func appendInteger(dst []byte, v int64) []byte { return strconv.AppendInt(dst, v, 10) }

// appendNumber appends the shortest JSON number that reads back as f, null for
// NaN and the infinities. It always has a fraction or an exponent, so that a
// reader which guesses the type of a column from its first rows does not take
// a column of numbers for one of integers and cut the rest.
func appendNumber(dst []byte, f float64) []byte {
	if !finite(f) {
		return append(dst, "null"...)
	}
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(dst, f, 'e', -1, 64)
	}
	dst = appendCoordinate(dst, f)
	if f == math.Trunc(f) {
		dst = append(dst, ".0"...)
	}
	return dst
}

// appendCoordinate appends the shortest decimal without an exponent that reads
// back as f, which must be finite: what strconv.AppendFloat(dst, f, 'f', -1, 64)
// gives, in a third of the time for values of up to seven decimals.
//
// Such a value is n/10^7 for a whole n. Where dividing gives f back, n/10^7 is
// a decimal that reads as f, because division rounds correctly; as it has at
// most 15 digits, no other decimal of so few digits does, so without its
// trailing zeros it is the shortest.
func appendCoordinate(dst []byte, f float64) []byte {
	const scale, limit = 1e7, 1e15
	n := math.Round(f * scale)
	if n/scale != f || math.Abs(n) >= limit || n == 0 {
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
	if n < 0 {
		dst = append(dst, '-')
		n = -n
	}
	return appendScaled(dst, uint64(n), 7)
}

// AppendDecimal appends f, rounded to at most seven decimals, without an
// exponent and without zeros at its end: 0 for what rounds to that, null for
// NaN and the infinities.
func AppendDecimal(dst []byte, f float64, decimals int) []byte {
	if !finite(f) {
		return append(dst, "null"...)
	}
	n := math.Round(f * decimalScales[decimals])
	if math.Abs(n) >= 1e15 { // it has no such decimals
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
	if n < 0 {
		dst = append(dst, '-')
		n = -n
	}
	return appendScaled(dst, uint64(n), decimals)
}

var decimalScales = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7}

// appendScaled appends u/10^decimals.
func appendScaled(dst []byte, u uint64, decimals int) []byte {
	scale := uint64(decimalScales[decimals])
	dst = strconv.AppendUint(dst, u/scale, 10)
	part := uint32(u % scale)
	if part == 0 {
		return dst
	}
	digits := [8]byte{'.'}
	for i := decimals; i > 0; i-- {
		digits[i] = byte('0' + part%10)
		part /= 10
	}
	end := decimals + 1
	for digits[end-1] == '0' {
		end--
	}
	return append(dst, digits[:end]...)
}
