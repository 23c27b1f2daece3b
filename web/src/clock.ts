import type { Lang } from './i18n.ts';

const nbsp = '\u00a0';

/** What the calendar and the clock on a wall show. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  /** Sunday is 0. */
  weekday: number;
  /** 00:00 to 23:59 */
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** What the wall shows in a zone at an instant, whatever the zone of the browser. */
export function wallOf(instant: number, zone: string): Wall {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'numeric',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map((p) => [p.type, p.value]));
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    weekday: weekdays.indexOf(parts.weekday ?? ''),
    time: `${parts.hour}:${parts.minute}`,
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const zhDays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** Thu 12:00; with the date where that is more than six days away: Thu 9 Apr 12:00. */
export function dayTime(instant: number, zone: string, now: number, lang: Lang): string {
  const w = wallOf(instant, zone);
  return `${dayWord(w, Math.abs(instant - now) > 6 * 86400e3 ? wallOf(now, zone).year : null, lang)}${nbsp}${w.time}`;
}

/** A weekday; with year, the date too, and its year where that is another. */
function dayWord(w: Wall, year: number | null, lang: Lang): string {
  const weekday = (lang === 'zh' ? zhDays : weekdays)[w.weekday] ?? '';
  if (year === null) return weekday;
  if (lang === 'zh') return `${w.year === year ? '' : `${w.year}年`}${w.month}月${w.day}日${weekday}`;
  return [weekday, w.day, months[w.month - 1], ...(w.year === year ? [] : [w.year])].join(nbsp);
}

/** Sat 4 Oct 2025, 09:00 */
export function fullTime(instant: number, zone: string, lang: Lang): string {
  const w = wallOf(instant, zone);
  return lang === 'zh' ? `${dayWord(w, 0, lang)} ${w.time}` : `${dayWord(w, 0, lang)}, ${w.time}`;
}

/** 14 h 20 min; 3 d 4 h; under a minute: 0 min. */
export function duration(ms: number, lang: Lang): string {
  const minutes = Math.max(0, Math.round(ms / 60e3));
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const unit = lang === 'zh' ? { d: '天', h: '小时', m: '分钟', gap: '' } : { d: 'd', h: 'h', m: 'min', gap: nbsp };
  const parts = d > 0 ? [[d, unit.d] as const, [h, unit.h] as const] : [[h, unit.h] as const, [m, unit.m] as const];
  const said = parts.filter(([n], i) => n > 0 || (i === 1 && parts[0]?.[0] === 0));
  return said.map(([n, u]) => `${n}${unit.gap}${u}`).join(lang === 'zh' ? '' : ' ');
}

/** An age in whole days, months or years: as long as its own first unit. */
export function age(seconds: number, lang: Lang): string {
  const days = Math.floor(seconds / 86400);
  const [n, unit] = days < 60 ? [days, 0] : days < 730 ? [Math.floor(days / 30.44), 1] : [Math.floor(days / 365.25), 2];
  if (lang === 'zh') return `${n}${['天', '个月', '年'][unit]}`;
  return `${n}${nbsp}${['day', 'month', 'year'][unit]}${n === 1 ? '' : 's'}`;
}

/** Whether a text is an instant with an offset that the hours can be asked about. */
export function isInstant(s: string): boolean {
  const year = Number(s.slice(0, 4));
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(s) &&
    !Number.isNaN(Date.parse(s)) &&
    year >= 1901 &&
    year <= 2198
  );
}

/** The zone whose clock the time picker goes by, and its offset: Beijing's does not move. */
export const beijing = { zone: 'Asia/Shanghai', offset: '+08:00' };

/** An instant as a datetime-local input has it, by Beijing's clock. */
export function localValue(instant: number): string {
  const w = wallOf(instant, beijing.zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(w.year).padStart(4, '0')}-${two(w.month)}-${two(w.day)}T${w.time}`;
}
