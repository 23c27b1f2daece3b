import { html, nothing, type TemplateResult } from 'lit-html';
import { type Item, namesOf, texts } from '../feature.ts';
import { word } from '../i18n.ts';
import type { Context } from '../state.ts';

/** The names by language, as on the signs, and those under which it was known. */
export function names(c: Context, { feature }: Item): TemplateResult | typeof nothing {
  const own = Object.entries(namesOf(feature));
  const also = texts(feature, 'aliases');
  if (own.length + also.length < 2) return nothing;
  return html`<section>
    <h3>${c.t.namesTitle}</h3>
    <dl class="facts narrow">
      ${own.map(([lang, name]) => html`<div><dt>${word(c.t.langNames, lang)}</dt><dd><bdi lang=${lang}>${name}</bdi></dd></div>`)}
      ${
        also.length > 0
          ? html`<div><dt>${c.t.alsoCalled}</dt><dd>${also.map((a, i) => html`${i > 0 ? ', ' : ''}<bdi>${a}</bdi>`)}</dd></div>`
          : nothing
      }
    </dl>
  </section>`;
}
