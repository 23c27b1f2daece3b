import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Collection, Item } from '../../src/feature.ts';
import { fold } from '../../src/fold.ts';
import { find, makeIndex, worthSearching } from '../../src/search.ts';

const item = (collection: Collection, id: string, names: Record<string, string>, more: object = {}): Item => ({
  collection,
  id,
  feature: { id, geometry: null, properties: { name: names.en, names, ...more } },
});

const index = makeIndex([
  item(
    'ports',
    'torugart',
    { en: 'Torugart', zh: '吐尔尕特口岸', ru: 'Торугарт', ug: 'تورغات ئېغىزى' },
    { aliases: ['Turugart'] },
  ),
  item('ports', 'kashgar-airport', { en: 'Kashgar airport', zh: '喀什徕宁国际机场' }, { iata: 'KHG' }),
  item('passes', 'torugart', { en: 'Torugart Pass', zh: '吐尔尕特山口' }),
  item('passes', 'kulma', { en: 'Kulma Pass', ru: 'Перевал Кульма' }),
  item('roads', 'm41-x', { en: 'Pamir Highway' }, { ref: 'M41', refs: ['E007'] }),
  item('places', 'kochkor', { en: 'Kochkor', ky: 'Кочкор' }),
  item('places', 'osh', { en: 'Osh', ky: 'Ош', ru: 'Ош' }),
]);
const ids = (q: string) => find(index, q, 5).map((i) => `${i.collection}/${i.id}`);

test('a feature is found by any of its names', () => {
  for (const q of ['Torugart', 'torug', 'TURUGART', '吐尔尕特', 'Торугарт', 'торуг', 'تورغات']) {
    assert.equal(ids(q)[0], 'ports/torugart', q);
  }
  assert.deepEqual(ids('m41'), ['roads/m41-x']);
  assert.deepEqual(ids('khg'), ['ports/kashgar-airport']);
});

test('the better match is first, then the earlier item', () => {
  assert.deepEqual(ids('torugart'), ['ports/torugart', 'passes/torugart']);
  assert.deepEqual(ids('pass'), ['passes/torugart', 'passes/kulma']);
  assert.deepEqual(ids('torugart pass'), ['passes/torugart']);
});

test('what is inside a word is found from three letters on, or one Chinese character', () => {
  assert.deepEqual(ids('ul'), []);
  assert.deepEqual(ids('ulm'), ['passes/kulma']);
  assert.deepEqual(ids('机'), ['ports/kashgar-airport']);
});

test('nothing is found by nothing', () => {
  for (const q of ['', '  ', '---', 'zzzz']) assert.deepEqual(ids(q), []);
});

test('folding makes kindred letters one, and is done once', () => {
  const pairs = [
    ['Örök', 'orok'],
    ['Көл', 'кол'],
    ['Ёлка', 'елка'],
    ['Sary-Tash', 'sary tash'],
    ['Qoʻqon’s', 'qoʻqon s'],
    ['ＡＢ１', 'ab1'],
  ] as const;
  for (const [name, folded] of pairs) {
    assert.equal(fold(name), folded);
    assert.equal(fold(fold(name)), fold(name));
  }
});

test('one letter is not worth a question, one Chinese character is', () => {
  assert.deepEqual(['', 'a', ' a ', 'ab', '喀'].map(worthSearching), [false, false, false, true, true]);
});
