import { isInstant } from './clock.ts';
import type { Collection, Position, Ref } from './feature.ts';
import { isLang, type Lang } from './i18n.ts';
import { isLayer, type Layer, layers } from './layers.ts';
import { numbers, plain } from './numbers.ts';
import { type Mode, modes, type Way, ways } from './status.ts';
import { tripReaders, writeTrip } from './trip/link.ts';
import { noTrip, type Screen, screens, type Trip } from './trip/trip.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What the map shows: its zoom and centre in degrees. */
export interface View {
  zoom: number;
  lat: number;
  lon: number;
}

/** Whether two views are the same to within three pixels, which is what the map's own rounding comes to. */
export function sameView(a: View, b: View): boolean {
  const near = (3 * 360) / (256 * 2 ** a.zoom);
  return Math.abs(a.lat - b.lat) < near && Math.abs(a.lon - b.lon) < near && Math.abs(a.zoom - b.zoom) < 0.01;
}

/** What an address says. */
export interface Page {
  selection: Ref | null;
  /** What is planned instead of a feature that is looked at, and what is asked about it. */
  screen: Screen | null;
  trip: Trip;
  /** null: as the server chose. */
  lang: Lang | null;
  /** null: as the reader chose last. */
  theme: Theme | null;
  layers: ReadonlySet<Layer>;
  /** null: what suits the rest. */
  view: View | null;
  q: string;
  near: Position | null;
  /** Whose hours, and which way. */
  mode: Mode;
  way: Way;
  /** The instant looked at, with its offset; null: now. */
  t: string | null;
  /** Parameters of others, kept as they are. */
  rest: readonly (readonly [string, string])[];
}

/** A part of an address that cannot be read. */
export interface Fault {
  parameter: string;
  value: string;
}

const singulars: Record<string, Collection> = {
  port: 'ports',
  checkpoint: 'checkpoints',
  pass: 'passes',
  section: 'sections',
  road: 'roads',
  place: 'places',
  zone: 'zones',
};

/** The page of a feature, without the base; null if its collection has none. */
export function pathOf(ref: Ref): string | null {
  const singular = Object.keys(singulars).find((s) => singulars[s] === ref.collection);
  return singular ? `/${singular}/${encodeURIComponent(ref.id)}` : null;
}

export const emptyPage: Page = {
  selection: null,
  screen: null,
  trip: noTrip,
  lang: null,
  theme: null,
  layers: new Set(layers),
  view: null,
  q: '',
  near: null,
  mode: 'truck',
  way: 'out',
  t: null,
  rest: [],
};

/** Reads an address. What cannot be read is left out and named in faults. */
export function readPage(path: string, query: string): { page: Page; faults: Fault[] } {
  const page = { ...emptyPage };
  const faults: Fault[] = [];
  const rest: [string, string][] = [];
  page.screen = screens.find((x) => path === `/${x}`) ?? null;
  page.selection = page.screen ? null : readPath(path);
  if (!page.selection && !page.screen && path !== '/' && path !== '') faults.push({ parameter: 'path', value: path });
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(query)) {
    // What is asked about a way means nothing on other screens.
    const trip = page.screen && Object.hasOwn(tripReaders, name) ? tripReaders[name] : undefined;
    const read = trip ?? (Object.hasOwn(readers, name) ? readers[name] : undefined);
    if (!read || seen.has(name)) {
      rest.push([name, value]);
      continue;
    }
    seen.add(name);
    const part = read(value);
    if (!part) faults.push({ parameter: name, value });
    else if (trip) page.trip = { ...page.trip, ...part };
    else Object.assign(page, part);
  }
  page.rest = rest;
  return { page, faults };
}

function readPath(path: string): Ref | null {
  const [, singular, id, ...more] = path.split('/');
  const collection = singular && Object.hasOwn(singulars, singular) ? singulars[singular] : undefined;
  if (!collection || !id || more.length > 0) return null;
  try {
    return { collection, id: decodeURIComponent(id) };
  } catch {
    return null;
  }
}

const readers: Record<string, (v: string) => Partial<Page> | null> = {
  lang: (v) => (isLang(v) ? { lang: v } : null),
  theme: (v) => ((themes as readonly string[]).includes(v) ? { theme: v as Theme } : null),
  layers: (v) => {
    const names = v === '' ? [] : v.split(',');
    return names.every(isLayer) ? { layers: new Set(layers.filter((l) => names.includes(l))) } : null;
  },
  map: (v) => {
    const [zoom, lat, lon, ...more] = numbers(v, '/');
    if (zoom === undefined || lat === undefined || lon === undefined || more.length > 0) return null;
    return zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { view: { zoom, lat, lon } } : null;
  },
  q: (v) => ({ q: v }),
  mode: (v) => ((modes as readonly string[]).includes(v) ? { mode: v as Mode } : null),
  dir: (v) => ((ways as readonly string[]).includes(v) ? { way: v as Way } : null),
  t: (v) => {
    const instant = v.replace(/ (?=\d\d:\d\d$)/, '+'); // what the + of an offset has become
    return isInstant(instant) ? { t: instant } : null;
  },
  // Any two numbers: whether they are a place is for the server to say, which
  // names the mistake.
  near: (v) => {
    const [lon, lat, ...more] = numbers(v, ',');
    return lon === undefined || lat === undefined || more.length > 0 ? null : { near: [lon, lat] };
  },
};

/** Writes an address, without the base. readPage of it gives the same page. */
export function writePage(page: Page): string {
  const query: [string, string][] = [...page.rest.map(([k, v]): [string, string] => [k, v])];
  if (page.lang) query.push(['lang', page.lang]);
  if (page.theme) query.push(['theme', page.theme]);
  if (page.layers.size !== layers.length) query.push(['layers', layers.filter((l) => page.layers.has(l)).join(',')]);
  if (page.view) query.push(['map', [page.view.zoom, page.view.lat, page.view.lon].map(plain).join('/')]);
  if (page.q) query.push(['q', page.q]);
  if (page.near)
    query.push([
      'near',
      page.near
        .slice(0, 2)
        .map((n) => plain(n as number))
        .join(','),
    ]);
  if (page.mode !== emptyPage.mode) query.push(['mode', page.mode]);
  if (page.way !== emptyPage.way) query.push(['dir', page.way]);
  if (page.t) query.push(['t', page.t]);
  if (page.screen) query.push(...writeTrip(page.trip));
  const path = page.screen ? `/${page.screen}` : (page.selection && pathOf(page.selection)) || '/';
  return path + (query.length > 0 ? `?${query.map(([k, v]) => `${encode(k)}=${encode(v)}`).join('&')}` : '');
}

/** Percent-encodes, but leaves what a person reads better plain. */
const encode = (s: string): string =>
  encodeURIComponent(s).replace(/%2C/g, ',').replace(/%2F/g, '/').replace(/%3A/g, ':').replace(/%3B/g, ';');
