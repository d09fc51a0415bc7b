package painter

import (
	"errors"
	"testing"

	"casebook/generator/mystery"
)

// FuzzDraw draws whatever it is asked for: any words, any seed. No picture is
// blank, nearly black or nearly bare, and none stops short.
func FuzzDraw(f *testing.F) {
	for i, pic := range everything() {
		if i%7 == 0 {
			f.Add(pic.Seed, pic.Slot, pic.Subject, pic.Setting, pic.Hour, pic.Weather, pic.Palette, "state", "broken")
		}
	}
	f.Add(uint64(1), "ev-1", "pocket-watch", "mill", "night", "fog", "moss", "time", "-9:99999999999")
	f.Add(uint64(1), "suspect-1", "", "chess", "dusk", "storm", "plum", "colour", "red")
	p := New()
	f.Fuzz(func(t *testing.T, seed uint64, slot, subject, setting, hour, weather, tint, key, value string) {
		kind, _ := mystery.KindOf(slot)
		pic := mystery.Picture{
			Slot: slot, Kind: kind, Subject: subject, Setting: setting, Hour: hour, Weather: weather, Palette: tint,
			Details: map[string]string{key: value}, Seed: seed,
		}
		if kind == mystery.Portrait {
			pic.Person = &mystery.Person{Hair: hour, Dress: subject, Hat: weather, Expression: value}
		}
		if err := unfit(t, p, pic); err != nil {
			t.Error(err)
		}
	})
}

// unfit says what is wrong with a picture drawn small.
func unfit(t *testing.T, p *Painter, pic mystery.Picture) error {
	t.Helper()
	img, err := p.draw(t.Context(), pic, 0.1)
	if err != nil {
		return err
	}
	switch spread, dark, light := tones(rgba(t, img)); {
	case spread < 12:
		return errors.New("no contrast")
	case dark > 0.93:
		return errors.New("nearly black")
	case light > 0.93:
		return errors.New("nearly bare")
	}
	return nil
}
