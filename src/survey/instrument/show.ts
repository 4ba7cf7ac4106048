/** Which items are shown, by what was answered before them. */
import type { Instrument, Item } from './instrument.ts';
import type { ShowWhen } from './schema.ts';

/** What was given to the items: a code or a number, several codes, a text; in the instrument's order. */
export interface GivenAnswers {
  /** The chosen code or the number; null where the person skipped, or where the item has another kind of answer. */
  answers: (number | null)[];
  /** The codes chosen where several could be, by item. */
  several?: Record<string, number[]>;
  /** What was written, by item. */
  texts?: Record<string, string>;
}

/** For each item whether it is shown. An item that is not shown counts as not answered, for those that look at it too. */
export function shownItems({ items }: Pick<Instrument, 'items'>, given: GivenAnswers): boolean[] {
  const shown = new Map<string, boolean>();
  const places = new Map(items.map(({ id }, index) => [id, index]));
  const codesGiven = ({ id, type }: Item, index: number): number[] => {
    if (!shown.get(id)) return [];
    if (type === 'several') return given.several?.[id] ?? [];
    const answer = given.answers[index];
    return answer === null || answer === undefined ? [] : [answer];
  };
  for (const { id, showWhen } of items) {
    const kept = showWhen?.rules.map(({ item, is, value }) => {
      const index = places.get(item);
      return index !== undefined && holds(codesGiven(items[index]!, index), { is, value });
    });
    shown.set(id, !kept || (showWhen!.match === 'all' ? kept.every(Boolean) : kept.some(Boolean)));
  }
  return items.map(({ id }) => shown.get(id)!);
}

/** Whether what was given keeps a rule. Nothing given keeps none, not even "is not". */
export function holds(
  given: readonly number[],
  { is, value }: Pick<ShowWhen['rules'][number], 'is' | 'value'>,
): boolean {
  if (given.length === 0) return false;
  if (is === '=') return given.includes(value);
  if (is === '!=') return !given.includes(value);
  return given.some((one) => (is === '>=' ? one >= value : one <= value));
}

/** Where an item stands among those that are shown. */
export interface Place {
  /** The how manieth of them it is, from 1. */
  now: number;
  all: number;
  /** The one that is shown before it. */
  before: Item | undefined;
}

/** The place of each item; that of one that is not shown is the place it would come after. */
export function placesShown(items: Instrument['items'], shown: readonly boolean[]): Place[] {
  const all = shown.filter(Boolean).length;
  let now = 0;
  let before: Item | undefined;
  return items.map((item, index) => {
    if (!shown[index]) return { now, all, before };
    now++;
    const place = { now, all, before };
    before = item;
    return place;
  });
}

/** What was given, without the answers to items that are not shown: a person may have answered and then turned back. */
export function onlyShown(instrument: Pick<Instrument, 'items'>, given: GivenAnswers): GivenAnswers {
  const shown = shownItems(instrument, given);
  const isShown = new Set(instrument.items.filter((_, index) => shown[index]).map(({ id }) => id));
  const kept = <T>(part: Record<string, T> | undefined) =>
    Object.fromEntries(Object.entries(part ?? {}).filter(([id]) => isShown.has(id)));
  const several = kept(given.several);
  const texts = kept(given.texts);
  return {
    answers: given.answers.map((answer, index) => (shown[index] ? answer : null)),
    ...(Object.keys(several).length > 0 ? { several } : {}),
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
}

/** The numbers, from 1, of the items that are shown, can be answered and are not, in order. */
export function unansweredItems(instrument: Pick<Instrument, 'items'>, given: GivenAnswers): number[] {
  const shown = shownItems(instrument, given);
  return instrument.items.flatMap((item, index) =>
    shown[index] && item.type !== 'statement' && !isAnswered(item, index, given) ? [index + 1] : [],
  );
}

/** Whether nothing was given to any item that is shown: that is no response. */
export function isEmpty(instrument: Pick<Instrument, 'items'>, given: GivenAnswers): boolean {
  const kept = onlyShown(instrument, given);
  return !instrument.items.some((item, index) => isAnswered(item, index, kept));
}

/** Whether anything was given to an item. */
export const isAnswered = (item: Item, index: number, given: GivenAnswers): boolean =>
  given.answers[index] != null ||
  (given.several?.[item.id]?.length ?? 0) > 0 ||
  (given.texts?.[item.id]?.trim() ?? '') !== '';
