import { html, nothing, type TemplateResult } from 'lit-html';
import { beijing, fullTime } from '../clock.ts';
import type { View } from './view.ts';

/** The longest address that the server makes a picture of (/v1/qr). */
const longestLink = 1000;

/** What paper says of itself: when it was printed, of which schedules, and the way back to what holds then. */
export function sheet({ w, t, state, base }: View): TemplateResult | typeof nothing {
  const { printed, answer } = state.desk;
  if (printed === null) return nothing;
  const link = location.pathname.slice(base.length) + location.search;
  const zone = t.zoneNames.Beijing ?? 'Beijing';
  const schedules = answer.routes?.schedules;
  return html`<footer class="sheet">
    ${
      link.length <= longestLink
        ? html`<img src="${base}/v1/qr?link=${encodeURIComponent(link)}" alt=${w.qr} />`
        : nothing
    }
    <div>
      <p><strong>${w.printed(`${fullTime(printed, beijing.zone, state.lang)} ${zone}`)}</strong></p>
      ${schedules ? html`<p>${w.schedules(schedules)}</p>` : nothing}
      <p class="address">${location.href}</p>
    </div>
  </footer>`;
}
