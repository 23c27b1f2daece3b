import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { age } from '../clock.ts';
import { type Item, keyOf, nameOf, otherNameOf, sameRef } from '../feature.ts';
import { icon, markOf, sign } from '../icons.ts';
import { type Context, hoursOf, type ListGroup, listOf } from '../state.ts';
import { oldestWord } from '../status.ts';
import { pathOf } from '../url.ts';
import { hoursLine } from './chip.ts';
import { ltr, named } from './link.ts';
import { figureOf, placeOf } from './summary.ts';

/** The list of all that the map shows: the map for those who do not see it. */
export function list(c: Context, hidden: boolean): TemplateResult {
  const { t, state, act } = c;
  const groups = listOf(state);
  const shown = groups.reduce((n, g) => n + g.items.length, 0);
  const all = groups.reduce((n, g) => n + g.all, 0);
  return html`<section class="list" aria-label=${t.features} ?hidden=${hidden} id="list" tabindex="-1">
    <div class="list-head">
      <label class="check"
        ><input
          type="checkbox"
          .checked=${state.inView}
          @change=${(e: Event) => act.patch({ inView: (e.target as HTMLInputElement).checked })}
        /><span>${t.inView}</span></label
      >
      <span class="count" role="status">${state.data.status === 'ready' ? t.listCount(shown, all) : nothing}</span>
    </div>
    ${state.data.status === 'failed' ? failed(c) : nothing}
    ${state.data.status === 'loading' ? html`<p class="quiet pad" role="status">${t.loading}</p>` : nothing}
    ${
      state.data.status === 'ready' && shown === 0
        ? html`<p class="quiet pad">${t.nothingInView} <button class="text" type="button" @click=${() => act.home()}>${t.showAll}</button></p>`
        : nothing
    }
    ${groups.map((g) => (g.items.length > 0 ? group(c, g) : nothing))}
    <p class="quiet pad">${t.clickHint}</p>
    <p class="quiet pad">${t.disclaimer}</p>
  </section>`;
}

function failed({ t, act }: Context): TemplateResult {
  return html`<div class="trouble" role="alert">
    <p>${t.loadFailed}</p>
    <button type="button" class="button" @click=${() => act.retry()}>${t.retry}</button>
  </div>`;
}

function group(c: Context, { group: name, items }: ListGroup): TemplateResult {
  const title = c.t.collections[name];
  return html`<h2 class="group"><span>${title}</span> <span class="n">${items.length}</span> ${name === 'ports' ? oldest(c, items) : nothing}</h2>
    <ul aria-label=${title}>
      ${repeat(items, keyOf, (item) => html`<li>${row(c, item)}</li>`)}
    </ul>`;
}

/** One sign for all ports whose hours rest on an old word; each panel says how old its own is. */
function oldest({ state, t }: Context, ports: Item[]): TemplateResult | typeof nothing {
  const seconds = oldestWord(ports.map((p) => hoursOf(state, p)));
  return seconds > 0 ? html`<span class="age">${sign('clock')}${t.oldest(age(seconds, state.lang))}</span>` : nothing;
}

function row(c: Context, item: Item): TemplateResult {
  const { state, act, t } = c;
  const { feature } = item;
  const other = otherNameOf(feature, state.lang);
  const here = { collection: item.collection, id: item.id };
  const where = feature.geometry ? placeOf(item, t) : t.noPosition;
  return html`<a
    class=${`row${sameRef(state.hovered, item) ? ' hovered' : ''}`}
    href=${c.base + (pathOf(item) ?? '/')}
    data-ref=${keyOf(item)}
    data-placed=${feature.geometry ? 'yes' : 'no'}
    aria-current=${sameRef(state.page.selection, item) ? 'true' : nothing}
    @mouseenter=${() => act.hover(here)}
    @mouseleave=${() => act.hover(null)}
    @focus=${() => act.hover(here)}
    @blur=${() => act.hover(null)}
  >
    ${icon(markOf(item))}
    <span class="row-name">${named(nameOf(feature, state.lang))}</span>
    <span class="row-figure">${ltr(figureOf(item))}</span>
    <span class="row-sub">${other ? html`${named(other)}<span class="sep" aria-hidden="true"> · </span>` : nothing}${where}</span>
    ${hoursLine(c, item)}
  </a>`;
}
