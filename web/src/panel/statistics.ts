import { html, nothing, type TemplateResult } from 'lit-html';
import { type Feature, type Item, number, records, text } from '../feature.ts';
import { date, decimal } from '../format.ts';
import { type Lang, type Messages, word } from '../i18n.ts';
import type { Context } from '../state.ts';
import { english, ltr, outLink } from './link.ts';

/** The dated figures of a feature: of each measure the latest, the earlier ones on request. */
export function statistics(c: Context, item: Item): TemplateResult | typeof nothing {
  const { t } = c;
  const own = (c.state.data.features.statistics ?? []).filter(
    (f) => f.properties.subject === item.id && f.properties.subject_collection === item.collection,
  );
  if (own.length === 0) {
    return item.collection === 'ports'
      ? html`<section><h3>${t.statistics}</h3><p class="unknown">${t.noStatistics}</p></section>`
      : nothing;
  }
  const byMeasure = new Map<string, Feature[]>();
  for (const f of own.sort((a, b) => (ending(a) < ending(b) ? 1 : -1))) {
    const measure = text(f, 'measure') ?? '';
    byMeasure.set(measure, [...(byMeasure.get(measure) ?? []), f]);
  }
  const latest = [...byMeasure].sort(([a], [b]) => weight(a) - weight(b)).map(([, fs]) => fs[0] as Feature);
  const shown = latest.slice(0, 6);
  const more = [...latest.slice(6), ...[...byMeasure.values()].flatMap((fs) => fs.slice(1))];
  return html`<section>
    <h3>${t.statistics}</h3>
    <ul class="figures">${shown.map((f) => figure(c, f))}</ul>
    ${
      more.length > 0
        ? html`<details><summary>${t.moreFigures(more.length)}</summary><ul class="figures">${more.map((f) => figure(c, f))}</ul></details>`
        : nothing
    }
  </section>`;
}

/** The measures that a planner asks for first; the others follow as they come. */
const first = [
  'cargo',
  'vehicles',
  'persons',
  'trade_value',
  'crossing_time',
  'queue_length',
  'vehicles_per_day',
  'vehicles_exported',
];
const weight = (measure: string): number => (first.indexOf(measure) + first.length + 1) % (first.length + 1);

const ending = (f: Feature): string => `${text(f, 'period_end') ?? ''} ${text(f, 'period_start') ?? ''}`;

function figure(c: Context, f: Feature): TemplateResult {
  const { t, state } = c;
  const change = number(f, 'change_pct');
  const source = records(f, 'sources')[0];
  const note = text(f, 'note');
  const title = [source?.publisher, source?.date && date(String(source.date), state.lang)].filter(Boolean).join(', ');
  return html`<li>
    <span class="figure-name">${word(t.measures, text(f, 'measure') ?? '')}</span>
    <span class="figure-value">${amount(f, t, state.lang)}</span>
    <span class="figure-sub"
      >${period(f, state.lang)}${
        change === null
          ? nothing
          : html` · ${ltr(`${change > 0 ? '+' : '−'}${decimal(Math.abs(change), 1)}\u00a0%`)} ${word(t.changes, text(f, 'change_from') ?? '')}`
      }${
        note ? html` · ${english(c, note)}` : nothing
      }${title ? html` · ${outLink(source?.url as string | undefined, english(c, title))}` : nothing}</span
    >
  </li>`;
}

/** "over 1,080,000 t", "about 60.0 bn yuan": as exact as the source is. */
function amount(f: Feature, t: Messages, lang: Lang): TemplateResult {
  const value = number(f, 'value') ?? 0;
  const unit = text(f, 'unit') ?? '';
  const qualifier = text(f, 'qualifier') ?? 'exact';
  const money = /^[A-Z]{3}$/.test(unit);
  const n = money ? large(value, lang) : decimal(value, 2);
  const word1 = qualifier === 'exact' ? '' : word(t.qualifiers, qualifier);
  return html`${word1} ${ltr(unit === '1' || unit === '1/d' ? n : `${n}\u00a0${word(t.units, unit)}`)}`;
}

function large(n: number, lang: Lang): string {
  if (lang === 'zh') {
    if (n >= 1e8) return `${decimal(n / 1e8, 2)}\u00a0亿`;
    return n >= 1e4 ? `${decimal(n / 1e4, 2)}\u00a0万` : decimal(n, 0);
  }
  if (n >= 1e9) return `${decimal(n / 1e9, 2)}\u00a0bn`;
  return n >= 1e6 ? `${decimal(n / 1e6, 2)}\u00a0m` : decimal(n, 0);
}

/** "2024", "Jan – Nov 2025", "1 Jan 2025 – 26 Mar 2025": the shortest that is true. */
export function periodOf(start: string, end: string, lang: Lang): string {
  if (start === end) return date(start, lang);
  const lastDay = (s: string) =>
    s.slice(8) === String(new Date(Date.UTC(Number(s.slice(0, 4)), Number(s.slice(5, 7)), 0)).getUTCDate());
  if (start.endsWith('-01-01') && end === `${start.slice(0, 4)}-12-31`) return date(start.slice(0, 4), lang);
  if (start.endsWith('-01') && lastDay(end)) {
    const [a, b] = [start.slice(0, 7), end.slice(0, 7)];
    if (a === b) return date(a, lang);
    // One year is named once.
    return `${a.slice(0, 4) === b.slice(0, 4) ? monthOf(a, lang) : date(a, lang)} – ${lang === 'zh' && a.slice(0, 4) === b.slice(0, 4) ? date(b, lang).slice(5) : date(b, lang)}`;
  }
  return `${date(start, lang)} – ${date(end, lang)}`;
}

/** The month in English, which stands before its year; in Chinese the year comes first and stays. */
const monthOf = (s: string, lang: Lang): string => (lang === 'zh' ? date(s, lang) : date(s, lang).slice(0, 3));

const period = (f: Feature, lang: Lang): string =>
  periodOf(text(f, 'period_start') ?? '', text(f, 'period_end') ?? '', lang);
