/** On paper nothing hides a question that hangs on another's answer: under it stands in words when it is to be answered. */
import { fill } from '../../i18n/fill.ts';
import { isolated } from '../../i18n/isolated.ts';
import {
  codesOf,
  type Instrument,
  type InstrumentText,
  type Item,
  isNumbered,
  labelsOf,
  numberOnPaper,
} from '../instrument/instrument.ts';
import type { ShowWhen } from '../instrument/schema.ts';
import { holds } from '../instrument/show.ts';
import type { PaperSays } from '../respondent/page-words-store.ts';

type Rule = ShowWhen['rules'][number];

/**
 * `Vastaa, jos vastasit kysymykseen 3 ”Kyllä”.` in the words of the page, the answers in those of the question. Questions are
 * named by their numbers on the sheet. Undefined where a question is asked of everybody.
 */
export function answerIf(
  form: Pick<Instrument, 'items' | 'order' | 'scales'>,
  text: InstrumentText,
  { showWhen }: Pick<Item, 'showWhen'>,
  says: PaperSays,
): string | undefined {
  if (!showWhen) return undefined;
  const { match, rules } = showWhen;
  const joined = (all: string[], how: string) => all.reduce((one, other) => fill(how, { one, other }));
  const listed = (all: string[]) =>
    all.length < 2 ? all.join() : fill(says.or, { one: joined(all.slice(0, -1), says.comma), other: all.at(-1)! });

  const whenOf = (about: string): string[] => {
    const index = form.items.findIndex(({ id }) => id === about);
    const item = form.items[index]!;
    const number = numberOnPaper(form.items, index);
    const codes = codesOf(form, item);
    const labels = labelsOf(text, item);
    const quoted = (code: number) => fill(says.quoted, { words: isolated(labels[code] ?? String(code)) });
    const gave = (chosen: readonly number[]) => fill(says.gave, { number, answers: listed(chosen.map(quoted)) });
    const own = rules.filter((rule) => rule.item === about);

    const alone = ({ is, value }: Rule): string => {
      const shown = codes.length > 0 ? quoted(value) : fill(says.quoted, { words: String(value).replace('.', ',') });
      if (is === '!=') return fill(says.not, { number, answers: shown });
      if (is === '=') return fill(says.gave, { number, answers: shown });
      const isCounted = codes.length === 0 || isNumbered(codes, labels);
      const chosen = codes.filter((code) => holds([code], { is, value }));
      if (!isCounted && chosen.length > 0) return gave(chosen);
      return fill(is === '>=' ? says.least : says.most, { number, value: String(value).replace('.', ',') });
    };
    // Of several rules about one choice the answers are named that keep them: who reads need not work them out.
    const keeping = codes.filter((code) => {
      const each = own.map((rule) => holds([code], rule));
      return match === 'all' ? each.every(Boolean) : each.some(Boolean);
    });
    const isOneList = own.length > 1 && item.type !== 'several' && keeping.length > 0;
    return isOneList ? [gave(keeping)] : own.map(alone);
  };
  const asked = [...new Set(rules.map(({ item }) => item))];
  return fill(says.answerIf, { when: joined(asked.flatMap(whenOf), match === 'all' ? says.and : says.or) });
}
