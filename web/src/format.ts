import type { Lang } from './i18n.ts';

const nbsp = '\u00a0';

/** A whole number with commas between thousands: the same digits in every language. */
export function integer(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number as it is, with at most so many decimals. */
export function decimal(n: number, places: number): string {
  const [whole = '', part] = String(Number(n.toFixed(places))).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '');
}

export const metres = (m: number): string => `${integer(m)}${nbsp}m`;

/** A distance: metres below one kilometre, tenths below one hundred. */
export function distance(m: number): string {
  if (m < 999.5) return metres(m);
  const km = m / 1000;
  return `${km < 99.95 ? decimal(km, 1) : integer(km)}${nbsp}km`;
}

/** A bearing in degrees as one of eight points, counted from north. */
export const compass = (degrees: number): number => Math.round((((degrees % 360) + 360) % 360) / 45) % 8;

/** Latitude before longitude with letters, as on a paper map, to about a metre: 39.4704° N, 75.9898° E. */
export function latLon(lon: number, lat: number): string {
  const angle = (n: number, letters: string) => `${Number(Math.abs(n).toFixed(5))}°${nbsp}${letters[n < 0 ? 1 : 0]}`;
  return `${angle(lat, 'NS')}, ${angle(lon, 'EW')}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date that may be a year, a month or a day; anything else stays as it is. */
export function date(s: string, lang: Lang): string {
  const m = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(s);
  if (!m) return s;
  const [, year, month, day] = m;
  if (lang === 'zh') return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
  return [day && Number(day), month && (months[Number(month) - 1] ?? month), year].filter(Boolean).join(nbsp);
}
