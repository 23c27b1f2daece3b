import * as L from 'leaflet';
import { type Item, keyOf, type Ref, sameRef } from '../feature.ts';
import { rendererOf } from './basemap.ts';
import { drawn } from './latlng.ts';
import type { MapEvents, MapModel } from './model.ts';
import type { Palette } from './palette.ts';

/** Roads and sections: a casing and a line each, all casings below all lines. */
export class LineLayer {
  private readonly map: L.Map;
  private readonly events: MapEvents;
  private readonly group = L.layerGroup();
  private readonly glow = L.layerGroup();
  private items: readonly Item[] | null = null;
  private palette: Palette | null = null;
  private lit = '';

  constructor(map: L.Map, events: MapEvents) {
    this.map = map;
    this.events = events;
    this.glow.addTo(map);
    this.group.addTo(map);
  }

  show(m: MapModel, palette: Palette): void {
    const items = m.items.filter((i) => i.feature.geometry && i.feature.geometry.type !== 'Point');
    if (!same(items, this.items) || palette !== this.palette) {
      this.items = items;
      this.palette = palette;
      this.draw(items, palette);
    }
    this.light(m, palette);
  }

  private draw(items: readonly Item[], palette: Palette): void {
    this.group.clearLayers();
    const sections = items.filter((i) => i.collection === 'sections');
    const others = items.filter((i) => i.collection !== 'sections');
    const renderer = rendererOf(this.map, 'lines');
    for (const item of sections) this.line(item, { color: palette.section, opacity: 0.28, weight: 11, renderer });
    for (const item of others) this.line(item, { color: palette.casing, weight: widthOf(item) + 2.5, renderer });
    for (const item of others) {
      const works = item.feature.properties.status === 'under construction';
      this.line(item, { color: palette.road, weight: widthOf(item), renderer, ...(works && { dashArray: '7 6' }) });
      if (item.feature.properties.class === 'expressway')
        this.line(item, { color: palette.casing, weight: 1, renderer });
    }
  }

  private line(item: Item, style: L.PolylineOptions): void {
    const g = item.feature.geometry;
    if (!g) return;
    const line = drawn(g, { lineCap: 'round', fill: false, ...style });
    const ref: Ref = { collection: item.collection, id: item.id };
    line.on('click', (e) => {
      L.DomEvent.stopPropagation(e);
      this.events.select(ref);
    });
    line.on('mouseover', () => this.events.hover(ref));
    line.on('mouseout', () => this.events.hover(null));
    this.group.addLayer(line);
  }

  /** Draws the selected and the hovered line once more, bright. */
  private light(m: MapModel, palette: Palette): void {
    const on = (this.items ?? []).filter((i) => sameRef(i, m.selected) || sameRef(i, m.hovered));
    const lit = `${m.theme} ${on.map((i) => `${keyOf(i)}${sameRef(i, m.selected)}`).join(' ')}`;
    if (lit === this.lit) return;
    this.lit = lit;
    this.glow.clearLayers();
    const renderer = rendererOf(this.map, 'glow');
    for (const item of on) {
      const g = item.feature.geometry;
      if (!g) continue;
      const plain = { interactive: false, renderer, lineCap: 'round' as const, fill: false };
      this.glow.addLayer(drawn(g, { ...plain, color: palette.halo, weight: 10 }));
      this.glow.addLayer(drawn(g, { ...plain, color: palette.accent, weight: sameRef(item, m.selected) ? 6 : 5 }));
    }
  }
}

function widthOf(item: Item): number {
  const grade = item.feature.properties.class;
  return grade === 'expressway' ? 4.5 : grade === 'first-class' ? 3.5 : 2.5;
}

function same(a: readonly Item[], b: readonly Item[] | null): boolean {
  return b !== null && a.length === b.length && a.every((x, i) => x.feature === b[i]?.feature);
}
