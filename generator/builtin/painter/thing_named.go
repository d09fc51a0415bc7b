package painter

import "slices"

// form is a thing that a description may name where its word covers several.
type form struct {
	words []string // any of which the description holds
	cut   scene
}

// forms are by the word that the case's data has for the thing.
func forms() map[string][]form {
	of := func(cut scene, any ...string) form { return form{any, cut} }
	return map[string][]form{
		"button":           {of(hornButton, "stag-horn"), of(forcedButton, "wrongly")},
		"torn-letter":      {of(tornEnvelope, "envelope"), of(capitals, "capitals")},
		"photograph":       {of(policy, "certificate"), of(starPlate, "fingered print")},
		"receipt":          {of(dictation, "dictating")},
		"train-ticket":     {of(paperBoat, "boat")},
		"telegram":         {of(typedLetter, "appointment"), of((*stage).form, "message form")},
		"will":             {of(policy, "policy")},
		"map":              {of(groundPlan, "plan"), of((*stage).noteSheet, "list")},
		"cheque":           {of(halfNote, "banknote")},
		"knife":            {of(dagger, "dagger"), of(scalpel, "scalpel"), of(chisel, "chisel"), of(oysterKnife, "oyster"), of(paletteKnife, "palette-knife"), of(paperKnife, "paper-knife")},
		"rope":             {of(flex, "flex", "telephone")},
		"lantern":          {of(rubyGlass, "ruby")},
		"candle":           {of(wax, "beeswax")},
		"matchbox":         {of(mintTin, "peppermint"), of(chewedMatch, "chewed")},
		"glove":            {of(mitten, "mitten")},
		"handkerchief":     {of(bandage, "bandage"), of(leafCloth, "coca"), of(paintCloth, "painting"), of(bundle, "bundled")},
		"umbrella":         {of(ferrule, "ferrule")},
		"spectacles":       {of(spectacleCase, "case")},
		"medicine-bottle":  {of(capsules, "capsules")},
		"film-reel":        {of(knottedTrim, "trim"), of(tapeReel, "tape"), of(filmCan, "can"), of(filmStrip, "strip")},
		"bottle":           {of(saltsJar, "jar"), of(spiritCan, "can of"), of(flatBottle, "flat bottle"), of(funnel, "funnel")},
		"scarf":            {of(muslin, "muslin"), of(knitting, "knitting"), of(fringe, "fringe")},
		"walking-stick":    {of(ferrule, "shoe"), of(swordStick, "sword"), of(blackthorn, "blackthorn")},
		"magnifying-glass": {of(eyepiece, "eyepiece"), of(loupe, "loupe")},
	}
}

// solid lays a shape with its shadow and a dark line about it.
func (p pen) solid(with paint, o []pt) {
	p.shadow(0.25, o)
	p.fill(flat(0), p.all(ribbon(append(slices.Clip(o), o[0]), 0.12, 0.12, 0.12)))
	p.fill(with, p.all(o))
}

// steel is the paint of a blade.
func steel() paint {
	return paint{blend: fade(300, 300, 3, 800, 700, 1.6), hatch: 14}
}

// bone is the paint of ivory, horn and bone.
func bone() paint {
	return paint{blend: fade(200, 300, 2.95, 800, 850, 2.1), hatch: 3}
}
