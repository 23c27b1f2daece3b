package main

import (
	"fmt"

	"pamir/data/gen/fetch"
	"pamir/data/gen/sprite"
)

// palette are the colours of a theme, as the page has them.
type palette struct {
	ink, sign, halo                 string // plates, what is on them, what is round them
	open, closed, unknown, conflict string
	pass, zone, road, accent        string
	dot, shield                     string // inside of both
}

var palettes = map[string]palette{
	"light": {
		ink: "#1b1f23", sign: "#ffffff", halo: "#ffffff",
		open: "#00664f", closed: "#b3261e", unknown: "#5a6169", conflict: "#855400",
		pass: "#9a3412", zone: "#4a3fb5", road: "#7a5230", accent: "#0b57d0",
		dot: "#ffffff", shield: "#fffdf8",
	},
	"dark": {
		ink: "#e8eaed", sign: "#1d2226", halo: "#14171a",
		open: "#5fd3b0", closed: "#ff8a80", unknown: "#a8b0b8", conflict: "#f5b94a",
		pass: "#fdba74", zone: "#b3a9ff", road: "#c49a6c", accent: "#8ab4f8",
		dot: "#23282d", shield: "#22262a",
	},
}

// plain are icons that stand by themselves, for what users bring.
var (
	plainMaki = []string{
		"bridge", "bus", "campsite", "car-repair", "caution", "charging-station", "construction", "danger", "embassy", "fuel", "hospital", "information",
		"lodging", "mountain", "parking", "police", "rail", "restaurant", "roadblock", "star", "telephone", "toll", "tunnel", "viewpoint", "warehouse", "water",
	}
	plainTemaki = []string{"checkpoint", "cliff_falling_rocks", "height_restrictor", "milestone", "mountain_range", "passport_checkpoint", "snow", "truck", "valley"}
)

// sprites makes the icons of both themes, at a ratio of 1 and of 2.
func (g *generator) sprites() ([]file, error) {
	signs := map[string]sprite.Shape{"gate": sprite.Gate}
	for _, from := range []struct {
		pack  *fetch.Package
		names []string
	}{{maki, plainMaki}, {maki, []string{"airport"}}, {temaki, plainTemaki}} {
		for _, name := range from.names {
			data, err := g.load(from.pack, iconFile(name))
			if err != nil {
				return nil, err
			}
			if signs[name], err = sprite.ParseSVG(data); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	var out []file
	for _, theme := range []string{"dark", "light"} {
		icons := iconsOf(palettes[theme], signs)
		for i, suffix := range []string{"", "@2x"} {
			png, list, err := sprite.Sheet(icons, i+1)
			if err != nil {
				return nil, err
			}
			out = append(out, file{"sprites/" + theme + suffix + ".json", list}, file{"sprites/" + theme + suffix + ".png", png})
		}
	}
	return out, nil
}

func iconFile(name string) string { return "icons/" + name + ".svg" }

// iconsOf are the icons of a theme. A state is told by the plate's shape and by
// its colour: open is round, closed has corners, unknown is hollow, a conflict
// stands on its tip.
func iconsOf(p palette, signs map[string]sprite.Shape) map[string]*sprite.Icon {
	icons := map[string]*sprite.Icon{}
	for kind, sign := range map[string]string{"port": "gate", "airport": "airport", "railport": "rail"} {
		size := 17.0
		if kind != "port" {
			size = 12.5
		}
		plate := func(shape sprite.Shape, color string) []sprite.Layer {
			return []sprite.Layer{
				{Shape: shape, Size: 20, Color: p.halo, Edge: 3},
				{Shape: shape, Size: 20, Color: color},
				{Shape: signs[sign], Size: size, Color: p.sign},
			}
		}
		usual := sprite.Rounded
		if kind == "airport" {
			usual = sprite.Circle
		}
		icons[kind] = &sprite.Icon{Size: 24, Layers: plate(usual, p.ink)}
		icons[kind+"-open"] = &sprite.Icon{Size: 24, Layers: plate(sprite.Circle, p.open)}
		icons[kind+"-closed"] = &sprite.Icon{Size: 24, Layers: plate(sprite.Square, p.closed)}
		icons[kind+"-unknown"] = hollow(p, signs[sign], size)
		conflict := plate(sprite.Diamond, p.conflict)
		conflict[0].Size, conflict[1].Size = 19, 19
		conflict[2] = sprite.Layer{Shape: sprite.Unequal, Size: 15, Color: p.sign}
		icons[kind+"-conflict"] = &sprite.Icon{Size: 26, Layers: conflict}
	}
	post := func(shape sprite.Shape, color string) *sprite.Icon {
		return &sprite.Icon{Size: 16, Layers: []sprite.Layer{
			{Shape: shape, Size: 12, Color: p.halo, Edge: 3},
			{Shape: shape, Size: 12, Color: color},
			{Shape: sprite.Circle, Size: 4, Color: p.sign},
		}}
	}
	icons["post"] = post(sprite.Rounded, p.ink)
	icons["post-open"] = post(sprite.Circle, p.open)
	icons["post-closed"] = post(sprite.Square, p.closed)
	icons["post-unknown"] = &sprite.Icon{Size: 16, Layers: []sprite.Layer{
		{Shape: sprite.Rounded, Size: 12, Color: p.halo, Edge: 3}, {Shape: sprite.Rounded, Size: 12, Color: p.dot},
		{Shape: sprite.Rounded, Size: 10.5, Color: p.unknown, Edge: 1.5}, {Shape: sprite.Circle, Size: 4, Color: p.unknown},
	}}
	conflict := post(sprite.Diamond, p.conflict)
	conflict.Layers[0].Size, conflict.Layers[1].Size = 11, 11
	icons["post-conflict"] = conflict
	marks := map[string]struct {
		shape sprite.Shape
		color string
		size  float64
	}{"pass": {sprite.Peak, p.pass, 20}, "zone": {sprite.Hexagon, p.zone, 18}}
	for name, m := range marks {
		icons[name] = &sprite.Icon{Size: 22, Layers: []sprite.Layer{
			{Shape: m.shape, Size: m.size, Color: p.halo, Edge: 2.5}, {Shape: m.shape, Size: m.size, Color: m.color},
		}}
	}
	icons["zone"].Layers = append(icons["zone"].Layers, sprite.Layer{Shape: signs["warehouse"], Size: 10, Color: p.sign})
	for name, size := range map[string]float64{"city": 7.5, "town": 6, "village": 4.5} {
		icons["dot-"+name] = &sprite.Icon{Size: size + 4.5, Layers: []sprite.Layer{
			{Shape: sprite.Circle, Size: size, Color: p.halo, Edge: 3.5},
			{Shape: sprite.Circle, Size: size, Color: p.dot},
			{Shape: sprite.Circle, Size: size, Color: p.ink, Edge: 1.3},
		}}
	}
	icons["pin"] = &sprite.Icon{Size: 30, Layers: []sprite.Layer{
		{Shape: sprite.Pin, Size: 28, Color: p.halo, Edge: 2.5}, {Shape: sprite.Pin, Size: 28, Color: p.accent},
	}}
	icons["shield"] = &sprite.Icon{
		Size: 16, Layers: []sprite.Layer{{Shape: sprite.Shield, Size: 15, Color: p.shield}, {Shape: sprite.Shield, Size: 15, Color: p.road, Edge: 1}},
		StretchX: [][2]float64{{5, 11}}, StretchY: [][2]float64{{5, 11}}, Content: &[4]float64{3, 1, 13, 15},
	}
	for _, names := range [][]string{plainMaki, plainTemaki} {
		for _, name := range names {
			icons[name] = &sprite.Icon{Size: 19, Layers: []sprite.Layer{
				{Shape: signs[name], Size: 15, Color: p.halo, Edge: 2.5}, {Shape: signs[name], Size: 15, Color: p.ink},
			}}
		}
	}
	return icons
}

// hollow is the icon of what is not known: an empty plate.
func hollow(p palette, sign sprite.Shape, size float64) *sprite.Icon {
	return &sprite.Icon{Size: 24, Layers: []sprite.Layer{
		{Shape: sprite.Rounded, Size: 20, Color: p.halo, Edge: 3},
		{Shape: sprite.Rounded, Size: 20, Color: p.dot},
		{Shape: sprite.Rounded, Size: 18.3, Color: p.unknown, Edge: 1.7},
		{Shape: sprite.Query, Size: min(size, 15), Color: p.unknown},
	}}
}
