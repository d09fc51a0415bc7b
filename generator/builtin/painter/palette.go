package painter

import "casebook/generator/mystery"

// rgb is a colour, 0 to 255 each.
type rgb [3]int

func hex(v int) rgb { return rgb{v >> 16 & 255, v >> 8 & 255, v & 255} }

func (a rgb) mix(b rgb, of256 int) rgb {
	for i := range a {
		a[i] += (b[i] - a[i]) * of256 / 256
	}
	return a
}

// inks are four colours for each ink, from dark to bare paper.
type inks [4][4]rgb

// palette returns the inks of a picture. All pictures of a case share the key
// and accent inks; a portrait adds skin and hair, tinted towards them.
func palette(pic mystery.Picture) inks {
	p := caseInks(pic.Palette)
	k, a := ramp(p[0], p[1], p[2], p[3]), hex(p[4])
	out := inks{key: k, accent: {k[0].mix(a, 40), a.mix(k[0], 110), a, a.mix(k[3], 130)}}
	if strong, ok := named(pic); ok {
		out[accent] = ramp(strong[0], strong[1], strong[2], strong[3])
		out[accent] = tinted(out[accent], k, 30)
	}
	if pic.Person != nil {
		out[skin] = tinted(skinInks(pic.Person.Skin), k, 26)
		out[hair] = tinted(hairInks(pic.Person.Hair), k, 22)
	}
	return out
}

// named is the ink of a colour that the case tells of a thing, in place of the
// case's accent: a red glove is red in a blue case.
func named(pic mystery.Picture) (ramp [4]int, ok bool) {
	word := pic.Details["colour"]
	if word == "" {
		word = pic.Details["seal"]
	}
	ramp, ok = map[string][4]int{
		"red":    {0x4a0d12, 0x8f1d20, 0xc8312c, 0xe88a74},
		"blue":   {0x0f1f47, 0x23478c, 0x3f71c2, 0x9dbbe6},
		"green":  {0x12301c, 0x2a6238, 0x4d9356, 0xa3cc9d},
		"yellow": {0x5e430c, 0xb4861c, 0xe8bd3a, 0xf6e39b},
		"purple": {0x2c1038, 0x5c2a74, 0x8b4da6, 0xc7a2d6},
		"pink":   {0x5c1f35, 0xb45475, 0xe58ca6, 0xf7ccd6},
		"brown":  {0x2a160b, 0x5c3417, 0x8d5a2e, 0xc39a68},
		"orange": {0x5a240a, 0xb45418, 0xe9822f, 0xf6c08c},
	}[word]
	return ramp, ok
}

func ramp(a, b, c, d int) [4]rgb { return [4]rgb{hex(a), hex(b), hex(c), hex(d)} }

// tinted draws colours a little towards the inks they are printed with.
func tinted(c, to [4]rgb, of256 int) [4]rgb {
	for i := range c {
		c[i] = c[i].mix(to[i], of256)
	}
	return c
}

// caseInks are dark, mid, light, paper and accent.
func caseInks(name string) [5]int {
	switch name {
	case "ochre":
		return [5]int{0x2b1a10, 0x9a6229, 0xdcb46c, 0xf5e9cf, 0x2f7f86}
	case "crimson":
		return [5]int{0x241218, 0x7d4448, 0xd3a294, 0xf4e7d8, 0xc9242f}
	case "teal":
		return [5]int{0x0d2830, 0x35767a, 0x9fc7bd, 0xf0ecdc, 0xe5693b}
	case "sepia":
		return [5]int{0x2a1c14, 0x86643f, 0xcfb083, 0xf2e7d1, 0xb6402f}
	case "moss":
		return [5]int{0x18251a, 0x5d7546, 0xb5c08a, 0xf0ebd6, 0xdf9330}
	case "plum":
		return [5]int{0x22142f, 0x71487a, 0xc4a6c0, 0xf3e8e2, 0xe8b33c}
	case "slate":
		return [5]int{0x191f25, 0x596875, 0xafbac0, 0xefebe3, 0xd4493d}
	}
	return [5]int{0x131b38, 0x46659a, 0xa9bdd0, 0xf3e9d6, 0xeba63a} // indigo
}

// red is true when the accent of a palette would do for lips.
func red(name string) bool {
	return name == "crimson" || name == "sepia" || name == "slate" || name == "teal"
}

func skinInks(name string) [4]rgb {
	switch name {
	case "olive":
		return ramp(0x54301d, 0x9c6a42, 0xcf9f6e, 0xeac79a)
	case "brown":
		return ramp(0x35190f, 0x75462c, 0xa87148, 0xd3a074)
	case "dark":
		return ramp(0x1c0f0c, 0x44281d, 0x714935, 0xa67858)
	}
	return ramp(0x6d3b2e, 0xc98d70, 0xf0cdb1, 0xfbecdb) // fair
}

func hairInks(name string) [4]rgb {
	switch name {
	case "black":
		return ramp(0x0b0b10, 0x17171f, 0x34343f, 0x656572)
	case "blond":
		return ramp(0x6b4a1c, 0xb98a3c, 0xe3bf6c, 0xf7e4ac)
	case "red":
		return ramp(0x4a160b, 0x9a3a18, 0xcc6a30, 0xeaa468)
	case "grey":
		return ramp(0x26292d, 0x575c62, 0x888e93, 0xbbc0c1)
	case "white":
		return ramp(0x9b9d9c, 0xdedcd5, 0xf4f1e8, 0xfffdf6)
	}
	return ramp(0x20110a, 0x452818, 0x74492b, 0xa97a50) // brown
}
