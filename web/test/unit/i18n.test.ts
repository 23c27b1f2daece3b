import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages, learn, messages, nearestLang } from '../../src/i18n.ts';

for (const { lang } of languages) await learn(lang);

/** All texts of a catalogue with their keys; functions are called. */
function* entries(tree: object, path = ''): Iterable<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === 'function')
      yield [at, value(...Array.from({ length: value.length }, (_, i) => (i === 0 ? 2 : 3)))];
    else if (typeof value === 'object') yield* entries(value, at);
    else yield [at, value];
  }
}

test('every language has every text, filled in', () => {
  const en = new Map(entries(messages('en')));
  for (const { lang } of languages) {
    const own = new Map(entries(messages(lang)));
    assert.deepEqual([...own.keys()].sort(), [...en.keys()].sort(), lang);
    for (const [key, text] of own) {
      assert.ok(text !== '' || en.get(key) === '', `${lang} ${key} is empty`);
      assert.ok(!/undefined|NaN|\[object/.test(text), `${lang} ${key}: ${text}`);
    }
  }
});

test('the Chinese texts are in Chinese', () => {
  const latin = new Set(['asJSON', 'units.CNY']);
  for (const [key, text] of entries(messages('zh'))) {
    if (text !== '' && !latin.has(key)) assert.match(text, /[\u4e00-\u9fff]/, key);
  }
});

test('a language tag finds the nearest catalogue', () => {
  assert.deepEqual(['zh-Hans-CN', 'ZH', 'en-GB', 'fr', ''].map(nearestLang), ['zh', 'zh', 'en', 'en', 'en']);
});
