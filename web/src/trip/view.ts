import { latLon } from '../format.ts';
import type { ShapeOf } from '../i18n.ts';
import type { enGates } from '../lang/en_gates.ts';
import type { enTrip } from '../lang/en_trip.ts';
import { later } from '../later.ts';
import type { Context } from '../state.ts';
import { nowOf } from '../status.ts';
import type { Planner } from './planner.ts';
import type { Stop } from './trip.ts';

export type Words = ShapeOf<typeof enTrip>;
export type GateWords = ShapeOf<typeof enGates>;

/** What the parts of a plan or a reach get: the page's own, their words, and who plans. */
export interface View extends Context {
  w: Words;
  planner: Planner;
}

/** What ways through borders need besides. */
export interface GateView extends View {
  g: GateWords;
  /** The instant that times are told from. */
  now: number;
}

/** What is said of borders comes after the ways themselves. */
export const gates = later(() => import('./gates.ts'));

/** The view of ways through borders; null while these parts, or their words, are on their way. */
export function gateView(v: View): GateView | null {
  const g = gates.here?.gateWords.of(v.state.lang);
  return g ? { ...v, g, now: nowOf(v.state.hours, v.state.page.t === null) || Date.now() } : null;
}

/** What a stop is called where it stands among n. */
export const roleOf = (w: Words, i: number, n: number): string =>
  i === 0 ? w.stopNames.start : i === n - 1 ? w.stopNames.end : `${w.stopNames.via} ${i}`;

/** A stop's name, else its position. */
export const nameOf = (stop: Stop): string => stop.name || (stop.at ? latLon(stop.at[0], stop.at[1]) : '');
