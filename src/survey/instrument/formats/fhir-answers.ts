/**
 * Answers as the items of a QuestionnaireResponse: with the link ids, groups and types of answers of the Questionnaire that the
 * app exports of the same instrument (`fhir.ts`; a test holds the two together).
 */

import { type InstrumentItems, type Item, isInOwnWords } from '../instrument.ts';
import { knownInstrument } from '../known.ts';
import { systemOf } from './fhir-system.ts';

/** What of a response is answers. */
export interface GivenToItems {
  answers: (number | null)[];
  several?: Record<string, number[]> | undefined;
  texts?: Record<string, string> | undefined;
}

interface ResponseItem {
  linkId: string;
  answer?: object[];
  item?: ResponseItem[];
}

interface GivenToPart extends GivenToItems {
  instrument: string;
  instrumentVersion: string;
}

/**
 * The items of a response to a bundle. An instrument that was asked alone has its own Questionnaire, of which nothing that was
 * asked beside is a part; a bundle's has a group for each part, and names its items as `part.item`. Of a part that is not known
 * here nothing is said.
 */
export function itemsOfParts(bundle: string, parts: readonly GivenToPart[]): ResponseItem[] {
  const known = parts.map((given) => ({
    given,
    instrument: knownInstrument(given.instrument, given.instrumentVersion),
  }));
  const [first] = known;
  if (first?.given.instrument === bundle) return first.instrument ? itemsOfAnswers(first.instrument, first.given) : [];
  return known.flatMap(({ given, instrument }) => {
    const item = instrument ? itemsOfAnswers(instrument, given).map((one) => under(given.instrument, one)) : [];
    return item.length > 0 ? [{ linkId: given.instrument, item }] : [];
  });
}

const under = (part: string, { linkId, item, ...rest }: ResponseItem): ResponseItem => ({
  linkId: `${part}.${linkId}`,
  ...rest,
  ...(item ? { item: item.map((one) => under(part, one)) } : {}),
});

/** The items with what was answered to each; one that was skipped has no answer. */
export function itemsOfAnswers({ items }: Pick<InstrumentItems, 'items'>, given: GivenToItems): ResponseItem[] {
  const grouped: ResponseItem[] = [];
  for (const [index, item] of items.entries()) {
    const before = index > 0 ? items[index - 1]!.section : undefined;
    const drawn = item.type === 'statement' ? [] : [itemOf(item, index, given)];
    if (item.section === undefined) grouped.push(...drawn);
    else if (item.section === before) grouped.at(-1)!.item!.push(...drawn);
    else grouped.push({ linkId: `${item.section}.${index + 1}`, item: drawn });
  }
  return grouped.filter((one) => one.item?.length !== 0);
}

function itemOf(item: Item, index: number, given: GivenToItems): ResponseItem {
  const answer = answersTo(item, index, given);
  return { linkId: item.id, ...(answer.length > 0 ? { answer } : {}) };
}

function answersTo(item: Item, index: number, { answers, several, texts }: GivenToItems): object[] {
  const coding = (code: number) => ({ valueCoding: { system: systemOf(item), code: String(code) } });
  const text = texts?.[item.id];
  if (item.type === 'date') return text ? [{ valueDate: text }] : [];
  if (isInOwnWords(item)) return text?.trim() ? [{ valueString: text }] : [];
  if (item.type === 'several') return (several?.[item.id] ?? []).map(coding);
  const one = answers[index] ?? undefined;
  if (one === undefined) return [];
  return [item.type === 'number' ? { valueDecimal: one } : coding(one)];
}
