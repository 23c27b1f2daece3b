/** What the reader chose last, kept by the browser where it allows that. */
export interface Prefs {
  lang?: string;
  theme?: string;
  shortcuts?: boolean;
}

const key = 'pamir';

export function readPrefs(): Prefs {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

export function keepPrefs(part: Prefs): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...readPrefs(), ...part }));
  } catch {
    // Storage is denied: the choice lives in the address only.
  }
}
