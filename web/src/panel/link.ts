import { html, nothing, type TemplateResult } from 'lit-html';
import { type Item, keyOf, type Name, nameOf } from '../feature.ts';
import type { Context } from '../state.ts';
import { pathOf } from '../url.ts';

/** A name with its language, kept apart from the text around it. */
export const named = (name: Name): TemplateResult => html`<bdi lang=${name.lang}>${name.text}</bdi>`;

/** Text of the data, which is in English whatever the page is in. */
export const english = (c: Context, s: string): TemplateResult =>
  html`<span lang=${c.state.lang === 'en' ? nothing : 'en'}>${s}</span>`;

/** Numbers, coordinates and road numbers, which run from left to right in any language. */
export const ltr = (s: string): TemplateResult => html`<bdi dir="ltr">${s}</bdi>`;

/** A link to a feature's page, which opens here: main.ts listens for data-ref. */
export function itemLink(c: Context, item: Item): TemplateResult {
  const path = pathOf(item);
  const name = named(nameOf(item.feature, c.state.lang));
  return path ? html`<a href=${c.base + path} data-ref=${keyOf(item)}>${name}</a>` : name;
}

/** A link out, only to web addresses. */
export function outLink(url: string | undefined, label: unknown): unknown {
  return url && /^https?:\/\/[^\s]+$/.test(url) ? html`<a href=${url} rel="noreferrer external">${label}</a>` : label;
}
