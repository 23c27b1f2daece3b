import type { Collection, Feature, Position } from './feature.ts';
import type { Mode, PairCalendar, Status } from './status.ts';

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
  schedules: string | null;
  bbox: [number, number, number, number];
  collections: CollectionMeta[];
  relief: { href: string; bbox: [number, number, number, number]; attribution: string } | null;
  languages: string[];
}

/** The resources that the page uses, below a base path. */
export class API {
  readonly base: string;
  constructor(base: string) {
    this.base = base;
  }

  meta = (signal?: AbortSignal): Promise<Meta> => this.json('/v1/meta', signal);

  items = (collection: string, signal?: AbortSignal): Promise<FeatureCollection> =>
    this.json(`/collections/${collection}/items?limit=10000`, signal);

  nearestPath = ([lon, lat]: Position): string => `/v1/nearest?lon=${lon}&lat=${lat}&number=4`;

  nearest = (at: Position, signal?: AbortSignal): Promise<FeatureCollection> => this.json(this.nearestPath(at), signal);

  search = (q: string, lang: string, at: Position | null, signal?: AbortSignal): Promise<FeatureCollection> => {
    const near = at ? `&lon=${at[0].toFixed(3)}&lat=${at[1].toFixed(3)}` : '';
    return this.json(`/v1/search?q=${encodeURIComponent(q)}&lang=${lang}&limit=8${near}`, signal);
  };

  /** The status of all ports, and for how many seconds it holds. */
  statuses = (
    mode: Mode,
    at: string | null,
    signal?: AbortSignal,
  ): Promise<{ body: { at: string; statuses: Status[] }; holds: number }> =>
    this.ask(`/v1/status?mode=${mode}${at ? `&at=${encodeURIComponent(at)}` : ''}`, signal, 'no-cache');

  calendar = (path: string, from: number, to: number, signal?: AbortSignal): Promise<{ calendars: PairCalendar[] }> =>
    this.json(`${path}&from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`, signal);

  itemPath = (collection: Collection, id: string): string =>
    `/collections/${collection}/items/${encodeURIComponent(id)}`;

  /** An answer of any address of ours; with a body, to what that says. */
  json = async <T>(path: string, signal?: AbortSignal, body?: unknown): Promise<T> =>
    (await this.ask<T>(path, signal, undefined, body)).body;

  private async ask<T>(
    path: string,
    signal?: AbortSignal,
    cache?: RequestCache,
    sent?: unknown,
  ): Promise<{ body: T; holds: number }> {
    let answer: Response;
    try {
      const accept = 'application/geo+json, application/json;q=0.9, application/problem+json;q=0.5';
      answer = await fetch(this.base + path, {
        headers: { accept, ...(sent !== undefined && { 'content-type': 'application/json' }) },
        ...(sent !== undefined && { method: 'POST', body: JSON.stringify(sent) }),
        ...(signal && { signal }),
        ...(cache && { cache }),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ProblemError({ code: 'unreachable', title: 'The server does not answer', status: 0 });
    }
    const body: unknown = await answer.json().catch(() => null);
    if (answer.ok && typeof body === 'object' && body !== null)
      return {
        body: body as T,
        holds: Number(/max-age=(\d+)/.exec(answer.headers.get('cache-control') ?? '')?.[1] ?? 60),
      };
    throw new ProblemError(problemOf(answer.status, body));
  }
}

function problemOf(status: number, body: unknown): Problem {
  const p = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const unreadable = { code: 'unreadable', title: 'The answer cannot be read' };
  return { ...unreadable, ...(typeof p.title === 'string' && typeof p.code === 'string' ? p : {}), status };
}
