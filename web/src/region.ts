import type { Box, Ref } from './feature.ts';

/** The frame of the built-in basemap: the map cannot be led far out of it. */
export const frame: Box = { west: 66, south: 34, east: 82, north: 44 };

/** Where most ways here begin. */
export const hub: Ref = { collection: 'places', id: 'kashgar' };

/** What the map shows at first: the ports, and the roads to them. */
export const home: Box = { west: 72.7, south: 36.6, east: 78.7, north: 41.5 };
