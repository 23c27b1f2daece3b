import type { Meta, Problem } from './api.ts';
import type { Box, Collection, Feature, Item, Position, Ref } from './feature.ts';
import { collections } from './feature.ts';
import { touches } from './geometry.ts';
import type { Lang, Messages } from './i18n.ts';
import { type Group, groups } from './layers.ts';
import type { Index } from './search.ts';
import { type Hours, type Status, statusOf, type Timetable } from './status.ts';
import type { Desk } from './trip/desk.ts';
import type { Planner } from './trip/planner.ts';
import type { Trip } from './trip/trip.ts';
import type { Fault, Page, Theme } from './url.ts';

/** What the server has sent so far. */
export interface Data {
  meta: Meta | null;
  status: 'loading' | 'ready' | 'failed';
  features: Partial<Record<Collection, Feature[]>>;
  index: Index;
}

/** A line of the search's results: a feature, or a position that was typed. */
export type Hit =
  | { type: 'item'; item: Item; distance: number | null }
  | { type: 'remote'; ref: Ref; name: string; kind: string; distance: number | null; at: Position | null }
  | { type: 'position'; at: Position; swapped: boolean };

export interface Search {
  open: boolean;
  hits: Hit[];
  /** The one that the arrow keys have reached, or -1. */
  active: number;
  status: 'idle' | 'asking' | 'failed';
}

/** The ports nearest to a position. */
export interface Nearest {
  at: Position;
  status: 'asking' | 'ready' | 'failed';
  items: { item: Item; distance: number; bearing: number }[];
  problem: Problem | null;
}

export type Notice = { type: 'fault'; fault: Fault } | { type: 'part' } | { type: 'copied' } | { type: 'uncopied' };

/** Everything that the page is drawn from. */
export interface State {
  page: Page;
  lang: Lang;
  theme: Theme;
  /** Whether the page is dark now, by choice or by the system's wish. */
  dark: boolean;
  data: Data;
  search: Search;
  nearest: Nearest | null;
  hours: Hours;
  timetable: Timetable | null;
  /** Of plans and reaches; and what was asked last, for when one comes back to it. */
  desk: Desk;
  trip: Trip;
  hovered: Ref | null;
  /** What the map shows of the earth, and how large. */
  box: Box | null;
  zoom: number;
  /** Whether the list leaves out what the map does not show. */
  inView: boolean;
  /** How far the panel of a phone is raised. */
  sheet: 'peek' | 'half' | 'full';
  menu: 'layers' | 'settings' | 'sources' | 'time' | null;
  legend: boolean;
  /** On a screen too low for both, whether the map is shown instead of the list. */
  mapOnly: boolean;
  shortcuts: boolean;
  notices: Notice[];
}

/** What the page's parts may ask for. */
export interface Actions {
  select(ref: Ref | null): void;
  hover(ref: Ref | null): void;
  pick(at: Position): void;
  pickCentre(): void;
  leaveNearest(): void;
  /** Goes up one level: from a feature to the nearest ports or the list. */
  back(): void;
  zoom(by: 1 | -1): void;
  home(): void;
  /** Brings the feature into the map's view. */
  reveal(ref: Ref): void;
  type(q: string): void;
  choose(hit: Hit): void;
  patch(part: Partial<State>): void;
  patchSearch(part: Partial<Search>): void;
  patchPage(part: Partial<Page>): void;
  copy(text: string): void;
  dismiss(n: Notice): void;
  retry(): void;
  /** Brings a place into the map's view. */
  showPlace(at: Position): void;
  /** Who plans; null while that is not loaded. */
  readonly planner: Planner | null;
}

/** What every part of the page gets. */
export interface Context {
  state: State;
  t: Messages;
  act: Actions;
  /** Paths begin with it: "" or "/prefix". */
  base: string;
}

/** The hours of a port for the mode and the way that are looked at; null where there are none. */
export function hoursOf(state: State, port: Item): Status | null {
  const country = port.feature.properties.country;
  return statusOf(state.hours, port.id, typeof country === 'string' ? country : 'CN', state.page.way);
}

/** Finds a feature among what has been loaded. */
export function itemOf(data: Data, ref: Ref | null): Item | null {
  if (!ref) return null;
  const feature = data.features[ref.collection]?.find((f) => f.id === ref.id);
  return feature ? { ...ref, feature } : null;
}

/** A group of the list with the items that it shows, in order, and how many there are in all. */
export interface ListGroup {
  group: Group;
  items: Item[];
  all: number;
}

let last: { asked: unknown[]; groups: ListGroup[] } | null = null;

/** What the list shows and the map draws: one order, one filter. The same answer as before while nothing has changed. */
export function listOf(state: State): ListGroup[] {
  const asked = [state.data.features, state.page.layers, state.inView && state.box];
  if (!last || asked.some((a, i) => a !== last?.asked[i])) last = { asked, groups: makeList(state) };
  return last.groups;
}

function makeList(state: State): ListGroup[] {
  const out: ListGroup[] = [];
  for (const group of groups) {
    const features = state.data.features[group];
    if (!features || !state.page.layers.has(group)) continue;
    const items = features.map((feature) => ({ collection: group, id: feature.id, feature }));
    const { box } = state;
    const shown =
      state.inView && box ? items.filter(({ feature: { geometry } }) => geometry && touches(geometry, box)) : items;
    out.push({ group, items: shown, all: items.length });
  }
  return out;
}

/** A port's checkpoints in the direction that leaves China. */
export function chainOf(data: Data, port: string): Item[] {
  const own = (data.features.checkpoints ?? []).filter((f) => f.properties.port === port);
  own.sort((a, b) => Number(a.properties.seq) - Number(b.properties.seq));
  return own.map((feature) => ({ collection: 'checkpoints', id: feature.id, feature }));
}

/** The port whose chain a selection is about: the port itself, or a checkpoint's. */
export function portOf(item: Item | null): string | null {
  if (item?.collection === 'ports') return item.id;
  const port = item?.collection === 'checkpoints' ? item.feature.properties.port : null;
  return typeof port === 'string' ? port : null;
}

/** Reads "ports/torugart"; null for what this page does not know. */
export function readKey(key: string): Ref | null {
  const slash = key.indexOf('/');
  const collection = collections.find((c) => c === key.slice(0, slash));
  return collection && slash < key.length - 1 ? { collection, id: key.slice(slash + 1) } : null;
}
