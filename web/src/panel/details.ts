/** What the panel says of a selection or of a position: loaded when there is one (later.ts). */
export { feature, lost } from './feature.ts';
export { nearest } from './nearest.ts';
