import type { Position } from '../feature.ts';

/** The screens that are about a way and not about a feature. */
export const screens = ['plan', 'compare', 'reach'] as const;
export type Screen = (typeof screens)[number];

/** Where a way begins, passes or ends; at is null while nobody has said where. */
export interface Stop {
  at: Position | null;
  name: string;
}

/** What a vehicle measures, by the API's names, each with the most that it takes. */
export const measures = { height_m: 10, width_m: 10, length_m: 60, weight_t: 500, axle_load_t: 50 } as const;
export type Measure = keyof typeof measures;

export const hazards = ['none', 'any', 'water'] as const;
export type Hazard = (typeof hazards)[number];

/** The kinds of roads that can be avoided. */
export const avoidable = ['toll', 'ferry', 'unpaved', 'tunnel', 'motorway'] as const;
export type Avoidable = (typeof avoidable)[number];

/** What the planner supposes of a port or a checkpoint: hours as OpenStreetMap writes them, and minutes. */
export interface Assumption {
  hours?: string;
  service?: number;
  queue?: number;
}

/** What is asked about a way, and of the vehicle that goes it. */
export interface Trip {
  stops: readonly Stop[];
  vehicle: Readonly<Partial<Record<Measure, number>>>;
  hazmat: Hazard;
  avoid: readonly Avoidable[];
  /** Which of the ways is looked at, from 0. */
  pick: number;
  /** How far a reach goes, in minutes. */
  minutes: readonly number[];
  /** Whether a reach is from where one gets here, instead of where to. */
  reverse: boolean;
  /** Whether the instant looked at is when one is to be there, instead of when one leaves. */
  arrive: boolean;
  /** The port before whose closing one is to be there; null: a reach of a stop. */
  before: string | null;
  /** Ports that are not to be crossed. */
  exclude: readonly string[];
  /** What the planner supposes where no source says anything, by port or checkpoint. */
  assume: Readonly<Record<string, Assumption>>;
}

export const noStop: Stop = { at: null, name: '' };

export const noTrip: Trip = {
  stops: [],
  vehicle: {},
  hazmat: 'none',
  avoid: [],
  pick: 0,
  minutes: [],
  reverse: false,
  arrive: false,
  before: null,
  exclude: [],
  assume: {},
};

/** How far a reach goes where nothing is said. */
export const usualMinutes: readonly number[] = [60, 120, 180, 240];

/** How many stops one can ask for; the API takes more. */
export const mostStops = 12;

/** The stops that a screen shows: two at least of a way, its ends of a comparison, one of a reach. */
export function stopsOf(screen: Screen, { stops }: Trip): readonly Stop[] {
  if (screen === 'reach') return [stops[0] ?? noStop];
  if (screen === 'compare') return [stops[0] ?? noStop, stops.at(stops.length > 1 ? -1 : 1) ?? noStop];
  return stops.length >= 2 ? stops : [stops[0] ?? noStop, noStop];
}

/** The stops with one of them changed, or left out where it is null. */
export function withStop(stops: readonly Stop[], i: number, stop: Stop | null): Stop[] {
  return stops.flatMap((s, j) => (j !== i ? [s] : stop ? [stop] : []));
}

/** The stops with one more before place i. */
export const insertStop = (stops: readonly Stop[], i: number, stop: Stop): Stop[] => [
  ...stops.slice(0, i),
  stop,
  ...stops.slice(i),
];

/** The positions to ask about; null while one is missing. */
export function positionsOf(stops: readonly Stop[]): Position[] | null {
  const all = stops.flatMap((s) => (s.at ? [s.at] : []));
  return all.length === stops.length ? all : null;
}

/** The letter that a stop has on the map and in the list: A, B, C. */
export const letterOf = (i: number): string => String.fromCharCode(65 + i);
