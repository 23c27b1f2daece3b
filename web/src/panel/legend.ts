import { html, svg, type TemplateResult } from 'lit-html';
import type { Messages } from '../i18n.ts';
import { icon, type Mark, markOf } from '../icons.ts';
import { type Context, listOf } from '../state.ts';

const order: Mark[] = ['port', 'air', 'pass', 'zone', 'checkpoint', 'section', 'expressway', 'road', 'works'];

/** What the marks mean: only of those that the map shows now. */
export function legend(c: Context): TemplateResult {
  const { t, state, act } = c;
  const marks = new Set<Mark>();
  for (const g of listOf(state)) for (const i of g.items) if (i.feature.geometry) marks.add(markOf(i));
  const on = state.page.layers;
  if (on.has('checkpoints') && state.zoom >= 8) marks.add('checkpoint');
  const key = (name: keyof Messages['legendNames'], picture: unknown) =>
    html`<li>${picture}<span>${t.legendNames[name]}</span></li>`;
  const swatch = (kind: string) =>
    svg`<svg class="swatch ${kind}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">${
      kind === 'boundary' ? svg`<path d="M1 12h22"/>` : svg`<rect x="3" y="6" width="18" height="12" rx="3"/>`
    }</svg>`;
  return html`<details class="legend" .open=${state.legend} @toggle=${(e: Event) => act.patch({ legend: (e.target as HTMLDetailsElement).open })}>
    <summary>${t.legend}</summary>
    <ul>
      ${order.filter((m) => marks.has(m)).map((m) => key(m as keyof Messages['legendNames'], icon(m, 20)))}
      ${on.has('water') ? key('water', swatch('water')) : ''} ${on.has('urban') ? key('urban', swatch('urban')) : ''}
      ${on.has('boundaries') ? key('boundary', swatch('boundary')) : ''}
    </ul>
    ${marks.has('road') || marks.has('section') ? html`<p class="quiet">${t.schematic}</p>` : ''}
  </details>`;
}
