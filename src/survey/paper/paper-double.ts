/** Typing a paper form in twice, and where the two differ. */
import { codesOf, type Instrument, type InstrumentText, labelsOf } from '../instrument/instrument.ts';
import type { GivenAnswers } from '../instrument/show.ts';

/** The numbers, from 1, of the items to which the two did not give the same. */
export function entryDifferences(
  { items }: Pick<Instrument, 'items'>,
  first: GivenAnswers,
  second: GivenAnswers,
): number[] {
  const same = (id: string, index: number) =>
    (first.answers[index] ?? null) === (second.answers[index] ?? null) &&
    sorted(first.several?.[id]) === sorted(second.several?.[id]) &&
    (first.texts?.[id] ?? '').trim() === (second.texts?.[id] ?? '').trim();
  return items.flatMap(({ id }, index) => (same(id, index) ? [] : [index + 1]));
}

const sorted = (codes: number[] = []) => [...codes].sort((a, b) => a - b).join();

/** What was given to an item, in words; empty where nothing was. */
export function givenInWords(
  instrument: Instrument,
  text: InstrumentText,
  given: GivenAnswers,
  number: number,
): string {
  const item = instrument.items[number - 1]!;
  const answer = given.answers[number - 1] ?? null;
  const labels = labelsOf(text, item);
  if (item.type === 'several') return (given.several?.[item.id] ?? []).map((code) => labels[code]).join(', ');
  if (answer !== null) return codesOf(instrument, item).includes(answer) ? (labels[answer] ?? '') : String(answer);
  const written = given.texts?.[item.id] ?? '';
  // As it is written on paper in Finland.
  return item.type === 'date' ? written.split('-').map(Number).reverse().join('.') : written;
}
