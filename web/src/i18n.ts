import type { en } from './lang/en.ts';

/** A catalogue's shape: as the English one has it, so that a missing key does not compile. */
export type Messages = {
  [K in keyof typeof en]: (typeof en)[K] extends string
    ? string
    : (typeof en)[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : { [P in keyof (typeof en)[K]]: string };
};

/** The languages that the page itself speaks; Russian, Kyrgyz and Uyghur come here. A reader loads one of them. */
const catalogues = {
  en: () => import('./lang/en.ts').then((m) => m.en),
  zh: () => import('./lang/zh.ts').then((m) => m.zh),
} as const satisfies Record<string, () => Promise<Messages>>;

export type Lang = keyof typeof catalogues;

/** Each language by its own name. */
export const languages: readonly { lang: Lang; name: string; short: string }[] = [
  { lang: 'en', name: 'English', short: 'EN' },
  { lang: 'zh', name: '中文', short: '中' },
];

export const isLang = (s: string): s is Lang => Object.hasOwn(catalogues, s);

const learned: Partial<Record<Lang, Messages>> = {};

/** Loads a language's catalogue, if it is not there. */
export async function learn(lang: Lang): Promise<Messages> {
  learned[lang] ??= await catalogues[lang]();
  return learned[lang];
}

/** The catalogue of a language that has been learned. */
export function messages(lang: Lang): Messages {
  const own = learned[lang];
  if (!own) throw new Error(`nobody has learned ${lang}`);
  return own;
}

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
