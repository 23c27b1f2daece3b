/** One question at a time: a new one aborts the one before, whose answer is then nobody's. */
export class Asking {
  private current: AbortController | null = null;

  /** Asks; resolves to null if a later question, or stop, came first. */
  async ask<T>(question: (signal: AbortSignal) => Promise<T>, delay = 0): Promise<T | null> {
    this.stop();
    const own = new AbortController();
    this.current = own;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (own.signal.aborted) return null;
    try {
      const answer = await question(own.signal);
      return own.signal.aborted ? null : answer;
    } catch (e) {
      if (own.signal.aborted) return null;
      throw e;
    }
  }

  stop(): void {
    this.current?.abort();
    this.current = null;
  }
}
