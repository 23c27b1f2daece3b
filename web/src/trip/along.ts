import type { Position } from '../feature.ts';
import type { HeightProfile, Route } from './routes.ts';

/** A line with the distance of each of its positions from the beginning, in metres by road. */
export interface Ruler {
  line: Position[];
  metres: number[];
  length: number;
}

/** Measures a way by its road: published lengths rule over drawn ones, so that the two differ. */
export function rulerOf(route: Route): Ruler {
  const line = route.geometry.coordinates as Position[];
  const pieces = route.legs.flatMap((l) => l.annotation?.distance ?? []);
  if (pieces.length !== line.length - 1) return { line, metres: spread(line, route.distance), length: route.distance };
  const metres = [0];
  for (const p of pieces) metres.push((metres.at(-1) as number) + p);
  return { line, metres, length: metres.at(-1) as number };
}

/** Distances along a line as it is drawn, stretched to the length that it has. */
function spread(line: readonly Position[], length: number): number[] {
  const drawn = [0];
  for (let i = 1; i < line.length; i++)
    drawn.push((drawn.at(-1) as number) + metresBetween(line[i - 1] as Position, line[i] as Position));
  const all = drawn.at(-1) as number;
  return drawn.map((d) => (all > 0 ? (d / all) * length : 0));
}

/** The position at a distance from the beginning. */
export function positionAt({ line, metres, length }: Ruler, distance: number): Position | null {
  const d = Math.min(Math.max(distance, 0), length);
  const i = metres.findIndex((m, k) => k > 0 && m >= d);
  const [a, b] = [line[i - 1], line[i]];
  if (!a || !b) return line[0] ?? null;
  const [from, to] = [metres[i - 1] as number, metres[i] as number];
  const t = to > from ? (d - from) / (to - from) : 0;
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}

/** Where on a line one is nearest to a position: the distance from the beginning, and how far off it is, in metres. */
export function distanceOf({ line, metres }: Ruler, at: Position): { along: number; off: number } {
  let best = { along: 0, off: Number.POSITIVE_INFINITY };
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Position, line[i] as Position];
    const k = Math.cos((at[1] * Math.PI) / 180);
    const [dx, dy] = [(b[0] - a[0]) * k, b[1] - a[1]];
    const [px, py] = [(at[0] - a[0]) * k, at[1] - a[1]];
    const square = dx * dx + dy * dy;
    const t = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
    const off = metresBetween(at, [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
    const [from, to] = [metres[i - 1] as number, metres[i] as number];
    if (off < best.off) best = { along: from + t * (to - from), off };
  }
  return best;
}

/** A length on the ground, good enough for what is drawn: within 0.5 % below a degree. */
export function metresBetween(a: Position, b: Position): number {
  const k = Math.cos(((a[1] + b[1]) * Math.PI) / 360);
  return 111_195 * Math.hypot((b[0] - a[0]) * k, b[1] - a[1]);
}

/** A height that a source gives, and where on the way that is. */
export interface Height {
  along: number;
  metres: number;
}

/** The heights of a profile, at the distances of the road instead of the drawn line. Both begin at the same place. */
export function heightsAlong(ruler: Ruler, profile: HeightProfile): Height[] {
  const drawn = [0];
  for (let i = 1; i < ruler.line.length; i++)
    drawn.push((drawn.at(-1) as number) + metresBetween(ruler.line[i - 1] as Position, ruler.line[i] as Position));
  const scale = profile.distance > 0 ? (drawn.at(-1) as number) / profile.distance : 1;
  return profile.heights.map((h) => {
    const d = h.distance * scale;
    const i = Math.max(
      1,
      drawn.findIndex((m, k) => k > 0 && m >= d - 1),
    );
    const [from, to] = [drawn[i - 1] ?? 0, drawn[i] ?? 0];
    const [a, b] = [ruler.metres[i - 1] ?? 0, ruler.metres[i] ?? ruler.length];
    const t = to > from ? Math.min(1, Math.max(0, (d - from) / (to - from))) : 0;
    return { along: a + t * (b - a), metres: h.elevation_m };
  });
}

/** How far apart two heights may be, in metres by road, for the ground between them to be known. */
const near = 2000;

/** Whether what lies between two heights is known well enough to be drawn as a line. */
export const joined = (a: Height, b: Height): boolean => b.along - a.along <= near;

/** The height at a distance: of a source's point within 1 % of the way, or between two near ones; null where nobody says. */
export function heightAt(heights: readonly Height[], along: number, length: number): number | null {
  const i = heights.findIndex((h) => h.along >= along);
  const [a, b] = [heights[i - 1], heights[i]];
  if (a && b && joined(a, b)) {
    const t = b.along > a.along ? (along - a.along) / (b.along - a.along) : 0;
    return Math.round(a.metres + t * (b.metres - a.metres));
  }
  const nearest = [a, b, i < 0 ? heights.at(-1) : undefined]
    .filter((h): h is Height => h !== undefined && Math.abs(h.along - along) <= length / 100)
    .sort((x, y) => Math.abs(x.along - along) - Math.abs(y.along - along))[0];
  return nearest?.metres ?? null;
}

/** A line with at most so many positions, its ends among them: what a request can hold. */
export function thinned(line: readonly Position[], most: number): Position[] {
  if (line.length <= most) return [...line];
  const step = (line.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => line[Math.round(i * step)] as Position);
}
