import { html, nothing, type TemplateResult } from 'lit-html';
import { age, dayTime } from '../clock.ts';
import { type Item, nameOf } from '../feature.ts';
import { date } from '../format.ts';
import { word } from '../i18n.ts';
import { onClocks, reasonOf, restOf } from '../say.ts';
import { type Context, hoursOf, itemOf } from '../state.ts';
import { type Claim, lookOf, nextClosures, nowOf, plainLook, type Side, type Status } from '../status.ts';
import { chip } from './chip.ts';
import { lanes } from './lanes.ts';
import { english, itemLink, ltr, outLink } from './link.ts';

/** When a port is open: now, on both sides, for two days, and when next it is not. */
export function hours(c: Context, item: Item): TemplateResult | typeof nothing {
  const { t, state } = c;
  if (item.collection !== 'ports' || state.hours.status === 'none' || state.hours.status === 'failed') return nothing;
  const s = hoursOf(state, item);
  if (!s) {
    const known = state.hours.status === 'ready';
    return html`<section class="hours" aria-label=${t.hours}><h3>${t.hours}</h3><p class="unknown">${known ? t.notAdmitted : state.hours.late ? '' : t.loading}</p></section>`;
  }
  const now = nowOf(state.hours, state.page.t === null);
  const post = itemOf(state.data, s.checkpoint ? { collection: 'checkpoints', id: s.checkpoint } : null);
  const reason = reasonOf(s.reason, t);
  return html`<section class="hours" aria-label=${t.hours}>
    <h3>${t.modes[s.mode]}${s.direction ? html` <span dir="ltr">${s.direction.replace('-', ' → ')}</span>` : nothing}</h3>
    <p class="verdict">${chip(c, lookOf(s, now), s)} <span>${ltr(restOf(s, now, state.lang, t))}</span></p>
    <dl class="facts narrow">
      ${reason ? html`<div><dt>${t.why}</dt><dd>${word(t.reasons, s.reason ?? '') === s.reason ? english(c, reason) : reason}</dd></div>` : nothing}
      ${post ? html`<div><dt>${t.decides}</dt><dd>${itemLink(c, post)}</dd></div>` : nothing}
      ${s.sides.map((side) => html`<div><dt>${word(t.countries, side.country)}</dt><dd>${sideLine(c, s, side, now)}</dd></div>`)}
    </dl>
    ${lanes(c, s, now)} ${closures(c, item, s, now)} ${words(c, s)}
  </section>`;
}

function sideLine(c: Context, s: Status, side: Side, now: number): TemplateResult {
  const { t, state } = c;
  const look = plainLook(side);
  const hours = look === 'day' ? (t.reasons['hours-unpublished'] ?? '') : reasonOf(side.reason, t);
  const until = side.until ? t.holdsUntil(onClocks(Date.parse(side.until), s.clocks, now, state.lang, t)) : hours;
  return html`${chip(c, look, null)} <span class="quiet">${ltr(until)}</span>`;
}

function closures(c: Context, item: Item, s: Status, now: number): TemplateResult | typeof nothing {
  const { t, state, base } = c;
  const calendar = state.timetable?.calendar;
  if (!calendar) return nothing;
  const next = nextClosures(calendar, now, 5);
  const say = (text: string, zone: string) => dayTime(Date.parse(text), zone, now - 7 * 86400e3, state.lang);
  const pair = `?mode=${s.mode}${s.direction ? `&direction=${s.direction}` : ''}&f=ics`;
  return html`<h4>${t.closures}</h4>
    ${next.length === 0 ? html`<p class="unknown">${t.noClosures}</p>` : nothing}
    <ol class="closures">
      ${next.map(
        (k) => html`<li>
          ${s.clocks.map((o, i) => html`<span class=${i === 0 ? 'first' : 'quiet'}>${ltr(`${say(k.start, o.zone)} – ${say(k.end, o.zone)}`)} ${word(t.zoneNames, o.name)}</span><br />`)}
          <span class="quiet">${reasonOf(k.reason, t)}${k.notice ? ` · ${t.byNotice}` : nothing}</span>
        </li>`,
      )}
    </ol>
    <p class="links"><a href=${`${base}/v1/ports/${encodeURIComponent(item.id)}/calendar${pair}`} download=${`${nameOf(item.feature, 'en').text}.ics`}>${t.calendarFile}</a></p>`;
}

/** On whose word, and how old that is. */
function words(c: Context, s: Status): TemplateResult {
  const { t, state } = c;
  const old = s.as_of === null ? t.noDate : s.age_s === null ? '' : t.oldWord(age(s.age_s, state.lang));
  return html`<h4>${t.whoSays}${s.claims.length > 0 && old ? html` <span class="quiet">${old}</span>` : nothing}</h4>
    ${s.claims.length === 0 ? html`<p class="unknown">${t.saysNothing}</p>` : nothing}
    <ul class="claims">${s.claims.map((k) => html`<li>${claim(c, k)}</li>`)}</ul>`;
}

function claim(c: Context, k: Claim): TemplateResult {
  const { t, state } = c;
  const kind = [k.kind === 'notice' ? t.ofNotice : t.ofRule, word(t.confidences, k.confidence)].join(' · ');
  return html`<p>${chip(c, plainLook(k), null)} <span class="quiet">${kind}</span></p>
    ${k.note ? html`<p>${english(c, k.note)}</p>` : nothing}
    <ul class="sources">
      ${k.sources.map(
        (o) => html`<li>
          ${outLink(o.url ?? undefined, english(c, o.title.replace(/^\[(.*)\]$/, '$1')))}
          <span class="quiet">${english(c, o.publisher ?? '')}${o.publisher ? ' · ' : nothing}${o.published ? date(o.published, state.lang) : t.undated}</span>
        </li>`,
      )}
    </ul>`;
}
