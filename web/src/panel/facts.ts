import { html, nothing, type TemplateResult } from 'lit-html';
import { type Feature, type Item, number, records, text, texts } from '../feature.ts';
import { date, distance, integer, metres } from '../format.ts';
import { word } from '../i18n.ts';
import { type Context, itemOf } from '../state.ts';
import { english, itemLink, ltr } from './link.ts';

/** A label and its value; prose goes below its label, not beside it. */
type Fact = [label: string, value: unknown, prose?: boolean];

/** What is known of a feature in a line each, and, of what a reader looks for, what is not. */
export function facts(c: Context, item: Item): TemplateResult {
  const lines = of(c, item).filter(([, value]) => value !== null && value !== '');
  return html`<section aria-label=${c.t.facts}>
    <dl class="facts">${lines.map(([label, value, prose]) => html`<div class=${prose ? 'prose' : nothing}><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
  </section>`;
}

function of(c: Context, item: Item): Fact[] {
  switch (item.collection) {
    case 'ports':
      return port(c, item);
    case 'passes':
      return pass(c, item);
    case 'roads':
    case 'sections':
      return road(c, item);
    case 'checkpoints':
      return checkpoint(c, item);
    default:
      return place(c, item);
  }
}

function port(c: Context, item: Item): Fact[] {
  const { t } = c;
  const { feature: f } = item;
  const n = t.factNames;
  const post = text(f, 'inspection');
  const inspection = itemOf(c.state.data, post ? { collection: 'checkpoints', id: post } : null);
  const codes = [text(f, 'iata'), text(f, 'icao')].filter(Boolean).join(', ');
  return [
    elevation(c, f),
    [n.connects, prose(c, text(f, 'connects'))],
    [n.inspection, inspection ? itemLink(c, inspection) : null],
    [n.roads, texts(f, 'roads').length > 0 ? ltr(texts(f, 'roads').join(', ')) : null],
    [n.opened, dated(c, text(f, 'opened')) ?? unknown(t.unknown)],
    [n.operation, prose(c, text(f, 'operation')) ?? unknown(t.unknown), text(f, 'operation') !== null],
    [n.traffic, words(c, texts(f, 'traffic'))],
    [n.goodsOut, prose(c, texts(f, 'goods_out').join(', '))],
    [n.goodsIn, prose(c, texts(f, 'goods_in').join(', '))],
    [n.code, codeOf(text(f, 'code'))],
    [n.iata, codeOf(codes)],
    ...validity(c, f),
  ];
}

function pass(c: Context, item: Item): Fact[] {
  const { t } = c;
  const { feature: f } = item;
  const port = itemOf(c.state.data, text(f, 'port') ? { collection: 'ports', id: text(f, 'port') as string } : null);
  return [
    elevation(c, f),
    [t.factNames.port, port ? itemLink(c, port) : null],
    [t.factNames.road, worded(c, text(f, 'road')) ?? unknown(t.unknown)],
    [t.factNames.roads, texts(f, 'roads').length > 0 ? ltr(texts(f, 'roads').join(', ')) : null],
    [t.factNames.season, prose(c, text(f, 'season')) ?? unknown(t.unknown), text(f, 'season') !== null],
    ...validity(c, f),
  ];
}

function road(c: Context, item: Item): Fact[] {
  const { t } = c;
  const { feature: f } = item;
  const n = t.factNames;
  const length = number(f, 'length_m');
  const drawn = number(f, 'drawn_length_m');
  const basis = text(f, 'length_basis');
  const highest = number(f, 'elevation_max_m');
  const speed = number(f, 'design_speed_kmh');
  const from = number(f, 'km_from');
  const to = number(f, 'km_to');
  const over = texts(f, 'roads').map((id) => itemOf(c.state.data, { collection: 'roads', id }));
  const roads = over.filter((r): r is Item => r !== null);
  return [
    [n.ref, codeOf(text(f, 'ref'))],
    [n.refs, codeOf(texts(f, 'refs').join(', '))],
    [
      n.length,
      length === null
        ? unknown(t.notPublished)
        : html`${ltr(distance(length))}${basis && basis !== 'published' ? html` <small>(${word(t.values, basis)})</small>` : nothing}`,
    ],
    [n.drawn, drawn === null ? null : html`${ltr(distance(drawn))}`],
    [n.kilometres, from === null || to === null ? null : ltr(from === to ? `${from}` : `${from}–${to}`)],
    [n.class, worded(c, text(f, 'class')) ?? unknown(t.notPublished)],
    [n.surface, worded(c, text(f, 'surface')) ?? unknown(t.unknown)],
    [n.status, worded(c, text(f, 'status')) ?? unknown(t.unknown)],
    [n.highest, highest === null ? unknown(t.unknown) : ltr(metres(highest))],
    [n.speed, speed === null ? null : ltr(`${speed}\u00a0km/h`)],
    [n.begun, dated(c, text(f, 'begun'))],
    [n.opened, dated(c, text(f, 'opened'))],
    [
      n.roads,
      roads.length > 0 ? html`<ul class="plain">${roads.map((r) => html`<li>${itemLink(c, r)}</li>`)}</ul>` : null,
    ],
    ...validity(c, f),
  ];
}

function checkpoint(c: Context, item: Item): Fact[] {
  const { t } = c;
  const { feature: f } = item;
  const toGate = number(f, 'distance_to_gate_m');
  const port = itemOf(c.state.data, text(f, 'port') ? { collection: 'ports', id: text(f, 'port') as string } : null);
  return [
    [t.factNames.function, worded(c, text(f, 'function'))],
    [t.factNames.port, port ? itemLink(c, port) : null],
    elevation(c, f),
    [t.factNames.toGate, toGate === null ? unknown(t.notPublished) : toGate === 0 ? t.atGate : ltr(distance(toGate))],
    ...validity(c, f),
  ];
}

function place(c: Context, item: Item): Fact[] {
  const { t } = c;
  const { feature: f } = item;
  const area = number(f, 'area_km2');
  const people = number(f, 'population');
  return [
    item.collection === 'zones'
      ? [t.factNames.area, area === null ? unknown(t.notPublished) : ltr(`${area}\u00a0km²`)]
      : elevation(c, f),
    [t.factNames.population, people === null ? null : ltr(integer(people))],
    ...validity(c, f),
  ];
}

const elevation = ({ t }: Context, f: Feature): Fact => {
  const m = number(f, 'elevation_m');
  return [t.factNames.elevation, m === null ? unknown(t.unknown) : ltr(metres(m))];
};

const validity = (c: Context, f: Feature): Fact[] => [
  [c.t.factNames.validFrom, dated(c, text(f, 'valid_from'))],
  [c.t.factNames.validTo, dated(c, text(f, 'valid_to'))],
];

const unknown = (s: string): TemplateResult => html`<span class="unknown">${s}</span>`;
const prose = (c: Context, s: string | null): TemplateResult | null => (s ? english(c, s) : null);
const codeOf = (s: string | null): TemplateResult | null => (s ? ltr(s) : null);
const dated = (c: Context, s: string | null): string | null => (s ? date(s, c.state.lang) : null);
const worded = (c: Context, s: string | null): string | null => (s ? word(c.t.values, s) : null);
const words = (c: Context, all: string[]): string | null => all.map((s) => word(c.t.values, s)).join(', ') || null;

/** A port's history, a section's places: lines that begin with a date or a distance. */
export function history(c: Context, { feature }: Item): TemplateResult | typeof nothing {
  const events = records(feature, 'history');
  if (events.length === 0) return nothing;
  return html`<section>
    <h3>${c.t.history}</h3>
    <dl class="facts narrow">
      ${events.map((e) => html`<div><dt>${date(String(e.date ?? ''), c.state.lang)}</dt><dd>${english(c, String(e.event ?? ''))}</dd></div>`)}
    </dl>
  </section>`;
}

export function along(c: Context, { feature }: Item): TemplateResult | typeof nothing {
  const places = records(feature, 'places');
  if (places.length === 0) return nothing;
  return html`<section>
    <h3>${c.t.places}</h3>
    <ol class="along">
      ${places.map((p) => {
        const zh = typeof p.zh === 'string' ? p.zh : null;
        const name = typeof p.name === 'string' ? p.name : '';
        const main =
          c.state.lang === 'zh' && zh ? html`<bdi lang="zh">${zh}</bdi>` : html`<bdi lang="en">${name}</bdi>`;
        const other =
          c.state.lang === 'zh'
            ? zh
              ? html`<bdi lang="en">${name}</bdi>`
              : nothing
            : zh
              ? html`<bdi lang="zh">${zh}</bdi>`
              : nothing;
        return html`<li>
          <span class="km">${typeof p.km === 'number' ? ltr(`${p.km}\u00a0km`) : nothing}</span>
          <span>${main} <small>${other}</small></span>
          <span class="row-figure">${typeof p.elevation_m === 'number' ? ltr(metres(p.elevation_m)) : nothing}</span>
        </li>`;
      })}
    </ol>
  </section>`;
}
