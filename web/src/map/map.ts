import * as L from 'leaflet';
import { type Box, keyOf, type Position, type Ref } from '../feature.ts';
import { frame } from '../region.ts';
import type { View } from '../url.ts';
import { BaseMap } from './basemap.ts';
import { LabelLayer } from './labels.ts';
import { fromBounds, toBounds } from './latlng.ts';
import { LineLayer } from './lines.ts';
import { MarkerLayer } from './markers.ts';
import type { Insets, MapEvents, MapModel, MapView, TripView } from './model.ts';
import { labelsOf } from './names.ts';
import { Overlay } from './overlay.ts';
import { type Palette, readPalette } from './palette.ts';

/** How far beyond the frame the map can go, in degrees. */
const air = 3;

/** The panes, from the ground up. Marks are in Leaflet's own, at 600. */
const panes = { relief: 210, ground: 220, lines: 420, glow: 430, names: 440 };

/** Makes the map in an element. This folder alone knows that it is Leaflet's. */
export function createMap(element: HTMLElement, base: string, events: MapEvents, start: View): MapView {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    // On a wide screen the whole frame fits at 6.
    minZoom: element.clientWidth < 900 ? 5 : 6,
    maxZoom: 13,
    zoomSnap: 0.5,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 110,
    // Until it is known where there are data, an address is taken at its word.
    maxBounds: within([start.lon, start.lat, start.lon, start.lat]),
    maxBoundsViscosity: 0.8,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
  });
  for (const [name, z] of Object.entries(panes)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(z);
    if (name !== 'lines') pane.style.pointerEvents = 'none';
  }
  if (still) {
    // Arrow keys glide whatever the options say.
    const panBy = map.panBy.bind(map);
    map.panBy = (offset, options) => panBy(offset, { ...options, animate: false });
  }
  L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
  map.setView([start.lat, start.lon], start.zoom, { animate: false });
  return new LeafletMap(map, base, events);
}

/** How far the map can go: beyond the frame and, where data reach farther, beyond these. */
function within([west, south, east, north]: NonNullable<MapModel['extent']>): L.LatLngBoundsLiteral {
  return [
    [Math.min(frame.south, south) - air, Math.min(frame.west, west) - air],
    [Math.max(frame.north, north) + air, Math.max(frame.east, east) + air],
  ];
}

class LeafletMap implements MapView {
  private readonly map: L.Map;
  private readonly ground: BaseMap;
  private readonly lines: LineLayer;
  private readonly marks: MarkerLayer;
  private readonly overlay: Overlay;
  private readonly names: LabelLayer;
  private trip: TripView | null = null;
  private model: MapModel | null = null;
  private palette: Palette | null = null;
  private theme = '';
  private named: unknown[] = [];
  /** Whether the reader has moved the map since it last came to rest. */
  private touched = false;

  constructor(map: L.Map, base: string, events: MapEvents) {
    this.map = map;
    this.ground = new BaseMap(map, base);
    this.lines = new LineLayer(map, events);
    this.overlay = new Overlay(map);
    this.marks = new MarkerLayer(map, events);
    this.names = new LabelLayer(map, map.getPane('names') as HTMLElement);
    map.on('click', (e) => events.pick([round(e.latlng.lng), round(e.latlng.lat)]));
    map.on('zoomend', () => {
      if (this.model) this.marks.show(this.model);
      this.ground.fade();
      this.rest();
    });
    map.on('moveend', () => {
      this.names.draw();
      const c = map.getCenter();
      const view = { zoom: Number(map.getZoom().toFixed(2)), lat: round(c.lat), lon: round(c.lng) };
      events.moved(view, fromBounds(map.getBounds()), this.touched);
      this.touched = false;
    });
    const touch = () => {
      this.touched = true;
    };
    map.on('dragstart boxzoomend', touch);
    for (const gesture of ['wheel', 'dblclick', 'keydown'])
      map.getContainer().addEventListener(gesture, touch, { passive: true });
    map.getContainer().addEventListener('touchmove', (e) => e.touches.length > 1 && touch(), { passive: true });
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
  }

  show(m: MapModel): void {
    if (m.theme !== this.theme || !this.palette) {
      this.theme = m.theme;
      this.palette = readPalette(this.map.getContainer());
    }
    const palette = this.palette;
    if (m.extent && m.extent.join() !== this.model?.extent?.join()) this.map.setMaxBounds(within(m.extent));
    this.model = m;
    this.ground.show(m);
    this.lines.show(m, palette);
    this.overlay.show(m, palette);
    if (m.trip && m.tripView) this.trip ??= new m.tripView(this.map);
    this.trip?.show(m.trip, palette, m.theme);
    const moved = this.marks.show(m);
    const named = [m.items, m.places, m.layers, m.lang, palette, m.selected];
    if (named.some((v, i) => v !== this.named[i])) {
      this.named = named;
      this.names.set(labelsOf(m), palette);
      this.rest();
    } else if (moved) this.rest();
    this.map.getContainer().dataset.drawn = m.items
      .filter((i) => i.feature.geometry)
      .map(keyOf)
      .join(' ');
  }

  go(view: View): boolean {
    const c = this.map.getCenter();
    const there =
      Math.abs(c.lat - view.lat) < 1e-4 &&
      Math.abs(c.lng - view.lon) < 1e-4 &&
      Math.abs(this.map.getZoom() - view.zoom) < 0.01;
    if (!there) this.map.setView([view.lat, view.lon], view.zoom, { animate: false });
    return !there;
  }

  fit(box: Box, insets: Insets, how: { maxZoom: number; animate?: boolean }): void {
    this.map.invalidateSize({ pan: false, animate: false }); // the observer tells of it too late
    // Leaflet takes no new zoom while the last one is still on its way.
    this.map.fitBounds(toBounds(box), { ...padding(insets), ...how });
  }

  reveal(box: Box, insets: Insets): void {
    const a = this.map.latLngToContainerPoint([box.north, box.west]);
    const b = this.map.latLngToContainerPoint([box.south, box.east]);
    const size = this.map.getSize();
    const inside =
      a.x >= insets.left && a.y >= insets.top && b.x <= size.x - insets.right && b.y <= size.y - insets.bottom;
    if (inside) return;
    if (b.x - a.x < 2 && b.y - a.y < 2) this.map.panInside([box.north, box.west], padding(insets));
    else this.fit(box, insets, { maxZoom: Math.max(this.map.getZoom(), 7) });
  }

  zoomBy(n: number): void {
    this.touched = true;
    this.map.setZoom(this.map.getZoom() + n);
  }

  centre(insets: Insets): Position {
    const size = this.map.getSize();
    const x = (insets.left + size.x - insets.right) / 2;
    const y = (insets.top + size.y - insets.bottom) / 2;
    const { lat, lng } = this.map.containerPointToLatLng([x, y]);
    return [round(lng), round(lat)];
  }

  step(by: 1 | -1): void {
    this.marks.step(by);
  }

  focus(ref: Ref): boolean {
    return this.marks.focus(ref);
  }

  /** Puts marks and names where they have room. */
  private rest(): void {
    this.names.draw(this.marks.arrange());
  }
}

const padding = (i: Insets): L.FitBoundsOptions => ({
  paddingTopLeft: [i.left, i.top],
  paddingBottomRight: [i.right, i.bottom],
});

/** Five decimals: about a metre. */
const round = (n: number): number => Number(n.toFixed(5));
