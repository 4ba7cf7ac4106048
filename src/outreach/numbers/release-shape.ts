/**
 * A release of numbers as text, and as it comes from a place: whoever may write there could have made it up. What cannot be is refused:
 * it is judged by itself and those before it, never by what lies there now.
 */
import * as z from 'zod/mini';
import { type PublishedNumber, smallest } from '../../disclosure/suppression.ts';
import { endingWith } from '../../periods/grid.ts';
import type { ToldPeriod } from './longer.ts';
import type { NumbersRelease } from './release.ts';

/** A map as JSON, and back. */
const ofMaps = (_: string, value: unknown) => (value instanceof Map ? { map: [...value] } : value);
const asMaps = (_: string, value: unknown) => (isKeptMap(value) ? new Map(value.map) : value);
const isKeptMap = (value: unknown): value is { map: [unknown, unknown][] } =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, 'map');

export const numbersAsText = (release: NumbersRelease): string => JSON.stringify(release, ofMaps);
/** What `numbersAsText` wrote on this device. */
export const numbersFromText = (text: string): NumbersRelease => JSON.parse(text, asMaps);

const count = z.int().check(z.nonnegative(), z.maximum(1e9));
const key = z.string().check(z.maxLength(500));
const numbers = z.map(key, count);
const told = z.map(
  key,
  z.union([z.strictObject({ is: z.literal('shown'), n: count }), z.strictObject({ is: z.enum(['few', 'guard']) })]),
);
const period = z.strictObject({ length: z.enum(['month', 'quarter', 'half', 'year']), from: key, to: key });
const ids = z.array(z.uuid());
/** What a release of encounters holds. With another one `Released` gets another version. */
export const numbersShape = z.strictObject({
  month: key,
  counted: z.strictObject({ all: numbers, by: z.map(key, z.map(key, numbers)) }),
  known: z.optional(z.map(key, numbers)),
  told: z.array(z.strictObject({ period, published: z.strictObject({ all: told, by: z.map(key, z.map(key, told)) }) })),
  members: ids,
  guided: ids,
});

/** The release that a text from a place holds, after those `before` it; undefined where none could be so. */
export function openNumbers(text: string | undefined, before: readonly NumbersRelease[]): NumbersRelease | undefined {
  try {
    const read = numbersShape.safeParse(numbersFromText(text ?? ''));
    if (!read.success) return undefined;
    const release = read.data as NumbersRelease;
    return couldBe(release, before) ? release : undefined;
  } catch {
    return undefined;
  }
}

function couldBe(release: NumbersRelease, before: readonly NumbersRelease[]): boolean {
  const { month, members, told } = release;
  const known = new Set(before.flatMap((one) => one.members));
  const areNew = new Set(members).size === members.length && !members.some((id) => known.has(id));
  const ends = endingWith(month);
  const isEnd = ({ period }: ToldPeriod, index: number) =>
    ends.some(({ length, from, to }) => period.length === length && period.from === from && period.to === to) &&
    told.findIndex((one) => one.period.length === period.length) === index;
  const ofYear = [...before, release];
  return areNew && told.every((one, index) => isEnd(one, index) && isCounted(one, ofYear));
}

/** Whether no number is told that is small, or another than was counted. */
function isCounted({ period, published: { all, by } }: ToldPeriod, releases: readonly NumbersRelease[]): boolean {
  const months = releases.filter(({ month }) => month >= period.from && month < period.to);
  const sum = (key: string) => months.reduce((total, { counted }) => total + (counted.all.get(key) ?? 0), 0);
  const isShown = (one: PublishedNumber) => one.is === 'shown';
  const isSum = ([key, one]: [string, PublishedNumber]) =>
    one.is !== 'shown' || (one.n >= smallest && one.n === sum(key));
  const rows = [...by.values()].flatMap((parts) => [...parts.values()]);
  return (
    [...all].every(isSum) &&
    rows.every((row) =>
      [...row].every(([key, one]) => !isShown(one) || (one.is === 'shown' && one.n >= smallest && one.n <= sum(key))),
    )
  );
}
