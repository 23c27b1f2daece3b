import * as L from 'leaflet';
import { render } from 'lit-html';
import { type Item, keyOf, type Position, type Ref, sameRef } from '../feature.ts';
import { icon, lookSign, markOf } from '../icons.ts';
import type { Look } from '../status.ts';
import type { MapEvents, MapModel } from './model.ts';
import { type Rect, spread } from './place.ts';

interface Mark {
  item: Item;
  marker: L.Marker;
  button: HTMLElement;
  at: Position;
  size: number;
}

const sizes: Partial<Record<Item['collection'], number>> = {
  ports: 28,
  passes: 24,
  zones: 24,
  checkpoints: 24,
  places: 24,
};

/** Points as marks of the document, in the list's order, moved off each other where they would overlap. */
export class MarkerLayer {
  private readonly map: L.Map;
  private readonly events: MapEvents;
  private marks = new Map<string, Mark>();
  private order: string[] = [];

  constructor(map: L.Map, events: MapEvents) {
    this.map = map;
    this.events = events;
  }

  /** Shows the model's points; true if any came or went. */
  show(m: MapModel): boolean {
    const wanted = pointsOf(m, this.map.getZoom());
    const keys = wanted.map(keyOf);
    const changed = keys.length !== this.order.length || keys.some((k, i) => k !== this.order[i]);
    if (changed) {
      for (const [key, mark] of this.marks) {
        if (keys.includes(key)) continue;
        mark.marker.remove();
        this.marks.delete(key);
      }
      for (const item of wanted) if (!this.marks.has(keyOf(item))) this.add(item);
      // The document has them in the list's order too, for whoever reads it.
      for (const key of keys) {
        const element = this.marks.get(key)?.marker.getElement();
        element?.parentElement?.append(element);
      }
      this.order = keys;
    }
    for (const [key, mark] of this.marks) {
      const { item, button, marker } = mark;
      const selected = sameRef(item, m.selected);
      const title = m.title(item);
      button.setAttribute('aria-label', title);
      button.title = title;
      button.classList.toggle('selected', selected);
      button.classList.toggle('hovered', sameRef(item, m.hovered));
      badge(button, m.look(item));
      const step = m.chain.findIndex((c) => keyOf(c) === key);
      if (item.collection === 'checkpoints') {
        const digit = button.querySelector('b');
        if (digit)
          digit.textContent =
            typeof item.feature.properties.seq === 'number' ? String(item.feature.properties.seq) : '';
        button.classList.toggle('linked', step >= 0);
      }
      marker.setZIndexOffset(selected ? 2000 : item.collection === 'ports' ? 1000 : 0);
    }
    return changed;
  }

  /** Moves overlapping marks apart; gives the places that are taken, in layer pixels. */
  arrange(): Rect[] {
    const marks = this.order.map((k) => this.marks.get(k)).filter((m): m is Mark => m !== undefined);
    // What is selected is drawn larger; see the style sheet.
    const room = ({ size, button }: Mark) => (button.classList.contains('selected') ? 1.2 * size + 8 : size);
    const points = marks.map((m) => ({ ...xy(this.map.latLngToLayerPoint([m.at[1], m.at[0]])), size: room(m) }));
    return spread(points).flatMap(({ dx, dy }, i) => {
      const { x, y, size } = points[i] as (typeof points)[number];
      const { button, item } = marks[i] as Mark;
      // A checkpoint that would stand on another mark waits for a larger scale;
      // the list of the chain has it all the same.
      const wait =
        item.collection === 'checkpoints' && Math.hypot(dx, dy) > 1 && !button.classList.contains('selected');
      button.hidden = wait;
      if (wait) return [];
      button.style.translate = `${dx.toFixed(1)}px ${dy.toFixed(1)}px`;
      const half = size / 2;
      return { left: x + dx - half, right: x + dx + half, top: y + dy - half, bottom: y + dy + half };
    });
  }

  /** Focuses the mark after, or before, the one that has the focus. */
  step(by: 1 | -1): void {
    const box = this.map.getBounds();
    const inView = this.order
      .map((k) => this.marks.get(k))
      .filter((m): m is Mark => !!m && box.contains([m.at[1], m.at[0]]));
    const now = inView.findIndex((m) => m.button === document.activeElement);
    const next = inView[now < 0 ? (by > 0 ? 0 : inView.length - 1) : (now + by + inView.length) % inView.length];
    next?.button.focus();
  }

  focus(ref: Ref): boolean {
    const mark = this.marks.get(keyOf(ref));
    mark?.button.focus({ preventScroll: true });
    return mark !== undefined;
  }

  private add(item: Item): void {
    const g = item.feature.geometry;
    if (g?.type !== 'Point') return;
    const at = g.coordinates;
    const size = sizes[item.collection] ?? 24;
    const button = document.createElement('div');
    button.className = `pin ${item.collection}`;
    button.dataset.ref = keyOf(item);
    button.setAttribute('role', 'button');
    button.tabIndex = -1; // the map is one stop of the Tab key; see step
    render(icon(markOf(item), size), button);
    if (item.collection === 'checkpoints') button.append(document.createElement('b'));
    const ref: Ref = { collection: item.collection, id: item.id };
    const shape = L.divIcon({ html: button, className: 'place', iconSize: [0, 0] });
    const marker = L.marker([at[1], at[0]], { icon: shape, keyboard: false, riseOnHover: true });
    marker.on('click', () => this.events.select(ref));
    marker.on('mouseover', () => this.events.hover(ref));
    marker.on('mouseout', () => this.events.hover(null));
    button.addEventListener('keydown', (e) => {
      if (e.key !== 'Enter' && e.key !== ' ') return;
      e.preventDefault();
      e.stopPropagation();
      this.events.select(ref);
    });
    marker.addTo(this.map);
    this.marks.set(keyOf(item), { item, marker, button, at, size });
  }
}

/** Shows a state in the corner of a mark. */
function badge(button: HTMLElement, look: Look | null): void {
  if ((button.dataset.look ?? null) === look) return;
  let corner = button.querySelector<HTMLElement>('.badge');
  if (!look) {
    corner?.remove();
    delete button.dataset.look;
    return;
  }
  if (!corner) {
    corner = document.createElement('span');
    corner.className = 'badge';
    button.append(corner);
  }
  button.dataset.look = look;
  render(lookSign(look), corner);
}

/** The list's points, then the checkpoints: all from zoom 8, else only the chain's. */
function pointsOf(m: MapModel, zoom: number): Item[] {
  const own = m.items.filter((i) => i.feature.geometry?.type === 'Point');
  const posts = m.layers.has('checkpoints') && zoom >= 8 ? m.checkpoints : m.chain;
  const extra = posts.filter((i) => i.feature.geometry?.type === 'Point');
  return [...own, ...extra, ...m.extra.filter((i) => i.feature.geometry?.type === 'Point')];
}

const xy = ({ x, y }: L.Point) => ({ x, y });
