import { type Feature, type Item, nameOf, number, type Position, text } from '../feature.ts';
import { linesOf, middle } from '../geometry.ts';
import type { MapModel } from './model.ts';

/** How a label looks. */
export type Hand = 'port' | 'pass' | 'city' | 'town' | 'village' | 'water' | 'shield';

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
  // The ground names the lakes whose shapes it shows.
  const named = (f: Feature) => m.ground.includes('lakes') && text(f, 'lake') !== null;
  if (m.layers.has('places')) for (const f of m.places) if (!named(f)) out.push(...placeLabel(f, m.lang));
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
