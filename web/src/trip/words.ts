import { catalogues } from '../i18n.ts';

/** The words of plans and reaches: they come with these, a language at a time. */
export const words = catalogues({
  en: () => import('../lang/en_trip.ts').then((m) => m.enTrip),
  zh: () => import('../lang/zh_trip.ts').then((m) => m.zhTrip),
});
