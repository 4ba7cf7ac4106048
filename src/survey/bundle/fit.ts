/**
 * Answers that wait while their form changes: each finds its question again by the item's name and words. What was answered to
 * a question that is not there any more, or not as it was, is left over: no answer comes to stand under another question.
 */
import { codesOf, hintOf, type Instrument, type Item, isText, labelsOf, stemOf } from '../instrument/instrument.ts';
import { type GivenAnswers, isAnswered } from '../instrument/show.ts';
import { type Form, nameIn } from './form.ts';

/** Answers with the items that they were given to. */
export interface KeptAnswers extends GivenAnswers {
  language: string;
  /** As `askedItems` named them; absent in what an earlier version of the app kept: then one answer for each item of the form. */
  items?: string[] | undefined;
  /** Items that are to be answered again: they had changed already when these answers were last gone on with. */
  changed?: string[] | undefined;
}

/** The items of a form as they are asked in a language: of each its name, and a digest of all that is read with it. */
export const askedItems = (
  form: Pick<Instrument, 'items' | 'order' | 'scales' | 'texts'>,
  language: string,
): string[] => {
  const text = form.texts[language];
  if (!text) return [];
  return form.items.map((item, index) => {
    const labels = labelsOf(text, item);
    const hint = hintOf(text, item);
    const read = [
      stemOf(text, item),
      text.items[index],
      codesOf(form, item).map((code) => [code, labels[code]]),
      ...(hint ? [hint] : []),
    ];
    return `${item.id} ${digest(JSON.stringify(read))}`;
  });
};

/** FNV-1a (32 bits): tells one wording from another without keeping it. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** What of kept answers a form can take. */
export interface Fit {
  /** In the form's own order. */
  given: GivenAnswers;
  /** Nothing is left over. */
  isWhole: boolean;
  /** The items that were answered before they changed, and are not now. */
  changed: string[];
}

/** What of kept answers the form can take. */
export function fitted(form: Form, kept: KeptAnswers): Fit {
  const now = askedItems(form, kept.language);
  // An earlier version of the app named items as the one instrument does, and background questions were not named at all.
  const names = kept.items ?? (isOfBefore(form, kept) ? now : []);
  const nameBefore = (id: string) => (kept.items ? id : id.slice(nameIn(form.parts[0]!.instrument, '').length));
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const several: Record<string, number[]> = {};
  const texts: Record<string, string> = {};
  const answers = form.items.map((item, index) => {
    const place = placeOf.get(now[index] ?? '');
    if (place === undefined) return null;
    const codes = kept.several?.[nameBefore(item.id)] ?? [];
    if (item.type === 'several' && codes.length > 0 && codes.every((code) => isOffered(form, item, code)))
      several[item.id] = codes;
    const written = kept.texts?.[nameBefore(item.id)];
    if (isText(item) && written !== undefined) texts[item.id] = written;
    const answer = kept.answers[place] ?? null;
    return answer !== null && isOffered(form, item, answer) ? answer : null;
  });
  const given = {
    answers,
    ...(Object.keys(several).length > 0 ? { several } : {}),
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
  const placeBefore = new Map(names.map((name, place) => [name.split(' ')[0], place]));
  const wasAnswered = (item: Item) => {
    const place = placeBefore.get(item.id);
    return place !== undefined && isAnswered({ ...item, id: nameBefore(item.id) }, place, kept);
  };
  const changed = form.items
    .filter((item, index) => !isAnswered(item, index, given) && (kept.changed?.includes(item.id) || wasAnswered(item)))
    .map(({ id }) => id);
  return { given, isWhole: countOf(given) === countOf(kept), changed };
}

/** Where a person was, as the form is now: at the same question, else at the last one before it that is still there. */
export function placeIn(form: Form, { language, items }: KeptAnswers, at: number): number {
  if (!items) return Math.min(at, form.items.length);
  const now = askedItems(form, language);
  const last = items.slice(0, at).findLast((name) => now.includes(name));
  return last === undefined ? 1 : now.indexOf(last) + 1;
}

const isOfBefore = ({ items, parts }: Form, { answers }: KeptAnswers): boolean =>
  answers.length === items.length || answers.length === parts[0]!.to;

function isOffered(form: Form, item: Item, answer: number): boolean {
  if (isText(item) || item.type === 'statement') return false;
  if (item.type === 'number') return answer >= (item.min ?? -Infinity) && answer <= (item.max ?? Infinity);
  return codesOf(form, item).includes(answer);
}

/** How many questions were answered. */
const countOf = ({ answers, several = {}, texts = {} }: GivenAnswers): number =>
  answers.filter((answer) => answer !== null).length +
  Object.values(several).filter(({ length }) => length > 0).length +
  Object.values(texts).filter((text) => text.trim() !== '').length;
