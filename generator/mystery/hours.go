package mystery

import (
	"strconv"
	"strings"
)

// halfDay is how many minutes a clock's face has. Hours are told by its face,
// without regard to morning and evening.
const halfDay = 12 * 60

// timesIn returns the hours of the clock that a text names, in minutes: "9:40",
// "a quarter to ten", and whole hours where it is plain that they are some, as in
// "until ten.".
func timesIn(text string) []int {
	var times []int
	text = strings.ToLower(text)
	for at := 0; at < len(text); {
		minute, length := 0, 0
		if wordByte(text[at]) && (at == 0 || !wordByte(text[at-1])) {
			minute, length = timeAt(text[at:])
		}
		if length > 0 {
			times = append(times, minute%halfDay)
		}
		at += max(length, 1)
	}
	return times
}

// wordByte reports whether a byte is a small letter, a digit or an underscore.
func wordByte(b byte) bool { return 'a' <= b && b <= 'z' || digit(b) || b == '_' }

func digit(b byte) bool { return '0' <= b && b <= '9' }

// timeAt reads an hour at the beginning of a text in lower case. The length is
// that of its words, 0 if there is none.
func timeAt(text string) (minute, length int) {
	for _, read := range []func(string) (int, int){digitTime, minutesAt, plainHour} {
		if minute, length = read(text); length > 0 {
			break
		}
	}
	return minute, length
}

// digitTime reads "9:40".
func digitTime(text string) (minute, length int) {
	n := 0
	for n < min(2, len(text)) && digit(text[n]) {
		n++
	}
	if n == 0 || len(text) < n+3 || text[n] != ':' || !digit(text[n+1]) || !digit(text[n+2]) {
		return 0, 0
	}
	hours, _ := strconv.Atoi(text[:n])
	minutes, _ := strconv.Atoi(text[n+1 : n+3])
	return hours*60 + minutes, n + 3
}

// minutesAt reads "half past nine".
func minutesAt(text string) (minute, length int) {
	for _, m := range []struct {
		words   string
		minutes int
	}{{"half ", 30}, {"a quarter ", 15}, {"quarter ", 15}, {"five ", 5}, {"ten ", 10}, {"twenty ", 20}, {"twenty-five ", 25}} {
		rest, ok := strings.CutPrefix(text, m.words)
		if !ok {
			continue
		}
		minutes := m.minutes
		side, past := strings.CutPrefix(rest, "past ")
		if !past {
			minutes = halfDay - minutes
			if side, ok = strings.CutPrefix(rest, "to "); !ok {
				return 0, 0
			}
		}
		if hour, n := hourAt(side); n > 0 {
			return hour*60 + minutes, len(text) - len(side) + n
		}
	}
	return 0, 0
}

// plainHour reads "at nine", where something follows that shows it to be an hour.
func plainHour(text string) (minute, length int) {
	for _, word := range []string{"at ", "until ", "from ", "between "} {
		rest, ok := strings.CutPrefix(text, word)
		if !ok {
			continue
		}
		hour, n := hourAt(rest)
		tail := rest[n:]
		for _, end := range []string{",", ".", ";", ":", "!", "?", " and ", " until "} {
			if n > 0 && (tail == "" || strings.HasPrefix(tail, end)) {
				return hour * 60, len(word) + n + min(len(end), len(tail))
			}
		}
	}
	return 0, 0
}

// hourAt reads the name of an hour at the beginning of a text.
func hourAt(text string) (hour, length int) {
	names := []string{"twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"}
	for hour, name := range names {
		if strings.HasPrefix(text, name) {
			return hour, len(name)
		}
	}
	for _, name := range []string{"midnight", "noon"} {
		if strings.HasPrefix(text, name) {
			return 0, len(name)
		}
	}
	return 0, 0
}
