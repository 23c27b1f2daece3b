import { en } from './lang/en.ts';
import { zh } from './lang/zh.ts';

/** A catalogue's shape: as the English one has it, so that a missing key does not compile. */
export type Messages = {
  [K in keyof typeof en]: (typeof en)[K] extends string
    ? string
    : (typeof en)[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : { [P in keyof (typeof en)[K]]: string };
};

/** The languages that the page itself speaks; Russian, Kyrgyz and Uyghur come here. */
const catalogues = { en, zh } as const satisfies Record<string, Messages>;

export type Lang = keyof typeof catalogues;

/** Each language by its own name. */
export const languages: readonly { lang: Lang; name: string; short: string }[] = [
  { lang: 'en', name: 'English', short: 'EN' },
  { lang: 'zh', name: '中文', short: '中' },
];

export const isLang = (s: string): s is Lang => Object.hasOwn(catalogues, s);

export const messages = (lang: Lang): Messages => catalogues[lang];

/** The page's language for what the server or the browser asks for: "zh-Hans-CN" is zh. */
export function nearestLang(tag: string): Lang {
  const main = tag.toLowerCase().split('-')[0] ?? '';
  return isLang(main) ? main : 'en';
}

export const directionOf = (_lang: Lang): 'ltr' | 'rtl' => 'ltr';

/** What a catalogue calls a value of an enumeration; the value itself where it has no word. */
export function word(table: Record<string, string>, value: string): string {
  return Object.hasOwn(table, value) ? (table[value] as string) : value;
}
