import { type Item, nameOf, number, text, texts } from '../feature.ts';
import { distance, metres } from '../format.ts';
import { type Messages, word } from '../i18n.ts';
import { inWords } from '../say.ts';
import { hoursOf, type State } from '../state.ts';
import { nowOf } from '../status.ts';

/** The one figure of a feature's row: how high, how long, how large. */
export function figureOf({ collection, feature }: Item): string {
  const length = number(feature, 'length_m');
  const height = number(feature, 'elevation_m');
  const area = number(feature, 'area_km2');
  if (collection === 'roads' || collection === 'sections') return length === null ? '' : distance(length);
  if (collection === 'zones') return area === null ? '' : `${area}\u00a0km²`;
  return height === null ? '' : metres(height);
}

/** Where it is, in a few words. */
export function placeOf({ feature }: Item, t: Messages): string {
  const codes = [text(feature, 'country'), text(feature, 'neighbour'), ...texts(feature, 'countries')];
  const names = codes.filter((x): x is string => x !== null).map((x) => word(t.countries, x));
  return [...new Set(names)].join(' – ');
}

/** What it is, in a word or two. */
export function kindOf({ collection, feature }: Item, t: Messages): string {
  if (collection === 'ports') return word(t.portKinds, text(feature, 'kind') ?? '') || t.one.ports;
  if (collection === 'places' || collection === 'zones')
    return word(t.kinds, text(feature, 'kind') ?? '') || t.one[collection];
  return t.one[collection];
}

/** What a mark on the map is called: unique, and enough without the map. */
export function titleOf(item: Item, state: State, t: Messages): string {
  const step = item.collection === 'checkpoints' ? number(item.feature, 'seq') : null;
  const kind = [kindOf(item, t), step].filter((x) => x !== null).join(' ');
  const s = item.collection === 'ports' ? hoursOf(state, item) : null;
  const hours = s ? inWords(s, nowOf(state.hours, state.page.t === null), state.lang, t) : '';
  return [nameOf(item.feature, state.lang).text, kind, figureOf(item), hours].filter((x) => x !== '').join(', ');
}
