import * as L from 'leaflet';
import type { Feature } from '../feature.ts';
import { type Base, basemap, type Layer } from '../layers.ts';
import { drawn } from './latlng.ts';
import type { MapModel } from './model.ts';
import type { Palette } from './palette.ts';

/** The ground: land, relief, water, built-up areas and boundaries. Nothing of it can be clicked. */
export class BaseMap {
  private readonly map: L.Map;
  private readonly groups = new Map<Base, L.LayerGroup>();
  private readonly drawn = new Map<Base, { features: Feature[]; palette: Palette }>();
  private relief: L.ImageOverlay | null = null;

  constructor(map: L.Map) {
    this.map = map;
  }

  show(m: MapModel, palette: Palette, base: string): void {
    for (const [name, layer] of Object.entries(basemap) as [Base, Layer | null][]) {
      const features = m.base[name];
      if (!features) continue;
      this.draw(name, features, palette);
      const group = this.groups.get(name);
      if (group) toggle(this.map, group, layer === null || m.layers.has(layer));
    }
    if (m.relief && !this.relief) {
      const [west, south, east, north] = m.relief.bbox;
      const href = new URL(m.relief.href, location.href);
      // Through our own address, whatever the server calls itself.
      const path = href.pathname.startsWith(base) ? href.pathname : base + href.pathname;
      this.relief = L.imageOverlay(
        path,
        [
          [south, west],
          [north, east],
        ],
        { pane: 'relief', className: 'relief' },
      );
    }
    if (this.relief) toggle(this.map, this.relief, m.layers.has('relief'));
    this.fade();
  }

  /** The relief's grid is coarse: it fades beyond zoom 7. */
  fade(): void {
    this.relief?.setOpacity(Math.max(0.2, 0.6 - Math.max(0, this.map.getZoom() - 7) * 0.13));
  }

  private draw(name: Base, features: Feature[], palette: Palette): void {
    const before = this.drawn.get(name);
    if (before?.features === features && before.palette === palette) return;
    this.drawn.set(name, { features, palette });
    this.groups.get(name)?.remove();
    const pane = name === 'countries' ? 'land' : 'ground';
    const group = L.layerGroup();
    for (const f of features) {
      if (!f.geometry) continue;
      const style = { ...styleOf(name, f, palette), pane, interactive: false, renderer: rendererOf(this.map, pane) };
      group.addLayer(drawn(f.geometry, style));
    }
    this.groups.set(name, group);
  }
}

const renderers = new WeakMap<L.Map, Map<string, L.Canvas>>();

/** The canvas of a pane. */
export function rendererOf(map: L.Map, pane: string): L.Canvas {
  const own = renderers.get(map) ?? new Map<string, L.Canvas>();
  renderers.set(map, own);
  const canvas = own.get(pane) ?? L.canvas({ pane, padding: 0.3, tolerance: L.Browser.mobile ? 12 : 5 });
  own.set(pane, canvas);
  return canvas;
}

export function toggle(map: L.Map, layer: L.Layer, on: boolean): void {
  if (on && !map.hasLayer(layer)) map.addLayer(layer);
  else if (!on && map.hasLayer(layer)) map.removeLayer(layer);
}

function styleOf(name: Base, f: Feature, palette: Palette): L.PathOptions {
  const rank = typeof f.properties.rank === 'number' ? f.properties.rank : 8;
  switch (name) {
    case 'countries':
      // A line of the land's own colour closes the hair between neighbours.
      return { fillColor: palette.land, fillOpacity: 1, color: palette.land, weight: 1.5 };
    case 'urban-areas':
      return { fillColor: palette.urban, fillOpacity: 1, stroke: false };
    case 'lakes':
      return { fillColor: palette.water, fillOpacity: 1, color: palette.river, weight: 0.75 };
    case 'rivers':
      return { color: palette.river, weight: rank <= 4 ? 1.8 : 1.3, opacity: 0.9 };
    case 'rivers-minor':
      return f.properties.kind === 'intermittent'
        ? { color: palette.river, weight: 0.7, opacity: 0.7, dashArray: '3 3' }
        : { color: palette.river, weight: 0.8, opacity: 0.75 };
    case 'boundaries':
      return { color: palette.boundary, weight: 1.1, dashArray: '5 4', lineCap: 'butt' };
  }
}
