import type { Collection } from './feature.ts';

/** What can be switched on and off, in the order of the switches. */
export const layers = [
  'ports',
  'passes',
  'sections',
  'roads',
  'zones',
  'checkpoints',
  'places',
  'water',
  'urban',
  'boundaries',
  'relief',
] as const;
export type Layer = (typeof layers)[number];

export const isLayer = (s: string): s is Layer => (layers as readonly string[]).includes(s);

/** The groups of the list, in its order: each is a collection and a layer. */
export const groups = ['ports', 'passes', 'sections', 'roads', 'zones'] as const satisfies (Collection & Layer)[];
export type Group = (typeof groups)[number];

/** The collections that the server draws as the ground, by the layer that shows them. */
const ground: Partial<Record<Layer, readonly string[]>> = {
  urban: ['urban-areas'],
  water: ['rivers-minor', 'rivers', 'lakes'],
  boundaries: ['boundaries'],
  places: ['countries'],
};

/** What an imported region may bring besides. */
const imported: Partial<Record<Layer, readonly string[]>> = {
  water: ['waterways', 'water'],
  boundaries: ['admin-boundaries'],
};

/** The collections of the ground for the layers that are on, from the ground up, of those that there are. */
export function groundOf(on: ReadonlySet<Layer>, served: readonly string[]): string[] {
  const of = (l: Layer) => [...(ground[l] ?? []), ...(imported[l] ?? []).filter((c) => served.includes(c))];
  return (['urban', 'water', 'boundaries', 'places'] as const).filter((l) => on.has(l)).flatMap(of);
}
