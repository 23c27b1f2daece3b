import { dayTime, duration } from './clock.ts';
import { type Lang, type Messages, word } from './i18n.ts';
import { type Clock, type Look, lookOf, type Status } from './status.ts';

/** An instant by each clock: "Thu 12:00 Beijing · 09:00 Dushanbe"; the day again only where it is another. */
export function onClocks(instant: number, clocks: Clock[], now: number, lang: Lang, t: Messages): string {
  let day = '';
  const said = clocks.map(({ zone, name }) => {
    const text = dayTime(instant, zone, now, lang);
    const own = text.slice(0, -6);
    const shown = own === day ? text.slice(-5) : text;
    day = own;
    return lang === 'zh' ? `${word(t.zoneNames, name)} ${shown}` : `${shown} ${word(t.zoneNames, name)}`;
  });
  return said.join(' · ');
}

/** The word of a look: of an open day that the hours are not published, of a label whom it is for. */
export function wordOf(look: Look, s: Status | null, t: Messages): string {
  if (look === 'cargo' && s?.label === 'passengers-only') return t.passengersOnly;
  return t.looks[look];
}

/** How long before the last of the open days one is told of it, in milliseconds. */
const ahead = 14 * 86400e3;

/** What follows the word: until when, when next, or why nobody knows. */
export function restOf(s: Status, now: number, lang: Lang, t: Messages): string {
  const at = (text: string) => Date.parse(text);
  const on = (text: string) => onClocks(at(text), s.clocks, now, lang, t);
  if (s.next_change && now >= at(s.next_change)) return t.notRefreshed;
  if (s.state === 'open') {
    if (!s.until) return t.noEnd;
    const left = lookOf(s, now) === 'soon' ? ` (${t.closesIn(duration(at(s.until) - now, lang))})` : '';
    return t.openUntil(on(s.until)) + left;
  }
  if (s.state === 'closed') {
    if (s.next_open && s.next_open === s.until) return t.opens(on(s.next_open), duration(at(s.next_open) - now, lang));
    return s.until ? t.closedUntil(on(s.until)) : t.noEnd;
  }
  if (s.state === 'unknown' && s.day === 'open') {
    const hours = t.reasons['hours-unpublished'] ?? '';
    return s.next_change && at(s.next_change) - now < ahead ? t.openDaysUntil(hours, on(s.next_change)) : hours;
  }
  return reasonOf(s.reason, t);
}

/** A reason in the reader's language, or as the source gives it. */
export const reasonOf = (reason: string | null, t: Messages): string => (reason ? word(t.reasons, reason) : '');

/** All of it in a line, for a mark's label: "open until Thu 19:00 Beijing". */
export function inWords(s: Status, now: number, lang: Lang, t: Messages): string {
  return [wordOf(lookOf(s, now), s, t), restOf(s, now, lang, t)].filter((x) => x !== '').join(' ');
}
