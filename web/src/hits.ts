import { readCoordinates } from './coordinate.ts';
import { type Feature, keyOf, number, text } from './feature.ts';
import { frame } from './region.ts';
import { find } from './search.ts';
import { type Data, type Hit, itemOf, readKey } from './state.ts';

/** What is found without the server: a position that was typed, else names that are loaded. */
export function localHits(data: Data, q: string): Hit[] {
  const typed = readCoordinates(q, frame);
  if (typed) return [{ type: 'position', at: typed.position, swapped: typed.swapped }];
  return find(data.index, q, 7).map((item) => ({ type: 'item', item, distance: null }));
}

/** Adds what the server found and is not there yet, as its own features where they are loaded. */
export function addHits(data: Data, hits: readonly Hit[], found: readonly Feature[]): Hit[] {
  const out = [...hits];
  const seen = new Set(hits.map((h) => (h.type === 'item' ? keyOf(h.item) : '')));
  for (const f of found) {
    const ref = readKey(f.id);
    if (!ref || seen.has(f.id) || out.length >= 8) continue;
    seen.add(f.id);
    const distance = number(f, 'distance_m');
    const item = itemOf(data, ref);
    const at = f.geometry?.type === 'Point' ? f.geometry.coordinates : null;
    if (item) out.push({ type: 'item', item, distance });
    else out.push({ type: 'remote', ref, name: text(f, 'name') ?? ref.id, kind: text(f, 'kind') ?? '', distance, at });
  }
  return out;
}
