/** A part of the page that is loaded when it is first wanted. */
export interface Later<T> {
  /** The part; null while it is not there. */
  readonly here: T | null;
  /** Whether the last attempt to load it failed: the network is away, or the server has another build by now. */
  readonly failed: boolean;
  /** Loads it, once; reports whether it is there. */
  come(): Promise<boolean>;
}

export function later<T>(load: () => Promise<T>): Later<T> {
  let here: T | null = null;
  let failed = false;
  let coming: Promise<boolean> | null = null;
  return {
    get here() {
      return here;
    },
    get failed() {
      return failed;
    },
    come() {
      coming ??= load().then(
        (part) => {
          here = part;
          return true;
        },
        () => {
          failed = true;
          return false;
        },
      );
      return coming;
    },
  };
}

/** The panels that the first view does without. Each is a file of its own in the built page, with what it alone needs. */
export const panels = {
  details: later(() => import('./panel/details.ts')),
  trip: later(() => import('./trip/index.ts')),
};
