import { html, nothing, type TemplateResult } from 'lit-html';
import { type Item, nameOf, otherNameOf, type Ref, text } from '../feature.ts';
import { icon, markOf, sign } from '../icons.ts';
import type { Context } from '../state.ts';
import { chain } from './chain.ts';
import { alternatives, doubt } from './doubt.ts';
import { along, facts, history } from './facts.ts';
import { go } from './go.ts';
import { hours } from './hours.ts';
import { english, named } from './link.ts';
import { names } from './names.ts';
import { program } from './program.ts';
import { sources } from './sources.ts';
import { statistics } from './statistics.ts';
import { kindOf, placeOf } from './summary.ts';

/** All that is known of one feature. */
export function feature(c: Context, item: Item): TemplateResult {
  const { state, t, act } = c;
  const other = otherNameOf(item.feature, state.lang);
  const note = text(item.feature, 'note');
  const path = `/collections/${item.collection}/items/${encodeURIComponent(item.id)}`;
  return html`<article class="feature">
    ${backBar(c)}
    <header>
      ${icon(markOf(item), 32)}
      <div>
        <h2 id="selected" tabindex="-1">${named(nameOf(item.feature, state.lang))}</h2>
        <p class="under">
          ${other ? html`${named(other)}<br />` : nothing}${[kindOf(item, t), placeOf(item, t)].filter((x) => x !== '').join(' · ')}
        </p>
      </div>
      ${
        item.feature.geometry
          ? html`<button type="button" class="icon" title=${t.zoomTo} aria-label=${t.zoomTo} @click=${() => act.reveal(item)}>${sign('target')}</button>`
          : nothing
      }
    </header>
    ${go(c, item)} ${hours(c, item)} ${note ? html`<p class="note">${english(c, note)}</p>` : nothing}
    ${facts(c, item)} ${chain(c, item)} ${along(c, item)} ${statistics(c, item)} ${doubt(c, item)} ${alternatives(c, item)} ${history(c, item)}
    ${names(c, item)} ${sources(c, item)} ${program(c, path, `${path}?f=html`)}
  </article>`;
}

/** What the panel says of a feature that is not there. */
export function lost(c: Context, ref: Ref): TemplateResult {
  const { t, state } = c;
  const loading = state.data.status === 'loading';
  return html`<article class="feature">
    ${backBar(c)}
    <header>
      <div><h2 id="selected" tabindex="-1">${loading ? t.loading : t.notFound}</h2></div>
    </header>
    ${loading ? nothing : html`<p class="trouble" role="alert">${t.notFoundDetail(ref.id)}</p>`}
  </article>`;
}

export function backBar({ t, state, act }: Context): TemplateResult {
  const label = state.page.selection && state.page.near ? t.backToNearest : t.back;
  return html`<p class="back"><button type="button" class="text" @click=${() => act.back()}>${sign('back')}${label}</button></p>`;
}
