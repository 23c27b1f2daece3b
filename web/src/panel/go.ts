import { html, nothing, type TemplateResult } from 'lit-html';
import { type Item, nameOf, type Position, text } from '../feature.ts';
import { hub } from '../region.ts';
import { type Context, chainOf, type Data, itemOf } from '../state.ts';
import { nameOfStop } from '../trip/link.ts';
import { noTrip, type Stop } from '../trip/trip.ts';
import { writePage } from '../url.ts';

/** What one may want of a place: the way to it, or through it, and what is reached from it. */
export function go(c: Context, item: Item): TemplateResult | typeof nothing {
  const { t, state, base } = c;
  const from = itemOf(state.data, hub);
  const here = stopOf(c, item);
  if (!here) return nothing;
  const link = (screen: 'plan' | 'reach', stops: Stop[], label: string, before: string | null = null) => {
    const page = { ...state.page, selection: null, near: null, q: '', screen, trip: { ...noTrip, stops, before } };
    return html`<a class="button" href=${base + writePage(page)} data-go="">${label}</a>`;
  };
  const start = from && stopOf(c, from);
  const beyond = item.collection === 'ports' ? farSide(state.data, item) : null;
  const end = beyond && stopOf(c, beyond);
  const out = state.page.way === 'out';
  return html`<p class="go">
    ${start && end ? link('plan', out ? [start, end] : [end, start], out ? t.acrossFrom(start.name) : t.acrossTo(start.name)) : nothing}
    ${start && !end && from.id !== item.id ? link('plan', [start, here], t.planFrom(start.name)) : nothing}
    ${item.collection === 'ports' && end ? link('reach', [], t.beforeIt, item.id) : link('reach', [here], t.reachHere)}
  </p>`;
}

function stopOf({ state }: Context, item: Item): Stop | null {
  const g = item.feature.geometry;
  if (g?.type !== 'Point') return null;
  return { at: [g.coordinates[0], g.coordinates[1]], name: nameOfStop(nameOf(item.feature, state.lang).text) };
}

/** How far from a port a town may be for it to stand for the other side, in degrees of latitude: 100 km. */
const nearBy = 0.9;

/** Where one has crossed a port: its first checkpoint on the other side, else the nearest town there; null where nothing is. */
export function farSide(data: Data, port: Item): Item | null {
  const own = text(port.feature, 'country');
  const other = text(port.feature, 'neighbour');
  const g = port.feature.geometry;
  if (!other || g?.type !== 'Point') return null;
  const post = chainOf(data, port.id).find((i) => text(i.feature, 'country') !== own && i.feature.geometry);
  if (post) return post;
  const towns = (data.features.places ?? []).filter(
    (f) =>
      text(f, 'country') === other && ['city', 'town'].includes(text(f, 'kind') ?? '') && f.geometry?.type === 'Point',
  );
  const far = (f: (typeof towns)[number]) =>
    f.geometry?.type === 'Point' ? apart(f.geometry.coordinates, g.coordinates) : 0;
  const [nearest] = towns.sort((a, b) => far(a) - far(b));
  return nearest && far(nearest) <= nearBy ? { collection: 'places', id: nearest.id, feature: nearest } : null;
}

const apart = (a: Position, b: Position): number =>
  Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]);
