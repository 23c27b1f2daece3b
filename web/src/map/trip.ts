import * as L from 'leaflet';
import type { Position } from '../feature.ts';
import { drawn, pair } from './latlng.ts';
import type { TripModel, TripView } from './model.ts';
import type { Palette } from './palette.ts';

/** Ways and reaches, and their stops, which can be dragged. */
export class TripLayer implements TripView {
  private readonly map: L.Map;
  private readonly areas = L.layerGroup();
  private readonly ways = L.layerGroup();
  private readonly stops = L.layerGroup();
  private readonly cursor = L.layerGroup();
  private readonly lines: L.SVG;
  private model: TripModel | null = null;
  private drawn = { areas: '', ways: '', stops: '', cursor: '' };

  constructor(map: L.Map) {
    this.map = map;
    for (const [name, z] of [
      ['areas', 415],
      ['ways', 432],
      ['cursor', 620],
    ] as const) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(z);
      pane.style.pointerEvents = 'none';
      if (name === 'areas') pane.style.opacity = '0.6'; // of the whole, so that tones do not mix
    }
    this.lines = L.svg({ pane: 'ways', padding: 0.5 });
    for (const group of [this.areas, this.ways, this.stops, this.cursor]) group.addTo(map);
  }

  show(m: TripModel | null, palette: Palette, theme: string): void {
    this.model = m;
    const areas = m?.areas ?? [];
    // Geometries are kept as they came: their identity is enough.
    this.draw('areas', `${theme} ${areas.map((a) => idOf(a.shape)).join()} ${m?.old}`, () => {
      // The farthest first: the nearer ones are drawn over it.
      for (const a of [...areas].reverse()) {
        const fillColor = resolve(this.map, `--band-${a.tone}`);
        // An area keeps close to its roads: a broad rim has it seen from afar.
        const style = {
          pane: 'areas',
          interactive: false,
          renderer: this.canvas,
          fillColor,
          color: fillColor,
          weight: 9,
        };
        this.areas.addLayer(drawn(a.shape, { ...style, opacity: m?.old ? 0.5 : 1, fillOpacity: m?.old ? 0.5 : 1 }));
      }
    });
    const ways = m?.ways ?? [];
    this.draw('ways', `${theme} ${ways.map(idOf).join()} ${m?.picked} ${m?.old}`, () => {
      for (const [i, line] of ways.entries()) if (i !== m?.picked) this.way(i, line, palette);
      const picked = ways[m?.picked ?? 0];
      if (picked) this.way(m?.picked ?? 0, picked, palette);
    });
    this.draw('stops', JSON.stringify(m?.stops ?? []), () => {
      for (const s of m?.stops ?? []) this.stop(s);
    });
    const cursor = m?.cursor ?? null;
    this.draw('cursor', JSON.stringify(cursor), () => {
      if (!cursor) return;
      const icon = L.divIcon({ className: 'way-cursor', iconSize: [16, 16] });
      this.cursor.addLayer(L.marker(pair(cursor), { icon, pane: 'cursor', interactive: false, keyboard: false }));
    });
    this.map.getContainer().dataset.ways = String(ways.length);
  }

  private draw(part: keyof TripLayer['drawn'], key: string, how: () => void): void {
    if (this.drawn[part] === key) return;
    this.drawn[part] = key;
    this[part].clearLayers();
    how();
  }

  private canvasOf: L.Canvas | null = null;
  private get canvas(): L.Canvas {
    this.canvasOf ??= L.canvas({ pane: 'areas', padding: 0.3 });
    return this.canvasOf;
  }

  private way(i: number, line: Position[], palette: Palette): void {
    const on = i === this.model?.picked;
    const latLngs = line.map(pair);
    const plain = { pane: 'ways', renderer: this.lines, lineJoin: 'round' as const, lineCap: 'round' as const };
    const fade = this.model?.old ? 0.5 : 1;
    this.ways.addLayer(
      L.polyline(latLngs, { ...plain, color: palette.halo, weight: on ? 9 : 7, opacity: fade, interactive: false }),
    );
    const look = on
      ? { color: palette.accent, weight: 5.5 }
      : { color: palette['ink-soft'], weight: 4, opacity: 0.8 * fade };
    const path = L.polyline(latLngs, { opacity: fade, ...plain, ...look, className: on ? 'way-line' : 'way-other' });
    path.on('click', (e) => {
      L.DomEvent.stopPropagation(e);
      if (!on) this.model?.chose(i);
    });
    if (on) {
      path.on('mousemove', (e) => this.model?.pointed(place(e.latlng)));
      path.on('mouseout', () => this.model?.pointed(null));
      path.on('mousedown', (e) => this.pull(e));
    }
    this.ways.addLayer(path);
  }

  /** Pulls the way to a new stop. A click alone is none. */
  private pull(e: L.LeafletMouseEvent): void {
    if (e.originalEvent.button !== 0) return;
    const { map } = this;
    const from = place(e.latlng);
    const begun = e.containerPoint;
    let mark: L.Marker | null = null;
    map.dragging.disable();
    const move = (m: L.LeafletMouseEvent) => {
      if (!mark && m.containerPoint.distanceTo(begun) < 6) return;
      mark ??= L.marker(m.latlng, {
        icon: L.divIcon({ className: 'way-cursor', iconSize: [16, 16] }),
        pane: 'cursor',
        interactive: false,
      }).addTo(map);
      mark.setLatLng(m.latlng);
    };
    const end = (m: L.LeafletMouseEvent) => {
      map.off('mousemove', move).off('mouseup', end);
      map.dragging.enable();
      if (!mark) return;
      mark.remove();
      this.model?.inserted({ from, to: place(m.latlng) });
    };
    map.on('mousemove', move).on('mouseup', end);
  }

  private stop({ at, letter, title, place: i }: TripModel['stops'][number]): void {
    const icon = L.divIcon({ className: 'stop-mark', html: `<b>${letter}</b>`, iconSize: [30, 30] });
    const marker = L.marker(pair(at), {
      icon,
      draggable: true,
      keyboard: false,
      title,
      zIndexOffset: 4000,
      autoPan: true,
    });
    marker.on('dragend', () => this.model?.moved(i, place(marker.getLatLng())));
    marker.on('click', L.DomEvent.stopPropagation);
    this.stops.addLayer(marker);
    // The list of stops has it for those who do not see the map.
    marker.getElement()?.setAttribute('aria-hidden', 'true');
  }
}

const place = ({ lng, lat }: L.LatLng): Position => [Number(lng.toFixed(5)), Number(lat.toFixed(5))];

const ids = new WeakMap<object, number>();
let next = 0;

/** A number that tells one object from another. */
function idOf(o: object): number {
  const own = ids.get(o) ?? ++next;
  ids.set(o, own);
  return own;
}

/** A colour of the style sheet, which a canvas cannot look up itself. */
function resolve(map: L.Map, name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  map.getContainer().append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
