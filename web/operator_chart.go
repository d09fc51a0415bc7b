package web

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"time"

	chart "github.com/wcharczuk/go-chart/v2"

	"casebook/generator/watch"
)

// Measures of the charts, in pixels.
const (
	chartHeight = 170
	tickRoom    = 64 // for the name of a day
	ticksUp     = 4  // at most, above zero
)

// bars are numbers of which each day has one, and how they look.
type bars struct {
	class string // bar or bad
	of    func(watch.Day) float64
}

// layersOf returns what a chart shows, each over the one before, and how its numbers are
// written.
func layersOf(of string) (layers []bars, label func(float64) string) {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	unless := func(v *float64) float64 { // nothing is a bar without height
		if v == nil {
			return 0
		}
		return *v
	}
	switch of {
	case "success":
		return []bars{{"bar", func(d watch.Day) float64 { return unless(d.SuccessRate) }}}, func(v float64) string { return number(v) + "%" }
	case "seconds":
		return []bars{{"bar", func(d watch.Day) float64 { return unless(d.AverageSeconds) }}}, func(v float64) string { return number(v) + " s" }
	case "costs":
		return []bars{{"bar", func(d watch.Day) float64 { return d.Dollars }}}, func(v float64) string { return "$" + number(v) }
	case "players":
		return []bars{{"bar", func(d watch.Day) float64 { return float64(d.Players) }}}, number
	case "webhooks":
		return []bars{{"bar", func(d watch.Day) float64 { return float64(d.WebhookTries) }}, {"bad", func(d watch.Day) float64 { return float64(d.WebhookFailed) }}}, number
	default:
		return []bars{{"bad", func(d watch.Day) float64 { return float64(d.Drawn) }}, {"bar", func(d watch.Day) float64 { return float64(d.Stored) }}}, number
	}
}

// fillUp puts days on which nothing happened before those of list, so that there are n, so
// many apart.
func fillUp(list []watch.Day, n, apart int) []watch.Day {
	first, err := time.Parse(time.DateOnly, list[0].Day)
	for err == nil && len(list) < n {
		first = first.AddDate(0, 0, -apart)
		list = slices.Insert(list, 0, watch.Day{Day: first.Format(time.DateOnly)})
	}
	return list
}

// drawChart draws one of the numbers of days as SVG without styles of its own.
func drawChart(w io.Writer, days []watch.Day, of string, width int) error {
	layers, label := layersOf(of)
	class := func(name string) chart.Style { return chart.Style{ClassName: name} }
	most := 0.0
	series := make([]chart.Series, len(layers))
	for n, layer := range layers {
		values := chart.ContinuousSeries{}
		for at, day := range days {
			values.XValues, values.YValues = append(values.XValues, float64(at)), append(values.YValues, layer.of(day))
			most = max(most, layer.of(day))
		}
		series[n] = chart.HistogramSeries{Style: class(layer.class), InnerSeries: values}
	}
	drawing := chart.Chart{
		Width: width, Height: chartHeight, Background: chart.Style{ClassName: "background", Padding: chart.Box{Top: 8, Left: 8, Right: 8, Bottom: 8}}, Canvas: class("canvas"), Series: series,
		XAxis: chart.XAxis{
			Style: class("axis"), TickStyle: class("axis"), Ticks: daysAlong(days, width/tickRoom), GridMajorStyle: chart.Hidden(), GridMinorStyle: chart.Hidden(),
		},
		YAxis: chart.YAxis{
			Zero:  chart.GridLine{Style: chart.Hidden()},
			Style: class("axis"), TickStyle: class("axis"), Ticks: ticksTo(most, label), GridMajorStyle: chart.Hidden(), GridMinorStyle: chart.Hidden(),
		},
		YAxisSecondary: chart.YAxis{Style: chart.Style{Hidden: true}},
	}
	if err := drawing.Render(chart.SVGWithCSS("", ""), w); err != nil {
		return fmt.Errorf("draw a chart: %w", err)
	}
	return nil
}

// ticksTo returns round numbers from zero to one that is at least most.
func ticksTo(most float64, label func(float64) string) (list []chart.Tick) {
	step := 1.0
	if most > 0 {
		step = math.Pow(10, math.Floor(math.Log10(most/ticksUp)))
	}
	for _, times := range []float64{1, 2, 5, 10} {
		if step*times*ticksUp >= most {
			step *= times
			break
		}
	}
	for n := 0; n == 0 || n == 1 || step*float64(n-1) < most; n++ {
		value := math.Round(step*float64(n)*1e6) / 1e6
		list = append(list, chart.Tick{Value: value, Label: label(value)})
	}
	return list
}

// daysAlong names at most so many of the days, evenly and the last one, between the
// edges of the chart.
func daysAlong(days []watch.Day, most int) []chart.Tick {
	list := []chart.Tick{{Value: float64(len(days)) - 0.5}}
	step := max(1, (len(days)+most-1)/max(1, most))
	for n := len(days) - 1; n >= 0; n -= step {
		list = append(list, chart.Tick{Value: float64(n), Label: days[n].Day[len("2026-"):]})
	}
	list = append(list, chart.Tick{Value: -0.5})
	slices.Reverse(list)
	return list
}
