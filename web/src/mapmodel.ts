import type { Box, Item } from './feature.ts';
import { boxOf, pointsOf } from './geometry.ts';
import { panels } from './later.ts';
import { groundOf } from './layers.ts';
import type { Insets, MapModel } from './map/model.ts';
import { chainOf, type Data, hoursOf, itemOf, listOf, portOf, type State } from './state.ts';
import { lookOf, nowOf } from './status.ts';
import type { Planner } from './trip/planner.ts';

let last: { asked: unknown[]; items: Item[] } | null = null;

/** What the map shows of the state. */
export function mapModel(state: State, planner: Planner | null, title: (item: Item) => string): MapModel {
  const { page, data, nearest } = state;
  const groups = listOf(state);
  if (last?.asked[0] !== groups) last = { asked: [groups], items: groups.flatMap((g) => g.items) };
  const selected = itemOf(data, page.selection);
  const port = portOf(selected);
  const trips = page.screen && planner ? panels.trip.here : null;
  const extra = selected && !groups.some((g) => g.group === selected.collection) ? [selected] : [];
  return {
    lang: state.lang,
    theme: `${state.theme} ${state.dark}`,
    dark: state.dark,
    layers: page.layers,
    extent: data.meta?.bbox ?? null,
    ground: groundOf(page.layers, data.meta?.collections?.map((c) => c.id) ?? none),
    places: data.features.places ?? none,
    items: last.items,
    extra: extra.filter((i) => i.collection !== 'checkpoints'),
    chain: port ? chainOf(data, port) : [],
    checkpoints: (data.features.checkpoints ?? none).map((feature) => ({
      collection: 'checkpoints',
      id: feature.id,
      feature,
    })),
    selected: page.selection,
    hovered: state.hovered,
    nearest:
      nearest && !page.selection && !page.screen
        ? { at: nearest.at, to: nearest.items.flatMap(({ item }) => pointOf(item)) }
        : null,
    title,
    look: (item) => {
      const s = item.collection === 'ports' ? hoursOf(state, item) : null;
      return s && lookOf(s, nowOf(state.hours, page.t === null));
    },
    trip: trips && planner ? trips.tripModel(state, planner) : null,
    tripView: trips?.TripLayer ?? null,
  };
}

const none: never[] = [];

const pointOf = ({ feature: { geometry: g } }: Item) => (g?.type === 'Point' ? [g.coordinates] : []);

/** What has to be in sight when a feature is selected: itself, and of a port or a checkpoint the whole chain. */
export function boxAround(data: Data, item: Item): Box | null {
  const port = portOf(item);
  const own = port ? [item, ...chainOf(data, port)] : [item];
  return boxOf(own.flatMap(({ feature: { geometry: g } }) => (g ? pointsOf(g) : [])));
}

/** What of the map the panel covers: on a phone its lower part. */
export function insetsOf(state: State): Insets {
  const edge = 48;
  if (!matchMedia('(max-width: 639px)').matches) return { top: edge, right: edge + 24, bottom: edge, left: edge };
  // By rule and not by measure: the panel may still be on its way.
  const covered = state.sheet === 'peek' ? 116 : innerHeight * 0.52;
  return { top: 72, right: 56, bottom: covered + 32, left: 32 };
}
