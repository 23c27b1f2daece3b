/** Plans and reaches: loaded when one is wanted (later.ts). */
export { TripLayer } from '../map/trip.ts';
export { tripModel } from './model.ts';
export { Planner } from './planner.ts';
export { screen } from './screen.ts';
export { words } from './words.ts';
