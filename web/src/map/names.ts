import { type Feature, type Item, nameOf, number, type Position, text } from '../feature.ts';
import { linesOf, middle } from '../geometry.ts';
import type { MapModel } from './model.ts';

/** How a label looks. */
export type Hand = 'country' | 'port' | 'pass' | 'city' | 'town' | 'village' | 'water' | 'shield';

/** A name that the map would like to show, from a zoom on. */
export interface Label {
  at: Position;
  text: string;
  hand: Hand;
  from: number;
  /** Lower is placed first. */
  order: number;
  /** Distance of the text from the point, in pixels. */
  gap: number;
}

/** All names that the map may show, the most important first. */
export function labelsOf(m: MapModel): Label[] {
  const out: Label[] = [];
  for (const item of m.items) out.push(...itemLabels(item, m));
  if (m.layers.has('places')) {
    const joined = joinedCountries(m.items);
    for (const f of m.base.countries ?? []) if (joined.has(f.properties.country)) out.push(...countryLabel(f, m.lang));
    for (const f of m.places) out.push(...placeLabel(f, m.lang));
    if (m.layers.has('water')) for (const f of m.base.lakes ?? []) out.push(...lakeLabel(f, m.lang));
  }
  return out.sort((a, b) => a.order - b.order);
}

function itemLabels({ collection, feature }: Item, m: MapModel): Label[] {
  const g = feature.geometry;
  if (!g) return [];
  const name = nameOf(feature, m.lang).text;
  if (g.type === 'Point') {
    if (collection === 'ports') return [{ at: g.coordinates, text: name, hand: 'port', from: 5, order: 0, gap: 17 }];
    if (collection === 'passes') {
      // A pass at a port has its name from the port.
      const known = text(feature, 'port');
      return [{ at: g.coordinates, text: name, hand: 'pass', from: known ? 9 : 7, order: known ? 6 : 3, gap: 14 }];
    }
    return [{ at: g.coordinates, text: name, hand: 'village', from: 9, order: 7, gap: 14 }];
  }
  const ref = text(feature, 'ref');
  if (collection !== 'roads' || !ref) return [];
  const longest = linesOf(g).sort((a, b) => b.length - a.length)[0];
  const at = longest && middle(longest);
  return at ? [{ at, text: ref, hand: 'shield', from: 6, order: 2, gap: 0 }] : [];
}

const ranks: Record<string, number> = { city: 4, town: 7, township: 8, village: 9 };

function placeLabel(f: Feature, lang: MapModel['lang']): Label[] {
  if (f.geometry?.type !== 'Point') return [];
  const kind = text(f, 'kind') ?? '';
  const rank = number(f, 'rank') ?? ranks[kind] ?? 10;
  if (kind === 'post' || kind === 'former port' || kind === 'airport') return [];
  const hand = kind === 'lake' ? 'water' : rank <= 4 ? 'city' : rank <= 7 ? 'town' : 'village';
  const from = rank <= 3 ? 4 : rank <= 5 ? 6 : rank;
  // Curated places come before others of their rank: they are on the roads.
  const own = f.id.startsWith('geonames-') ? 0.5 : 0;
  return [
    {
      at: f.geometry.coordinates,
      text: nameOf(f, lang).text,
      hand,
      from: from - (own ? 0 : 0.5),
      order: 1 + rank + own,
      gap: 7,
    },
  ];
}

function lakeLabel(f: Feature, lang: MapModel['lang']): Label[] {
  const at = f.geometry && inside(f);
  const name = text(f, 'name');
  if (!at || !name) return [];
  const rank = number(f, 'rank') ?? 8;
  return [{ at, text: nameOf(f, lang).text, hand: 'water', from: rank <= 3 ? 6 : rank + 1, order: 3 + rank, gap: 0 }];
}

/** The countries that the ports join: the map names no others. */
function joinedCountries(items: readonly Item[]): Set<unknown> {
  const ports = items.filter((i) => i.collection === 'ports');
  return new Set(ports.flatMap(({ feature: { properties: p } }) => [p.country, p.neighbour]));
}

function countryLabel(f: Feature, lang: MapModel['lang']): Label[] {
  if (text(f, 'kind') !== 'country') return [];
  const at = inside(f);
  return at ? [{ at, text: nameOf(f, lang).text, hand: 'country', from: 4, order: 1.9, gap: 0 }] : [];
}

/**
 * A point well inside a polygon: the middle of the widest of some level cuts
 * through its largest part. Null for what is too small to carry a name.
 */
function inside(f: Feature): Position | null {
  const rings = f.geometry ? linesOf(f.geometry) : [];
  let best: { at: Position; score: number } | null = null;
  for (const ring of rings) {
    const lats = ring.map((p) => p[1]);
    const south = Math.min(...lats);
    const north = Math.max(...lats);
    for (let i = 1; i < 12; i++) {
      const lat = south + ((north - south) * i) / 12;
      const cuts = cutsAt(ring, lat);
      for (let k = 0; k + 1 < cuts.length; k += 2) {
        const [west, east] = [cuts[k] as number, cuts[k + 1] as number];
        // Wide, and far from the upper and lower end.
        const score = Math.min(east - west, 4) * Math.min(lat - south, north - lat);
        if (!best || score > best.score) best = { at: [(west + east) / 2, lat], score };
      }
    }
  }
  return best?.at ?? null;
}

function cutsAt(ring: Position[], lat: number): number[] {
  const cuts: number[] = [];
  for (const [i, b] of ring.entries()) {
    const a = ring[i === 0 ? ring.length - 1 : i - 1] as Position;
    if (a[1] > lat !== b[1] > lat) cuts.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
  }
  return cuts.sort((x, y) => x - y);
}
