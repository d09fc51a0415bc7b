// English grammar: times of day, as they are read.

package builtin

import (
	"slices"
	"strconv"
	"strings"
)

const (
	halfDay  = 12 * hourMinutes
	wholeDay = 2 * halfDay
)

// clock is a time of day that a text names.
type clock struct {
	minute int  // since midnight; below 720 unless exact
	exact  bool // the half of the day is known
	at     int  // index of its first lexeme
	length int  // how many lexemes it takes
}

// same reports whether two clocks show one time, as far as both say.
func (c clock) same(other clock) bool { return c.apart(other) == 0 }

// apart returns how many minutes lie between two clocks, the shorter way round.
func (c clock) apart(other clock) int {
	circle := halfDay
	if c.exact && other.exact {
		circle = wholeDay
	}
	d := abs(c.minute-other.minute) % circle
	return min(d, circle-d)
}

// clocks returns the times that a text names, in order. A bare number ("nine")
// is a time only if bare is set.
func clocks(list []lexeme, bare bool) []clock {
	var found []clock
	for i := 0; i < len(list); {
		c, ok := readClock(list, i, bare)
		if !ok {
			i++
			continue
		}
		c.at = i
		c.applyHalf(list)
		found = append(found, c)
		i += c.length
	}
	return found
}

// readClock reads the time that begins at lexeme i.
func readClock(list []lexeme, i int, bare bool) (clock, bool) {
	switch word := wordAt(list, i); word {
	case "midnight":
		return clock{minute: 0, exact: true, length: 1}, true
	case "noon", "midday":
		return clock{minute: halfDay, exact: true, length: 1}, true
	case "half", "quarter":
		return readFraction(list, i, word)
	default:
		if c, ok := readDigits(word); ok {
			return c, true
		}
		return readWords(list, i, bare)
	}
}

// readFraction reads "half past nine", "half nine" and "quarter to ten".
func readFraction(list []lexeme, i int, word string) (clock, bool) {
	minutes, n := map[string]int{"half": 30, "quarter": 15}[word], 1
	sign := 0
	switch wordAt(list, i+1) {
	case "past", "after":
		sign, n = 1, 2
	case "to", "before", "of", "til", "till":
		sign, n = -1, 2
	}
	hour, used := hourAt(list, i+n)
	if used == 0 || sign == 0 && word != "half" {
		return clock{}, false
	}
	if sign == 0 {
		sign = 1
	}
	return newClock(hour*hourMinutes+sign*minutes, n+used, hour > 12), true
}

// readDigits reads "9:30", "21:30", "9pm", "930pm", "2130" and "21h30".
func readDigits(word string) (clock, bool) {
	hours, minutes, half := splitDigits(word)
	hour, ok := digitsBelow(hours, 25)
	minute := 0
	if ok && minutes != "" {
		minute, ok = digitsBelow(minutes, hourMinutes)
		ok = ok && len(minutes) == 2
	}
	if !ok {
		return clock{}, false
	}
	c := newClock(hour*hourMinutes+minute, 1, hour > 12 || hours == "00")
	c.setHalf(half)
	return c, true
}

// splitDigits parts the hours of a time in digits from its minutes and its half of
// the day. Without hours it is no time: a bare number is not.
func splitDigits(word string) (hours, minutes, half string) {
	for _, h := range []string{"am", "pm"} {
		if rest, ok := strings.CutSuffix(word, h); ok {
			word, half = rest, h
		}
	}
	hours, minutes, split := strings.Cut(strings.Replace(word, "h", ":", 1), ":")
	n := len(word)
	switch {
	case split:
		return hours, minutes, half
	case n == 4, n == 3 && !strings.HasSuffix(word, "00"):
		return word[:n-2], word[n-2:], half
	case half != "":
		return word, "", half
	default:
		return "", "", ""
	}
}

// digitsBelow reads a number below the limit.
func digitsBelow(s string, limit int) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n < limit
}

// readWords reads "nine", "nine o'clock", "nine thirty", "9 30", "ten to nine"
// and "twenty minutes past nine".
func readWords(list []lexeme, i int, bare bool) (clock, bool) {
	number, n := numberAt(list, i)
	if n == 0 {
		return clock{}, false
	}
	if c, ok := readMinutes(list, i, number, n); ok {
		return c, true
	}
	if number == 0 || number > 24 {
		return clock{}, false
	}
	return readHour(list, i, number, n, bare)
}

// readHour reads the rest of a time that begins at lexeme i with the hour, which
// takes n lexemes.
func readHour(list []lexeme, i, number, n int, bare bool) (clock, bool) {
	end := i + n
	minute, length := numberAt(list, end)
	switch {
	case oclockAt(list, end) > 0:
		minute, n = 0, n+oclockAt(list, end)
	case length > 0 && minute >= 10 && minute < hourMinutes:
		n += length
	case bare || halfOf(list, end) != "" || isIntroduced(list, i, end) && number <= 12:
		minute = 0
	default:
		return clock{}, false
	}
	return newClock(number*hourMinutes+minute, n, number > 12), true
}

// oclockAt returns how many lexemes an "o'clock" at lexeme i takes; 0: none.
func oclockAt(list []lexeme, i int) int {
	switch {
	case wordAt(list, i) == "oclock", wordAt(list, i) == "h":
		return 1
	case wordAt(list, i) == "o" && wordAt(list, i+1) == "clock":
		return 2
	default:
		return 0
	}
}

// isIntroduced reports whether the word before lexeme i leads one to expect a
// time, and none follows at end that it could be the number of.
func isIntroduced(list []lexeme, i, end int) bool {
	return wordAt(list, end) == "" && slices.Contains([]string{"at", "around", "about", "by", "until", "till", "before", "after", "since"}, wordAt(list, i-1))
}

// readMinutes reads the rest of "ten to nine" and "twenty minutes past nine".
func readMinutes(list []lexeme, i, number, n int) (clock, bool) {
	named := stem(wordAt(list, i+n)) == "minut"
	if named {
		n++
	}
	sign := map[string]int{"past": 1, "after": 1, "to": -1, "before": -1}[wordAt(list, i+n)]
	round := number%5 == 0 && number <= 25
	if sign == 0 || number >= hourMinutes || !named && !round {
		return clock{}, false
	}
	hour, used := hourAt(list, i+n+1)
	if used == 0 || !named && isRange(list, i, i+n+1+used) {
		return clock{}, false
	}
	return newClock(hour*hourMinutes+sign*number, n+1+used, hour > 12), true
}

// isRange reports whether "ten to eleven" from lexeme i to end is a stretch of an
// hour: so it is after "from" and "between", unless the other end follows.
func isRange(list []lexeme, i, end int) bool {
	return slices.Contains([]string{"from", "between"}, wordAt(list, i-1)) &&
		!slices.Contains([]string{"and", "until", "till", "til", "to"}, wordAt(list, end))
}

// newClock makes a clock of minutes that may lie outside the day.
func newClock(minute, length int, exact bool) clock {
	circle := halfDay
	if exact {
		circle = wholeDay
	}
	return clock{minute: (minute%circle + circle) % circle, exact: exact, length: length}
}

// applyHalf takes in what follows the clock and tells the half of the day.
func (c *clock) applyHalf(list []lexeme) {
	end := c.at + c.length
	for _, word := range []string{"oclock", "hour"} {
		if end < len(list) && list[end].key == stem(word) {
			c.length++
			end++
		}
	}
	c.setHalf(halfOf(list, end))
}

func (c *clock) setHalf(half string) {
	if half == "" || c.exact {
		return
	}
	c.exact = true
	if half == "pm" {
		c.minute += halfDay
	}
}

// halfOf returns "am" or "pm" if lexeme i begins words that say so.
func halfOf(list []lexeme, i int) string {
	first, second := wordAt(list, i), wordAt(list, i+1)
	if second == "" {
		second = wordAt(list, i+2) // "p.m." has a stop inside
	}
	switch {
	case first == "in" && second == "the":
		return halfNamed(wordAt(list, i+2))
	case first == "at":
		return halfNamed(second)
	case first == "am", first == "a" && second == "m":
		return "am"
	case first == "pm", first == "p" && second == "m":
		return "pm"
	default:
		return ""
	}
}

// halfNamed returns the half of the day that a part of it belongs to.
func halfNamed(part string) string {
	switch part {
	case "morning":
		return "am"
	case "evening", "afternoon", "night":
		return "pm"
	default:
		return ""
	}
}

// hourAt reads an hour of 1 to 24 in words or digits, and how many lexemes it
// takes: none if there is no hour.
func hourAt(list []lexeme, i int) (hour, length int) {
	switch wordAt(list, i) {
	case "midnight":
		return 24, 1
	case "noon", "midday":
		return 12, 1
	}
	if n, length := numberAt(list, i); n >= 1 && n <= 24 {
		return n, length
	}
	return 0, 0
}

// numberAt reads a number below 100 in words or digits, and how many lexemes it
// takes: none if there is no number.
func numberAt(list []lexeme, i int) (number, length int) {
	word := wordAt(list, i)
	if n, err := strconv.Atoi(word); err == nil && n >= 0 && len(word) <= 2 {
		return n, 1
	}
	small := []string{
		"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
	}
	if n := slices.Index(small, word); n > 0 {
		return n, 1
	}
	tens := slices.Index([]string{"", "", "twenty", "thirty", "forty", "fifty"}, word)
	if tens < 2 {
		return 0, 0
	}
	if unit := slices.Index(small, wordAt(list, i+1)); unit > 0 && unit < 10 {
		return tens*10 + unit, 2
	}
	return tens * 10, 1
}

// wordAt returns the text of lexeme i, empty if there is none.
func wordAt(list []lexeme, i int) string {
	if i < 0 || i >= len(list) {
		return ""
	}
	return list[i].text
}
