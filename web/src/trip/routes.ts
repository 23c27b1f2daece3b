import type { Geometry, Position } from '../feature.ts';
import type { Lang } from '../i18n.ts';
import { plain } from '../numbers.ts';
import type { Mode } from '../status.ts';
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
  steps: Step[];
  /** Metres of each piece of the line. */
  annotation?: { distance: number[] };
}

export interface RouteNotice {
  code: string;
  impact: 'info' | 'warning';
  text: string;
}

/** A way, as /v1/route gives it. */
export interface Route {
  distance: number;
  duration: number;
  depart_at: string | null;
  arrive_at: string | null;
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
  waypoints: { location: [number, number]; distance: number; name: string }[];
  routes: Route[];
}

/** What is reached within one limit. */
export interface Contour {
  properties: { minutes: number | null; road_m: number; beyond_m: number | null };
  geometry: Geometry;
}

export interface Reach {
  vehicle: Vehicle;
  roads: Roads;
  features: Contour[];
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

const at = (t: string | null, name = 'depart_at') => (t === null ? '' : `&${name}=${encodeURIComponent(t)}`);

/** The address of the ways through stops. */
export function routePath(stops: readonly Position[], { trip, mode, t, lang }: Asked): string {
  // Other ways are for two positions alone.
  const others = stops.length === 2 ? '&alternatives=2' : '';
  return `/v1/route?coordinates=${stops.map(place).join(';')}&${driving(trip, mode)}${at(t)}${others}&annotations=true&lang=${lang}`;
}

/** The address of what is reached from a stop. */
export function reachPath(stop: Position, minutes: readonly number[], { trip, mode }: Asked): string {
  const [lon, lat] = [plain(stop[0]), plain(stop[1])];
  return `/v1/isochrone?lon=${lon}&lat=${lat}&minutes=${minutes.map(plain).join(',')}&${driving(trip, mode)}${trip.reverse ? '&reverse=true' : ''}`;
}
