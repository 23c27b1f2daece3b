import { hoursOf, itemOf, type State } from './state.ts';
import { nowOf } from './status.ts';

/** How far the list of closures looks ahead, in milliseconds. */
const ahead = 60 * 86400e3;

/** The calendar that the panel wants: of the port that is selected, from the last full hour on; null for none. */
export function timetableOf(state: State): { key: string; path: string; from: number; to: number } | null {
  const { page, hours } = state;
  const item = page.selection?.collection === 'ports' ? itemOf(state.data, page.selection) : null;
  const s = item && hours.status === 'ready' ? hoursOf(state, item) : null;
  if (!item || !s) return null;
  const from = Math.floor(nowOf(hours, page.t === null) / 3600e3) * 3600e3;
  const path = `/v1/ports/${encodeURIComponent(item.id)}/calendar?mode=${s.mode}${s.direction ? `&direction=${s.direction}` : ''}`;
  return { key: `${item.id} ${s.mode} ${s.direction}?${from} ${s.next_change}`, path, from, to: from + ahead };
}
