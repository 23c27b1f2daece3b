import { isPosition, numbers, plain } from '../numbers.ts';
import {
  type Assumption,
  type Avoidable,
  avoidable,
  type Hazard,
  hazards,
  type Measure,
  measures,
  mostStops,
  noTrip,
  type Stop,
  type Trip,
} from './trip.ts';

/** Reads the parameters of an address that are about a way; null for what cannot be read. */
export const tripReaders: Record<string, (v: string) => Partial<Trip> | null> = {
  w: (v) => {
    const stops = v.split(';').map(readStop);
    const all = stops.filter((s): s is Stop => s !== null);
    return all.length === stops.length && all.length <= mostStops ? { stops: all } : null;
  },
  v: (v) => {
    const vehicle: Partial<Record<Measure, number>> = {};
    for (const part of v.split(',')) {
      const [name = '', value = '', ...more] = part.split(':');
      if (!Object.hasOwn(measures, name) || more.length > 0) return null;
      const [x] = numbers(value, ';');
      if (x === undefined || !(x > 0) || x > measures[name as Measure]) return null;
      vehicle[name as Measure] = x;
    }
    return { vehicle };
  },
  hazmat: (v) => ((hazards as readonly string[]).includes(v) ? { hazmat: v as Hazard } : null),
  avoid: (v) => {
    const names = v.split(',');
    return names.every((n) => (avoidable as readonly string[]).includes(n))
      ? { avoid: avoidable.filter((a) => names.includes(a)) as Avoidable[] }
      : null;
  },
  pick: (v) => (/^[1-4]$/.test(v) ? { pick: Number(v) - 1 } : null),
  min: (v) => {
    const all = numbers(v, ',');
    return all.length > 0 && all.length <= 6 && all.every((m) => m > 0 && m <= 720)
      ? { minutes: [...new Set(all)].sort((a, b) => a - b) }
      : null;
  },
  reverse: (v) => (v === 'true' || v === 'false' ? { reverse: v === 'true' } : null),
  by: (v) => (v === 'arrive' || v === 'depart' ? { arrive: v === 'arrive' } : null),
  before: (v) => (isId(v) ? { before: v } : null),
  exclude: (v) => {
    const ids = v.split(',');
    return ids.length <= 100 && ids.every(isId) ? { exclude: ids } : null;
  },
  assume: (v) => {
    const assume = readAssumptions(v);
    return assume && { assume };
  },
};

/** Of a port or a checkpoint, or of a ferry, a pass or a border control of the road data, such as way/123. */
const isId = (v: string): boolean => /^([a-z0-9][a-z0-9-]{0,79}|(way|node)\/[1-9]\d{0,18})$/.test(v);

/** Reads {"torugart": {"hours": "Mo-Su 10:00-19:30", "service": 40}}; null for what is none. */
function readAssumptions(v: string): Record<string, Assumption> | null {
  let read: unknown;
  try {
    read = JSON.parse(v);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
  const all: Record<string, Assumption> = {};
  for (const [id, a] of Object.entries(read)) {
    if (!isId(id) || typeof a !== 'object' || a === null || Object.keys(a).length === 0) return null;
    for (const [key, value] of Object.entries(a)) {
      const text = key === 'hours' && typeof value === 'string' && value !== '' && value.length <= 200;
      const minutes =
        (key === 'service' || key === 'queue') && typeof value === 'number' && value >= 0 && value <= 86400;
      if (!text && !minutes) return null;
    }
    all[id] = a as Assumption;
  }
  return all;
}

/** A stop as "lon,lat~name"; nothing for one that is still to be said. */
function readStop(text: string): Stop | null {
  const tilde = text.indexOf('~');
  const place = tilde < 0 ? text : text.slice(0, tilde);
  const name = tilde < 0 ? '' : text.slice(tilde + 1);
  if (place === '') return name === '' ? { at: null, name: '' } : null;
  const [lon, lat, ...more] = numbers(place, ',');
  if (lon === undefined || lat === undefined || more.length > 0 || !isPosition(lon, lat)) return null;
  return { at: [lon, lat], name: nameOfStop(name) };
}

/** A name that an address can hold between its signs. */
export const nameOfStop = (name: string): string => name.replace(/[;~]/g, ' ').trim().slice(0, 80);

const writeStop = ({ at, name }: Stop): string =>
  at ? `${plain(at[0])},${plain(at[1])}${name === '' ? '' : `~${name}`}` : '';

/** Writes what is asked about a way; readers of it give the same. */
export function writeTrip(trip: Trip): [string, string][] {
  const out: [string, string][] = [];
  if (trip.stops.length > 0) out.push(['w', trip.stops.map(writeStop).join(';')]);
  const vehicle = Object.entries(trip.vehicle);
  if (vehicle.length > 0) out.push(['v', vehicle.map(([k, n]) => `${k}:${plain(n)}`).join(',')]);
  if (trip.hazmat !== noTrip.hazmat) out.push(['hazmat', trip.hazmat]);
  if (trip.avoid.length > 0) out.push(['avoid', trip.avoid.join(',')]);
  if (trip.pick > 0) out.push(['pick', String(trip.pick + 1)]);
  if (trip.minutes.length > 0) out.push(['min', trip.minutes.map(plain).join(',')]);
  if (trip.reverse) out.push(['reverse', 'true']);
  if (trip.arrive) out.push(['by', 'arrive']);
  if (trip.before) out.push(['before', trip.before]);
  if (trip.exclude.length > 0) out.push(['exclude', trip.exclude.join(',')]);
  if (Object.keys(trip.assume).length > 0) out.push(['assume', JSON.stringify(trip.assume)]);
  return out;
}
