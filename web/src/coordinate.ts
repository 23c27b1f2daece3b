import type { Box, Position } from './feature.ts';
import { contains } from './geometry.ts';

/** A place that somebody typed, and whether its numbers were taken in the other order. */
export interface Typed {
  position: Position;
  swapped: boolean;
}

/**
 * Reads "lat, lon" as people write it, with degrees, minutes, seconds and
 * letters or without; where only "lon lat" lies in the region, that. Null if it is not a position.
 */
export function readCoordinates(s: string, region: Box): Typed | null {
  const clean = s
    .trim()
    .replace(/^geo:/i, '')
    .replace(/[，、;]/g, ',')
    .replace(/[″”]|''/g, '"')
    .replace(/[′’]/g, "'");
  const angle = String.raw`([NSEW])?\s*([-+]?\d{1,3}(?:\.\d+)?)\s*°?(?:\s*(\d{1,2}(?:\.\d+)?)\s*'(?:\s*(\d{1,2}(?:\.\d+)?)\s*")?)?\s*([NSEW])?`;
  const m = new RegExp(`^${angle}[\\s,]+${angle}$`, 'i').exec(clean);
  if (!m) return null;
  const a = readAngle(m.slice(1, 6));
  const b = readAngle(m.slice(6, 11));
  if (!a || !b || (a.axis && a.axis === b.axis)) return null;
  if (a.axis === 'lon' || b.axis === 'lat') return inRange(a.value, b.value, false);
  if (a.axis || b.axis) return inRange(b.value, a.value, false);
  const latFirst = inRange(b.value, a.value, false);
  const lonFirst = inRange(a.value, b.value, true);
  if (lonFirst && contains(region, lonFirst.position) && !(latFirst && contains(region, latFirst.position)))
    return lonFirst;
  return latFirst ?? lonFirst;
}

function inRange(lon: number, lat: number, swapped: boolean): Typed | null {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { position: [lon, lat], swapped } : null;
}

function readAngle(parts: (string | undefined)[]): { value: number; axis: 'lon' | 'lat' | null } | null {
  const [before, degrees = '', minutes = '0', seconds = '0', after] = parts;
  if (before && after) return null;
  const letter = (before ?? after ?? '').toUpperCase();
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null;
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
  const negative = degrees.startsWith('-') !== (letter === 'S' || letter === 'W');
  return {
    value: negative ? -size : size,
    axis: letter === '' ? null : letter === 'N' || letter === 'S' ? 'lat' : 'lon',
  };
}
