import { type API, ProblemError } from './api.ts';
import { type Collection, collections, type Feature } from './feature.ts';
import { makeIndex } from './search.ts';
import type { Data } from './state.ts';

export const noData: Data = { meta: null, status: 'loading', features: {}, index: { entries: [] } };

/** Tells of data as they come: whole new objects, so that what has not changed can be told by identity. */
export interface Receiver {
  data(change: (before: Data) => Data): void;
  /** A part that the page can do without did not come. */
  missing(): void;
}

/** Loads what the page shows but for the ground, which the server draws. */
export async function load(api: API, to: Receiver): Promise<void> {
  const meta = api.meta().then(
    (m) => to.data((d) => ({ ...d, meta: m })),
    () => to.missing(),
  );
  const parts = await Promise.allSettled(collections.map((c) => features(api, c)));
  const loaded: Partial<Record<Collection, Feature[]>> = {};
  for (const [i, part] of parts.entries()) {
    if (part.status === 'fulfilled') loaded[collections[i] as Collection] = part.value;
  }
  if (!loaded.ports) {
    to.data((d) => ({ ...d, status: 'failed' }));
    return;
  }
  if (parts.some((p) => p.status === 'rejected')) to.missing();
  const named = ['ports', 'passes', 'sections', 'checkpoints', 'zones', 'places', 'roads'] as const;
  const items = named.flatMap((c) => (loaded[c] ?? []).map((feature) => ({ collection: c, id: feature.id, feature })));
  to.data((d) => ({ ...d, status: 'ready', features: loaded, index: makeIndex(items) }));
  await meta;
}

/** A collection's features; none if the server has no such collection. */
async function features(api: API, collection: string): Promise<Feature[]> {
  try {
    const { features } = await api.items(collection);
    return Array.isArray(features)
      ? features.map((f) => ({ ...f, id: String(f.id), properties: f.properties ?? {} }))
      : [];
  } catch (e) {
    if (e instanceof ProblemError && e.problem.status === 404) return [];
    throw e;
  }
}
