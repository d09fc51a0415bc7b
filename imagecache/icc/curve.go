package icc

import (
	"encoding/binary"
	"fmt"
	"math"
)

// curve reads a tone curve and gives its value, 1<<16-1 for 1, at each of 256 steps.
func (t tags) curve(name string) (table [256]uint16, err error) {
	data, ok := t[name]
	if !ok {
		return table, fmt.Errorf("%w: no %s", ErrUnsupported, name)
	}
	at, err := readCurve(data)
	if err != nil {
		return table, fmt.Errorf("%s: %w", name, err)
	}
	for i := range table {
		v := at(float64(i) / 255)
		if math.IsNaN(v) {
			return table, fmt.Errorf("%w: %s has no value at %d", ErrInvalid, name, i)
		}
		table[i] = uint16(math.Round(min(max(v, 0), 1) * (1<<16 - 1)))
	}
	return table, nil
}

// readCurve reads an element that is a curve of either type.
func readCurve(data []byte) (func(float64) float64, error) {
	if len(data) < 12 {
		return nil, fmt.Errorf("%w: short curve", ErrInvalid)
	}
	switch string(data[:4]) {
	case "curv":
		return sampled(data[8:])
	case "para":
		return parametric(binary.BigEndian.Uint16(data[8:]), data[12:])
	default:
		return nil, fmt.Errorf("%w: a curve of type %q", ErrInvalid, data[:4])
	}
}

// sampled reads a curve of samples, or one of none or a single number, which is an
// exponent, ICC.1:2022, 10.6.
func sampled(data []byte) (func(float64) float64, error) {
	n := int64(binary.BigEndian.Uint32(data))
	data = data[4:]
	if 2*n > int64(len(data)) {
		return nil, fmt.Errorf("%w: short curve", ErrInvalid)
	}
	switch n {
	case 0:
		return func(x float64) float64 { return x }, nil
	case 1:
		gamma := float64(binary.BigEndian.Uint16(data)) / 256
		return func(x float64) float64 { return math.Pow(x, gamma) }, nil
	}
	sample := func(i int64) float64 { return float64(binary.BigEndian.Uint16(data[2*i:])) / (1<<16 - 1) }
	return func(x float64) float64 {
		whole, part := math.Modf(x * float64(n-1))
		i := int64(whole)
		if i >= n-1 {
			return sample(n - 1)
		}
		return float64(sample(i)*(1-part)) + float64(sample(i+1)*part)
	}, nil
}

// parametric reads a curve of one of the five formulas, ICC.1:2022, 10.18. A longer
// one has all that the shorter ones have, so all are brought to the longest:
// (ax+b)^g + e from d on, cx+f below.
func parametric(kind uint16, data []byte) (func(float64) float64, error) {
	counts := [5]int{1, 3, 4, 5, 7}
	if int(kind) >= len(counts) || len(data) < 4*counts[kind] {
		return nil, fmt.Errorf("%w: formula %d", ErrInvalid, kind)
	}
	var p [7]float64
	for i := range counts[kind] {
		p[i] = fixed(data[4*i:])
	}
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	switch kind {
	case 0:
		a, d = 1, -1
	case 1, 2: // here c is what is added everywhere, and d follows
		if a == 0 {
			return nil, fmt.Errorf("%w: formula without slope", ErrInvalid)
		}
		c, d, e, f = 0, -b/a, c, c
	}
	return func(x float64) float64 {
		if x < d {
			return float64(c*x) + f
		}
		return math.Pow(float64(a*x)+b, g) + e
	}, nil
}
