import { latLon } from '../format.ts';
import type { ShapeOf } from '../i18n.ts';
import type { enTrip } from '../lang/en_trip.ts';
import type { Context } from '../state.ts';
import type { Planner } from './planner.ts';
import type { Stop } from './trip.ts';

export type Words = ShapeOf<typeof enTrip>;

/** What the parts of a plan or a reach get: the page's own, their words, and who plans. */
export interface View extends Context {
  w: Words;
  planner: Planner;
}

/** What a stop is called where it stands among n. */
export const roleOf = (w: Words, i: number, n: number): string =>
  i === 0 ? w.stopNames.start : i === n - 1 ? w.stopNames.end : `${w.stopNames.via} ${i}`;

/** A stop's name, else its position. */
export const nameOf = (stop: Stop): string => stop.name || (stop.at ? latLon(stop.at[0], stop.at[1]) : '');
