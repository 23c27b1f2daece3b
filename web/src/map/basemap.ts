import * as L from 'leaflet';
import type { MapModel } from './model.ts';

/** How large a tile is on the screen, in pixels: four of the usual ones, and sixteen for what is soft in any case. */
const side = { features: 512, relief: 1024 };

/** The ground, as the server draws it: the relief, and over it water, built-up areas, boundaries and names. */
export class BaseMap {
  private readonly map: L.Map;
  private readonly base: string;
  private readonly relief: L.TileLayer;
  private readonly features: L.TileLayer;
  private shown = '';

  constructor(map: L.Map, base: string) {
    this.map = map;
    this.base = base;
    // Beyond zoom 8 the relief's grid has no more to say.
    this.relief = L.tileLayer('', {
      pane: 'relief',
      tileSize: side.relief,
      zoomOffset: -2,
      minNativeZoom: 2,
      maxNativeZoom: 8,
      keepBuffer: 1,
    });
    this.features = L.tileLayer('', {
      pane: 'ground',
      tileSize: side.features,
      zoomOffset: -1,
      minNativeZoom: 1,
      keepBuffer: 1,
    });
  }

  show(m: MapModel): void {
    const look = m.dark ? '@dark' : '';
    const fine = window.devicePixelRatio > 1.25 ? '@2x' : '';
    const shown = [look, m.lang, m.layers.has('relief'), m.extent, m.ground].join();
    if (shown === this.shown) return;
    this.shown = shown;
    const bounds = m.extent && boundsOf(m.extent);
    this.lay(this.relief, m.layers.has('relief') ? `/xyz/relief${look}/{z}/{x}/{y}.png` : null, bounds);
    const what = `ground=false&lang=${m.lang}&collections=${m.ground.join()}`;
    const tiles = `/xyz/pamir${look}@${side.features}${fine}/{z}/{x}/{y}.png?${what}`;
    this.lay(this.features, m.ground.length > 0 ? tiles : null, bounds);
    this.fade();
  }

  /** The relief's grid is coarse: it fades beyond zoom 7. */
  fade(): void {
    this.relief.setOpacity(Math.max(0.25, 1 - Math.max(0, this.map.getZoom() - 7) * 0.19));
  }

  /** Shows a layer with the tiles of an address, or takes it away. */
  private lay(layer: L.TileLayer, address: string | null, bounds: L.LatLngBounds | null): void {
    // Taken away first: Leaflet's redraw() asks for tiles of broken zooms, such as 5.5.
    layer.remove();
    if (!address) return;
    if (bounds) layer.options.bounds = bounds;
    layer.setUrl(this.base + address, true);
    layer.addTo(this.map);
  }
}

function boundsOf([west, south, east, north]: NonNullable<MapModel['extent']>): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east]);
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
