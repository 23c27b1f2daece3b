import type { Collection, Feature, Position } from './feature.ts';

/** An answer that says what went wrong (RFC 9457). */
export interface Problem {
  title: string;
  status: number;
  detail?: string;
  code: string;
  errors?: { parameter: string; detail: string }[];
  suggestion?: string;
}

/** Thrown for every answer that is not one: the network's failures too, with status 0. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

export interface FeatureCollection {
  features: Feature[];
}

export interface CollectionMeta {
  id: string;
  title: string;
  titles?: Record<string, string>;
  role: string;
  geometry: string;
  count: number;
  attribution?: string;
  license?: string;
  href: string;
}

export interface Meta {
  name: string;
  version: string;
  data: { version: string; updated: string };
  bbox: [number, number, number, number];
  collections: CollectionMeta[];
  relief: { href: string; bbox: [number, number, number, number] } | null;
  languages: string[];
}

/** The resources that the page uses, below a base path. */
export class API {
  readonly base: string;
  constructor(base: string) {
    this.base = base;
  }

  meta = (signal?: AbortSignal): Promise<Meta> => this.get('/v1/meta', signal);

  items = (collection: string, signal?: AbortSignal): Promise<FeatureCollection> =>
    this.get(`/collections/${collection}/items?limit=10000`, signal);

  nearestPath = ([lon, lat]: Position): string => `/v1/nearest?lon=${lon}&lat=${lat}&number=4`;

  nearest = (at: Position, signal?: AbortSignal): Promise<FeatureCollection> => this.get(this.nearestPath(at), signal);

  search = (q: string, lang: string, at: Position | null, signal?: AbortSignal): Promise<FeatureCollection> => {
    const near = at ? `&lon=${at[0].toFixed(3)}&lat=${at[1].toFixed(3)}` : '';
    return this.get(`/v1/search?q=${encodeURIComponent(q)}&lang=${lang}&limit=8${near}`, signal);
  };

  itemPath = (collection: Collection, id: string): string =>
    `/collections/${collection}/items/${encodeURIComponent(id)}`;

  private async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    let answer: Response;
    try {
      const accept = 'application/geo+json, application/json;q=0.9, application/problem+json;q=0.5';
      answer = await fetch(this.base + path, { headers: { accept }, ...(signal && { signal }) });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ProblemError({ code: 'unreachable', title: 'The server does not answer', status: 0 });
    }
    const body: unknown = await answer.json().catch(() => null);
    if (answer.ok && typeof body === 'object' && body !== null) return body as T;
    throw new ProblemError(problemOf(answer.status, body));
  }
}

function problemOf(status: number, body: unknown): Problem {
  const p = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const unreadable = { code: 'unreadable', title: 'The answer cannot be read' };
  return { ...unreadable, ...(typeof p.title === 'string' && typeof p.code === 'string' ? p : {}), status };
}
