import type { Position } from '../feature.ts';
import type { TripModel } from '../map/model.ts';
import type { State } from '../state.ts';
import { distanceOf, positionAt } from './along.ts';
import type { Planner } from './planner.ts';
import { toneOf } from './reach.ts';
import { letterOf } from './trip.ts';
import { nameOf } from './view.ts';

/** What the map shows of a plan or a reach. */
export function tripModel(state: State, planner: Planner): TripModel {
  const { answer, along } = state.desk;
  const { ruler } = planner;
  const bands = answer.reach?.features ?? [];
  return {
    stops: planner.stops.flatMap((s, i) =>
      s.at ? [{ at: s.at, letter: letterOf(i), title: nameOf(s), place: i }] : [],
    ),
    ways: (answer.routes?.routes ?? []).map((r) => r.geometry.coordinates as Position[]),
    picked: planner.picked,
    areas: bands.map((f, i) => ({ shape: f.geometry, tone: toneOf(i, bands.length) })),
    cursor: ruler && along !== null ? positionAt(ruler, along) : null,
    old: answer.status === 'asking',
    moved: (i, at) => planner.move(i, at),
    inserted: (at) => {
      // A new stop goes on the leg that the drag began on.
      const legs = planner.route?.legs ?? [];
      const from = ruler ? distanceOf(ruler, at.from).along : 0;
      let end = 0;
      const leg = legs.findIndex((l) => {
        end += l.distance;
        return from <= end;
      });
      planner.insert(Math.max(0, leg), at.to);
    },
    pointed: (at) => planner.point(at && ruler ? distanceOf(ruler, at).along : null),
    chose: (i) => planner.pick(i),
  };
}
