import type { API } from './api.ts';
import { type Box, number, type Position } from './feature.ts';
import { boxOf } from './geometry.ts';
import type { Nearest } from './state.ts';

/** Asks for the ports nearest to a position, with how far each is in metres and in which direction in degrees. */
export async function portsNear(api: API, at: Position, signal: AbortSignal): Promise<Nearest['items']> {
  const { features } = await api.nearest(at, signal);
  return features.map((feature) => ({
    item: { collection: 'ports', id: String(feature.id), feature },
    distance: number(feature, 'distance_m') ?? 0,
    bearing: number(feature, 'bearing_deg') ?? 0,
  }));
}

/** What has to be in sight: the position and the three nearest of the ports. */
export function boxAroundNear(at: Position, items: Nearest['items']): Box | null {
  const ports = items.slice(0, 3).map(({ item }) => item.feature.geometry);
  return boxOf([at, ...ports.flatMap((g) => (g?.type === 'Point' ? [g.coordinates] : []))]);
}
