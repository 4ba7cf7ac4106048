/** A rule in words: `kysymys 2: ”kyllä”`. */
import type { Translate } from '../../i18n/words.ts';
import { codesOf, type Instrument, labelsOf, textOn } from '../instrument/instrument.ts';
import type { ShowWhen } from '../instrument/schema.ts';
import { anyWords, isChosen, questionsOf, removedQuestion, type Survey } from './survey.ts';
import type { Named } from './use-builder.ts';

export interface Asking {
  survey: Survey;
  around: { instruments: readonly Instrument[] };
  language: string;
  named: ReadonlyMap<string, Named>;
}

/** A question that is no longer there, by its words, as long as those are known; undefined for one that is there. */
export function goneInWords(t: Translate, { survey, language, named }: Omit<Asking, 'around'>, key: string) {
  if (named.has(key)) return undefined;
  const gone = removedQuestion(survey, key);
  const words = gone && anyWords(gone.words, language);
  return { named: words ? t('builder.goneNamed', { words }) : undefined };
}

/** The words of the choices of a question, whoever's it is; none of one that is answered otherwise. */
export function labelsHere(
  { survey, around, language }: Omit<Asking, 'named'>,
  key: string,
): Readonly<Record<number, string>> {
  const own = questionsOf(survey).find((one) => one.key === key)?.question ?? removedQuestion(survey, key);
  if (own) {
    const bare = (code: number) => (own.type === 'scale' ? String(code) : '');
    return isChosen(own)
      ? Object.fromEntries(own.choices.map(({ code, words }) => [code, anyWords(words, language) || bare(code)]))
      : {};
  }
  const [part, name] = key.split('.');
  const placed = around.instruments.find(({ id }) => id === part);
  const item = placed?.items.find(({ id }) => id === name);
  if (!placed || !item) return {};
  const labels = labelsOf(textOn(placed, language), item);
  return Object.fromEntries(codesOf(placed, item).map((code) => [code, labels[code] ?? '']));
}

export const comparisons = { '=': 'same', '!=': 'other', '>=': 'least', '<=': 'most' } as const;

export function ruleInWords(t: Translate, asking: Asking, { match, rules }: ShowWhen): string {
  const said = rules.map(({ item, is, value }) => {
    const gone = goneInWords(t, asking, item);
    if (gone && !gone.named) return t('builder.goneRule');
    const answer = labelsHere(asking, item)[value] || String(value).replace('.', ',');
    return t(`builder.rule.${comparisons[is]}`, {
      number: gone?.named ?? asking.named.get(item)?.number ?? '?',
      answer,
    });
  });
  return said.join(` ${t(match === 'all' ? 'builder.and' : 'builder.or')} `);
}
