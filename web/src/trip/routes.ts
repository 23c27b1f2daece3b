import type { Geometry, Position } from '../feature.ts';
import type { Lang } from '../i18n.ts';
import { plain } from '../numbers.ts';
import type { Mode, Openness, Origin } from '../status.ts';
import { noTrip, type Trip } from './trip.ts';

export interface Step {
  type: string;
  instruction: string;
  distance: number;
  duration: number;
  location: [number, number];
}

/** Something of note that a leg passes. */
export interface Passage {
  kind: string;
  name: string;
  distance: number;
}

export interface Leg {
  distance: number;
  duration: number;
  summary: string;
  passages: Passage[];
  steps?: Step[];
  /** Metres of each piece of the line. */
  annotation?: { distance: number[] };
}

export interface RouteNotice {
  code: string;
  impact: 'info' | 'warning';
  text: string;
}

/** What a clock on the wall shows; null where nothing can be said. */
export type Times<K extends string> = { zone: string; name: string } & Record<K, string | null>;

/** How a way fares at its borders, in a word. */
export interface Verdict {
  kind: 'untimed' | 'no-crossing' | 'makes-it' | 'misses' | 'closed' | 'cannot-promise';
  port: string | null;
  checkpoint: string | null;
  /** Seconds in hand, or late. */
  by_s: number | null;
  until: string | null;
  reason: string | null;
  text: string;
}

/** How long something takes, and who says so. */
export interface Stay {
  of: 'service' | 'queue' | 'dwell' | 'part';
  p50_s: number | null;
  mean_s: number | null;
  says: string | null;
  basis: string;
  as_of: string | null;
  assumed: boolean;
  note: string | null;
  sources: Origin[];
}

/** A checkpoint on a way. */
export interface CrossingStop {
  checkpoint: string;
  kind: 'checkpoint' | 'pass' | 'ferry' | 'train';
  name: string;
  side: string;
  arrive: string | null;
  state_at_arrival: Openness | null;
  day: Openness | null;
  reason: string | null;
  opens: string | null;
  wait_s: number | null;
  queue: Stay | null;
  service: Stay | null;
  clear: string | null;
  closes: string | null;
  cutoff: string | null;
  promised: boolean;
  assumed: ('hours' | 'queue' | 'service')[];
  clocks: Times<'arrive' | 'opens' | 'clear' | 'closes' | 'cutoff'>[];
}

/** A port on a way, or a ferry or a pass that opens and shuts by the clock. */
export interface Crossing {
  port: string;
  kind: 'port' | 'post' | 'pass' | 'ferry' | 'train';
  name: string;
  direction: string | null;
  wait_s: number | null;
  binding: string;
  latest_departure: string | null;
  confidence: string | null;
  as_of: string | null;
  age_s: number | null;
  sources: Origin[];
  dwell: Stay[];
  stops: CrossingStop[];
}

/** A way, as /v1/route gives it. */
export interface Route {
  distance: number;
  duration: number;
  depart_at: string | null;
  arrive_at: string | null;
  arrive_earliest: string | null;
  /** At borders: waiting, queue and service. */
  wait_s: number | null;
  verdict: Verdict;
  latest_departure: string | null;
  leave_instead: string | null;
  assumed: boolean;
  clocks: Times<'depart_at' | 'arrive_at' | 'arrive_earliest' | 'latest_departure' | 'leave_instead' | 'until'>[];
  crossings: Crossing[];
  geometry: { type: 'LineString'; coordinates: [number, number][] };
  highest: { elevation_m: number; location: [number, number]; distance: number } | null;
  legs: Leg[];
  notices: RouteNotice[];
}

export interface Vehicle {
  height_m: number | null;
  width_m: number | null;
  length_m: number | null;
  weight_t: number | null;
  axle_load_t: number | null;
  hazmat: string;
  assumed: boolean;
}

export interface Roads {
  source: string;
  schematic: boolean;
}

export interface Routes {
  profile: Mode;
  vehicle: Vehicle;
  roads: Roads;
  /** The version of the hours. */
  schedules: string;
  waypoints: { location: [number, number]; distance: number; name: string }[];
  routes: Route[];
}

/** What is reached within one limit. */
export interface Contour {
  properties: { minutes: number | null; road_m: number; leave_by?: string | null };
  geometry: Geometry;
}

export interface Reach {
  vehicle: Vehicle;
  roads: Roads;
  features: Contour[];
  /** Of a reach before a port shuts. */
  port?: string;
  direction?: string;
  by?: string | null;
  verdict?: Verdict;
  crossing?: Crossing | null;
}

/** A port between two places. */
export interface Option {
  port: string;
  name: string;
  direction: string | null;
  why: 'mode-not-allowed' | 'excluded' | 'closed' | null;
  clear_at: string | null;
  clear_earliest: string | null;
  drive_s: number;
  wait_s: number;
  longest_steep_m: number | null;
  confidence: string | null;
  way: Route | null;
}

export interface Comparison extends Omit<Routes, 'routes'> {
  options: Option[];
}

export interface HeightProfile {
  distance: number;
  heights: { distance: number; elevation_m: number; location: [number, number] }[];
  basis: string;
}

const place = ([lon, lat]: Position): string => `${plain(lon)},${plain(lat)}`;

/** What the vehicle is and does not want, as the API's parameters. */
function driving(trip: Trip, mode: Mode): string {
  const parts = [`profile=${mode}`];
  for (const [name, n] of Object.entries(trip.vehicle)) parts.push(`${name}=${plain(n)}`);
  if (trip.hazmat !== noTrip.hazmat) parts.push(`hazmat=${trip.hazmat}`);
  if (trip.avoid.length > 0) parts.push(`avoid=${trip.avoid.join(',')}`);
  if (trip.exclude.length > 0) parts.push(`exclude_ports=${trip.exclude.join(',')}`);
  for (const key of ['hours', 'service', 'queue'] as const) {
    const own = Object.entries(trip.assume).flatMap(([id, a]) => (a[key] === undefined ? [] : [[id, a[key]]]));
    if (own.length > 0) parts.push(`assume_${key}=${encodeURIComponent(JSON.stringify(Object.fromEntries(own)))}`);
  }
  return parts.join('&');
}

/** What is asked about a way besides its stops. */
export interface Asked {
  trip: Trip;
  mode: Mode;
  /** The instant looked at, with its offset; null: now. */
  t: string | null;
  lang: Lang;
}

/** An instant as a parameter; nothing for now. */
const at = (t: string | null, name = 'depart_at') => (t === null ? '' : `&${name}=${encodeURIComponent(t)}`);

/** The address of the ways through stops. */
export function routePath(stops: readonly Position[], { trip, mode, t, lang }: Asked): string {
  // Other ways are for two positions alone.
  const others = stops.length === 2 ? '&alternatives=2' : '';
  return `/v1/route?coordinates=${stops.map(place).join(';')}&${driving(trip, mode)}${at(t, trip.arrive ? 'arrive_by' : 'depart_at')}${others}&annotations=true&lang=${lang}`;
}

/** The address of the ports between two stops. */
export const comparePath = (stops: readonly Position[], { trip, mode, t, lang }: Asked): string =>
  `/v1/compare?coordinates=${stops.map(place).join(';')}&${driving(trip, mode)}${at(t)}&geometry=geojson&lang=${lang}`;

/** The address of from where a port can still be reached before it shuts. */
export const beforePath = (
  port: string,
  direction: string,
  minutes: readonly number[],
  { trip, mode, t }: Asked,
): string =>
  `/v1/ports/${port}/reach?direction=${direction}&minutes=${minutes.map(plain).join(',')}&${driving(trip, mode)}${at(t, 'at')}`;

/** The address of what is reached from a stop. */
export function reachPath(stop: Position, minutes: readonly number[], { trip, mode, t }: Asked): string {
  const [lon, lat] = [plain(stop[0]), plain(stop[1])];
  return `/v1/isochrone?lon=${lon}&lat=${lat}&minutes=${minutes.map(plain).join(',')}&${driving(trip, mode)}${at(t, trip.reverse ? 'arrive_by' : 'depart_at')}${trip.reverse ? '&reverse=true' : ''}`;
}
