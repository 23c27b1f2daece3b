import { catalogues } from '../i18n.ts';

/** The words of ways through borders, a language at a time. */
export const gateWords = catalogues({
  en: () => import('../lang/en_gates.ts').then((m) => m.enGates),
  zh: () => import('../lang/zh_gates.ts').then((m) => m.zhGates),
});
