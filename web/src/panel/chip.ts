import { html, nothing, type TemplateResult } from 'lit-html';
import type { Item } from '../feature.ts';
import { lookSign } from '../icons.ts';
import { restOf, wordOf } from '../say.ts';
import { type Context, hoursOf } from '../state.ts';
import { type Look, lookOf, nowOf, type Status } from '../status.ts';
import { ltr } from './link.ts';

/** A state as a word with its shape and colour. */
export function chip({ t }: Context, look: Look, s: Status | null): TemplateResult {
  return html`<span class=${`chip ${look}`} data-look=${look}>${lookSign(look)}<span>${wordOf(look, s, t)}</span></span>`;
}

/** The line of hours in a port's row. */
export function hoursLine(c: Context, item: Item): TemplateResult | typeof nothing {
  const { state, t } = c;
  const s = item.collection === 'ports' ? hoursOf(state, item) : null;
  if (!s) return nothing;
  const now = nowOf(state.hours, state.page.t === null);
  return html`<span class="row-hours">${chip(c, lookOf(s, now), s)} <span class="rest">${ltr(restOf(s, now, state.lang, t))}</span></span>`;
}
