import { type API, ProblemError } from './api.ts';
import { Asking } from './asking.ts';
import type { Hours, Mode } from './status.ts';

/** What is asked of the server, and who hears of it. */
export interface Watcher {
  asks(): { mode: Mode; at: string | null };
  hears(part: Partial<Hours>): void;
}

/** How long to wait after a failure, in milliseconds. */
const patience = 15_000;

/**
 * Keeps the hours up to date: the server says for how long each answer holds, which
 * is until the next change at the latest. Nothing is asked while nobody looks.
 */
export class Watch {
  private readonly api: API;
  private readonly to: Watcher;
  private readonly asking = new Asking();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = false;

  constructor(api: API, to: Watcher) {
    this.api = api;
    this.to = to;
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.due) this.refresh();
    });
  }

  /** Asks now. */
  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    this.due = false;
    const { mode, at } = this.to.asks();
    try {
      const answer = await this.asking.ask((signal) => this.api.statuses(mode, at, signal));
      if (!answer) return;
      const { body, holds } = answer;
      this.to.hears({
        status: 'ready',
        all: body.statuses,
        at: Date.parse(body.at),
        received: performance.now(),
        late: false,
      });
      if (at === null) this.later(Math.max(holds, 0.5) * 1000 + 250);
    } catch (e) {
      if (!(e instanceof ProblemError)) throw e;
      if (e.problem.status === 404) return this.to.hears({ status: 'none', all: [] });
      this.to.hears({ late: true });
      this.later(patience);
    }
  }

  private later(ms: number): void {
    this.timer = setTimeout(() => {
      this.due = true;
      if (!document.hidden) this.refresh();
    }, ms);
  }
}
