const same: Record<string, string> = {
  ё: 'е',
  ө: 'о',
  ү: 'у',
  ң: 'н',
  қ: 'к',
  ғ: 'г',
  ҳ: 'х',
  ҷ: 'ч',
  ӣ: 'и',
  ӯ: 'у',
  і: 'и', // Kyrgyz, Tajik
  ھ: 'ه',
  ە: 'ه',
  ې: 'ى',
  ي: 'ى',
  ی: 'ى',
  ئ: 'ى',
  ک: 'ك',
  گ: 'ك', // Uyghur, Urdu
  ı: 'i',
  ß: 'ss',
}; // prettier-ignore

/** What a name comes down to when marks, case and kindred letters do not count. */
export function fold(s: string): string {
  const plain = s.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').normalize('NFC');
  return [...plain]
    .map((c) => same[c] ?? c)
    .join('')
    .replace(/[\s\-–—'’ʼ.,()/]+/g, ' ')
    .trim();
}
