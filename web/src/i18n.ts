import type { en } from './lang/en.ts';

/** A catalogue's shape: as the English one has it, so that a missing key does not compile. */
export type ShapeOf<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : { [P in keyof T[K]]: string };
};

export type Messages = ShapeOf<typeof en>;

/** The languages that the page itself speaks; Russian, Kyrgyz and Uyghur come here. A reader loads one of them. */
const main = {
  en: () => import('./lang/en.ts').then((m) => m.en),
  zh: () => import('./lang/zh.ts').then((m) => m.zh),
} as const satisfies Record<string, () => Promise<Messages>>;

export type Lang = keyof typeof main;

/** Each language by its own name. */
export const languages: readonly { lang: Lang; name: string; short: string }[] = [
  { lang: 'en', name: 'English', short: 'EN' },
  { lang: 'zh', name: '中文', short: '中' },
];

export const isLang = (s: string): s is Lang => Object.hasOwn(main, s);

/** Words in every language, of which a reader loads one. */
export interface Catalogues<T> {
  /** Loads a language's words, if they are not there. */
  learn(lang: Lang): Promise<T>;
  /** The words that have been learned; null where they have not. */
  of(lang: Lang): T | null;
}

export function catalogues<T>(loads: Record<Lang, () => Promise<T>>): Catalogues<T> {
  const learned: Partial<Record<Lang, T>> = {};
  return {
    async learn(lang) {
      const own = learned[lang] ?? (await loads[lang]());
      learned[lang] = own;
      return own;
    },
    of: (lang) => learned[lang] ?? null,
  };
}

const page = catalogues<Messages>(main);

/** Loads a language's catalogue, if it is not there. */
export const learn = page.learn;

/** The catalogue of a language that has been learned. */
export function messages(lang: Lang): Messages {
  const own = page.of(lang);
  if (!own) throw new Error(`nobody has learned ${lang}`);
  return own;
}

/** The page's language for what the server or the browser asks for: "zh-Hans-CN" is zh. */
export function nearestLang(tag: string): Lang {
  const own = tag.toLowerCase().split('-')[0] ?? '';
  return isLang(own) ? own : 'en';
}

export const directionOf = (_lang: Lang): 'ltr' | 'rtl' => 'ltr';

/** What a catalogue calls a value of an enumeration; the value itself where it has no word. */
export function word(table: Record<string, string>, value: string): string {
  return Object.hasOwn(table, value) ? (table[value] as string) : value;
}
