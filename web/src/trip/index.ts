/** Plans and reaches: loaded when one is wanted (later.ts). */
export { TripLayer } from '../map/trip.ts';
export { tripModel } from './model.ts';
export { Planner } from './planner.ts';
export { screen } from './screen.ts';

import type { Lang } from '../i18n.ts';
import { gates } from './view.ts';
import { words } from './words.ts';

/** Loads a language's words for what is here. */
export const learn = (lang: Lang): Promise<unknown> =>
  Promise.all([words.learn(lang), gates.here?.gateWords.learn(lang)]);
