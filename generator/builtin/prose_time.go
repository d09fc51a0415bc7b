package builtin

import (
	"fmt"
	"strconv"
)

const hourMinutes = 60

// hourWord names an hour of the day in words.
func hourWord(hour int) string {
	switch hour % 24 {
	case 0:
		return "midnight"
	case 12:
		return "noon"
	}
	return [...]string{
		"twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
	}[hour%12]
}

// timeWords says a time of day as people do: "twenty to ten".
func timeWords(minute int) string {
	hour, m := minute/hourMinutes, minute%hourMinutes
	words := map[int]string{5: "five", 10: "ten", 15: "a quarter", 20: "twenty", 25: "twenty-five"}
	switch {
	case m == 0:
		return hourWord(hour)
	case m == 30:
		return "half past " + plainHour(hour)
	case m < 30:
		return words[m] + " past " + plainHour(hour)
	default:
		return words[hourMinutes-m] + " to " + plainHour(hour+1)
	}
}

// plainHour is hourWord for after "past" and "to": "half past twelve" at noon,
// "ten to midnight" at night.
func plainHour(hour int) string {
	if hour%24 == 12 {
		return "twelve"
	}
	return hourWord(hour)
}

// clockDigits writes a time of day as a clock shows it: "9:40".
func clockDigits(minute int) string {
	hour := minute / hourMinutes % 12
	if hour == 0 {
		hour = 12
	}
	return fmt.Sprintf("%s:%02d", strconv.Itoa(hour), minute%hourMinutes)
}

// boundary returns the minute at which a slot begins, or at which the evening
// ends for slotCount.
func (d *draft) boundary(slot int) int { return d.start + slot*d.step }

// label names a span of slots: "between nine and half past nine".
func (d *draft) label(s span) string {
	return "between " + timeWords(d.boundary(s.from)) + " and " + timeWords(d.boundary(s.to+1))
}

// fromTo names a span of slots the other way: "from nine until half past nine".
func (d *draft) fromTo(s span) string {
	return "from " + timeWords(d.boundary(s.from)) + " until " + timeWords(d.boundary(s.to+1))
}

// minuteIn returns a round minute within a slot, neither its first nor its last.
func (d *draft) minuteIn(slot int) int {
	fifths := d.step/5 - 1
	return d.boundary(slot) + 5*(1+d.rng.IntN(fifths))
}
