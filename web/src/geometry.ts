import type { Box, Geometry, Position } from './feature.ts';

/** The geometry's lines: of a polygon its rings, of a point none. */
export function linesOf(g: Geometry): Position[][] {
  switch (g.type) {
    case 'Point':
      return [];
    case 'LineString':
      return [g.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return g.coordinates;
    case 'MultiPolygon':
      return g.coordinates.flat();
  }
}

export const pointsOf = (g: Geometry): Position[] => (g.type === 'Point' ? [g.coordinates] : linesOf(g).flat());

/** The smallest box around positions; null around none. Not for boxes across 180°. */
export function boxOf(positions: Iterable<Position>): Box | null {
  let box: Box | null = null;
  for (const [lon, lat] of positions) {
    if (!box) box = { west: lon, east: lon, south: lat, north: lat };
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

export const contains = (b: Box, [lon, lat]: Position): boolean =>
  lon >= b.west && lon <= b.east && lat >= b.south && lat <= b.north;

/** Reports whether a line or polygon's outline runs through a box, or a point lies in it. */
export function touches(g: Geometry, b: Box): boolean {
  if (g.type === 'Point') return contains(b, g.coordinates);
  return linesOf(g).some((line) => line.some((p, i) => i > 0 && crosses(line[i - 1] as Position, p, b)));
}

/** Liang and Barsky: what is left of a segment in a box. */
function crosses(a: Position, c: Position, b: Box): boolean {
  let from = 0;
  let to = 1;
  const edges = [
    [a[0] - c[0], a[0] - b.west],
    [c[0] - a[0], b.east - a[0]],
    [a[1] - c[1], a[1] - b.south],
    [c[1] - a[1], b.north - a[1]],
  ] as const;
  for (const [p, q] of edges) {
    if (p === 0 && q < 0) return false;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return from <= to;
}

/** The place halfway along a line, in degrees, and the segment it is on. */
export function middle(line: Position[]): Position | null {
  const lengths = line.slice(1).map((p, i) => flat(line[i] as Position, p));
  let left = lengths.reduce((a, b) => a + b, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    const [a, b] = [line[i] as Position, line[i + 1] as Position];
    if (left <= length) {
      const t = length === 0 ? 0 : left / length;
      return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    }
    left -= length;
  }
  return line[0] ?? null;
}

const flat = (a: Position, b: Position): number =>
  Math.hypot((b[0] - a[0]) * Math.cos(((a[1] + b[1]) * Math.PI) / 360), b[1] - a[1]);
