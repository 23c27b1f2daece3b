import { html, nothing, type TemplateResult } from 'lit-html';
import type { Item } from '../feature.ts';
import { lookSign, sign } from '../icons.ts';
import { restOf, wordOf } from '../say.ts';
import { type Context, hoursOf } from '../state.ts';
import { isOld, type Look, lookOf, nowOf, type Status } from '../status.ts';
import { ltr } from './link.ts';

/** A state as a word with its shape and colour, and a sign where the word it rests on is old. */
export function chip({ t }: Context, look: Look, s: Status | null): TemplateResult {
  const old = s !== null && isOld(s);
  return html`<span class=${`chip ${look}`} data-look=${look}
    >${lookSign(look)}<span>${wordOf(look, s, t)}</span>${
      old
        ? html`<span class="old" title=${t.old}>${sign('clock')}<span class="hidden">, ${t.old}</span></span>`
        : nothing
    }</span
  >`;
}

/** The line of hours in a port's row. */
export function hoursLine(c: Context, item: Item): TemplateResult | typeof nothing {
  const { state, t } = c;
  const s = item.collection === 'ports' ? hoursOf(state, item) : null;
  if (!s) return nothing;
  const now = nowOf(state.hours, state.page.t === null);
  return html`<span class="row-hours">${chip(c, lookOf(s, now), s)} <span class="rest">${ltr(restOf(s, now, state.lang, t))}</span></span>`;
}
