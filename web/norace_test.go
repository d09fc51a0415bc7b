//go:build !race

package web

// raceDetector says that the tests run with the race detector, ten times slower.
const raceDetector = false
