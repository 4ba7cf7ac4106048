/** The questions as they are shown: one text, with its lettered parts under it where it has any. */
import { type Area, areas, type Question } from './questions.ts';

/** One text of the instrument and what is answered under it: itself, or each of its parts. */
export interface QuestionPart {
  number: number;
  text: string;
  example?: string;
  /** What is answered apart; without a letter where the question is answered as a whole. */
  parts: { key: string; letter?: string; wording?: string }[];
}

/** An area's questions by their number, each text once. */
export function questionsByNumber(area: Area): QuestionPart[] {
  const byNumber = new Map<number, QuestionPart>();
  for (const { key, number, part, text, example } of area.questions) {
    const asked = byNumber.get(number) ?? { number, text, ...(example && { example }), parts: [] };
    asked.parts.push(part ? { key, letter: part, wording: wordingOf(text, part) } : { key });
    byNumber.set(number, asked);
  }
  return [...byNumber.values()];
}

/** A part's own words, cut out of its question: from `b) ` to the next letter, without the comma, `ja` or `?` at the end. */
export function wordingOf(text: Question['text'], part: string): string {
  const start = text.indexOf(`${part})`);
  if (start < 0) return '';
  const [own = ''] = text.slice(start + 2).split(/\s[a-z]\)\s/);
  return own.replace(/(,|\sja|\?)$/, '').trim();
}

/** The question of that number, and the area that it is asked in. Throws where there is none. */
export function areaOf(number: number): { area: Area; asked: QuestionPart } {
  for (const area of areas) {
    const asked = questionsByNumber(area).find((one) => one.number === number);
    if (asked) return { area, asked };
  }
  throw new Error(`No question ${number}`);
}
