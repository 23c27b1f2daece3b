/** A position: longitude, latitude, and metres above the sea where known. */
export type Position = [lon: number, lat: number, height?: number];

/** A box of longitudes and latitudes. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] };

/** Where a fact was read. A title in square brackets describes a page that had none. */
export interface Source {
  title: string;
  publisher?: string;
  date?: string;
  url?: string;
  license?: string;
}

/** What another source says instead. */
export interface Alternative {
  property: string;
  value: unknown;
  source?: string;
  url?: string;
  note?: string;
}

/** Properties as they come: nothing of them is certain to be there. */
export type Properties = Record<string, unknown>;

export interface Feature {
  id: string;
  geometry: Geometry | null;
  properties: Properties;
}

/** The collections that the page knows what to do with. */
export const collections = [
  'ports',
  'checkpoints',
  'passes',
  'sections',
  'roads',
  'places',
  'zones',
  'statistics',
] as const;
export type Collection = (typeof collections)[number];

/** Names one feature. */
export interface Ref {
  collection: Collection;
  id: string;
}

export const keyOf = (ref: Ref): string => `${ref.collection}/${ref.id}`;

export const sameRef = (a: Ref | null, b: Ref | null): boolean =>
  a === b || (a !== null && b !== null && a.collection === b.collection && a.id === b.id);

/** A feature with the name of its collection. */
export interface Item extends Ref {
  feature: Feature;
}

export function text(f: Feature, name: string): string | null {
  const v = f.properties[name];
  return typeof v === 'string' && v !== '' ? v : null;
}

export function number(f: Feature, name: string): number | null {
  const v = f.properties[name];
  return typeof v === 'number' && Number.isFinite(v) ? v : null;
}

export function texts(f: Feature, name: string): string[] {
  const v = f.properties[name];
  return Array.isArray(v) ? v.filter((x): x is string => typeof x === 'string') : [];
}

export function records(f: Feature, name: string): Properties[] {
  const v = f.properties[name];
  return Array.isArray(v) ? v.filter((x): x is Properties => typeof x === 'object' && x !== null) : [];
}

/** A name and the language that it is in, for the lang attribute. */
export interface Name {
  text: string;
  lang: string;
}

export function namesOf(f: Feature): Record<string, string> {
  const v = f.properties.names;
  if (typeof v !== 'object' || v === null) return {};
  return Object.fromEntries(Object.entries(v).filter((e): e is [string, string] => typeof e[1] === 'string'));
}

/** The feature's name in a language, else its English name, else its id. */
export function nameOf(f: Feature, lang: string): Name {
  const own = namesOf(f)[lang];
  // `name` says which one is meant ("Torugart Pass"), names.en may not.
  if (own && (lang !== 'en' || !text(f, 'name'))) return { text: own, lang };
  return { text: text(f, 'name') ?? own ?? f.id, lang: 'en' };
}

/** The name on the signs there: in the other of English and Chinese, else in Kyrgyz or Russian. */
export function otherNameOf(f: Feature, lang: string): Name | null {
  const names = namesOf(f);
  const main = nameOf(f, lang).text;
  for (const other of ['zh', 'en', 'ky', 'ru', 'ur', 'tg', 'ug']) {
    const name = other === 'en' ? (text(f, 'name') ?? names.en) : names[other];
    if (other !== lang && name && name !== main) return { text: name, lang: other };
  }
  return null;
}
