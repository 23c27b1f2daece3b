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

/** The collections of the basemap, and the layer that shows each; countries always show. */
export const basemap = {
  countries: null,
  'urban-areas': 'urban',
  'rivers-minor': 'water',
  rivers: 'water',
  lakes: 'water',
  boundaries: 'boundaries',
} as const satisfies Record<string, Layer | null>;
export type Base = keyof typeof basemap;
