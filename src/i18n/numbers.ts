/** Numbers as they are written in Finland, in the language of the interface. */
import { locale } from './dates.ts';

/** A number with so many decimals. */
export const number = (value: number, language: string, digits = 1): string =>
  new Intl.NumberFormat(locale(language), { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );

/** How many there are: with a decimal only where there is a part of one. */
export const amount = (value: number, language: string): string =>
  new Intl.NumberFormat(locale(language), { maximumFractionDigits: 1 }).format(value);

/** A share as whole per cents. */
export const percent = (share: number, language: string): string =>
  new Intl.NumberFormat(locale(language), { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** `64,1–70,7`; with words between where a number is below zero. Undefined where there is no interval. */
export function interval(
  { interval: ends }: { interval?: readonly [number, number] | undefined },
  write: (value: number) => string,
): string | undefined {
  if (!ends) return undefined;
  return ends.map(write).join(ends[0] < 0 ? ' … ' : '–');
}
