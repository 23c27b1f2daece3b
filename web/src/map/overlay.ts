import * as L from 'leaflet';
import { rendererOf } from './basemap.ts';
import { pair } from './latlng.ts';
import type { MapModel } from './model.ts';
import type { Palette } from './palette.ts';

/** What is drawn for the moment: a port's chain, and lines to the nearest ports. */
export class Overlay {
  private readonly map: L.Map;
  private readonly group = L.layerGroup();
  private drawn = '';

  constructor(map: L.Map) {
    this.map = map;
    this.group.addTo(map);
  }

  show(m: MapModel, palette: Palette): void {
    const chain = m.chain.flatMap((i) =>
      i.feature.geometry?.type === 'Point' ? [i.feature.geometry.coordinates] : [],
    );
    const drawn = JSON.stringify([m.theme, chain, m.nearest]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.group.clearLayers();
    const renderer = rendererOf(this.map, 'glow');
    const plain = { interactive: false, renderer };
    if (chain.length > 1) {
      this.group.addLayer(L.polyline(chain.map(pair), { ...plain, color: palette.halo, weight: 5, opacity: 0.8 }));
      this.group.addLayer(
        L.polyline(chain.map(pair), {
          ...plain,
          color: palette.chain,
          weight: 2.5,
          dashArray: '2 6',
          lineCap: 'round',
        }),
      );
    }
    if (m.nearest) {
      const { at, to } = m.nearest;
      for (const [i, end] of to.entries()) {
        const line = [pair(at), pair(end)];
        this.group.addLayer(L.polyline(line, { ...plain, color: palette.halo, weight: 5, opacity: 0.9 }));
        this.group.addLayer(
          L.polyline(line, {
            ...plain,
            color: palette.accent,
            weight: i === 0 ? 2.5 : 1.5,
            opacity: i === 0 ? 1 : 0.75,
            dashArray: i === 0 ? '' : '6 5',
          }),
        );
      }
      const start = L.divIcon({ className: 'start', iconSize: [18, 18] });
      this.group.addLayer(L.marker(pair(at), { icon: start, interactive: false, keyboard: false, zIndexOffset: 3000 }));
    }
  }
}
