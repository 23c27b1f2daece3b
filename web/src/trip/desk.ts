import type { Problem } from '../api.ts';
import type { Hit } from '../state.ts';
import type { Height } from './along.ts';
import type { Option, Reach, Routes } from './routes.ts';

/** What was asked last, and what came of it. The last good answer stays until there is a new one. */
export interface Answer {
  /** The address that was asked; '' for none. */
  path: string;
  status: 'idle' | 'asking' | 'ready' | 'failed';
  routes: Routes | null;
  reach: Reach | null;
  /** The ports of a comparison; the ways are those of them that have one, in their order. */
  options: Option[] | null;
  problem: Problem | null;
}

/** The field of a stop that is being filled. */
export interface Field {
  /** Which stop is wanted: a click on the map gives it. null: none. */
  stop: number | null;
  open: boolean;
  q: string;
  hits: Hit[];
  active: number;
  asking: boolean;
}

/** What the screens of plans and reaches hold besides the address. */
export interface Desk {
  answer: Answer;
  field: Field;
  /** The heights along the way that is looked at, and of which that is. */
  heights: { of: string; list: Height[] } | null;
  /** Where on the way one points, in metres from its beginning. */
  along: number | null;
  /** When it was printed; null: it is not. */
  printed: number | null;
}

export const noAnswer: Answer = { path: '', status: 'idle', routes: null, reach: null, options: null, problem: null };
export const noField: Field = { stop: null, open: false, q: '', hits: [], active: -1, asking: false };
export const noDesk: Desk = { answer: noAnswer, field: noField, heights: null, along: null, printed: null };
