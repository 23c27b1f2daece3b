/** The numbers between separators; none if any is not a plain decimal number. */
export function numbers(v: string, separator: string): number[] {
  const parts = v.split(separator);
  return parts.every((p) => /^-?\d{1,4}(\.\d+)?$/.test(p)) ? parts.map(Number) : [];
}

/** A number with at most six decimals, never with an exponent. */
export const plain = (n: number): string => String(Number(n.toFixed(6))).replace(/^-?\d.*e.*$/, '0');

/** Whether two numbers are a longitude and a latitude. */
export const isPosition = (lon: number, lat: number): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
