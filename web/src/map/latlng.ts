import * as L from 'leaflet';
import type { Box, Geometry, Position } from '../feature.ts';
import { linesOf } from '../geometry.ts';

export const pair = ([lon, lat]: Position): L.LatLngTuple => [lat, lon];

/** A geometry as Leaflet draws it: areas filled as the style says, all else as lines. */
export function drawn(g: Geometry, style: L.PolylineOptions): L.Path {
  if (g.type === 'Polygon') return L.polygon(g.coordinates.map(ring), style);
  if (g.type === 'MultiPolygon')
    return L.polygon(
      g.coordinates.map((p) => p.map(ring)),
      style,
    );
  return L.polyline(linesOf(g).map(ring), style);
}

const ring = (line: Position[]): L.LatLngTuple[] => line.map(pair);

export const toBounds = (b: Box): L.LatLngBoundsLiteral => [
  [b.south, b.west],
  [b.north, b.east],
];

export const fromBounds = (b: L.LatLngBounds): Box => ({
  west: b.getWest(),
  south: b.getSouth(),
  east: b.getEast(),
  north: b.getNorth(),
});
