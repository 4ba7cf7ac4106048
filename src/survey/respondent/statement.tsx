import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { fill } from '../../i18n/fill.ts';
import { describedBy, ErrorText } from '../../ui/error-text.tsx';
import { type AskedForm, questionLanguage } from '../bundle/form.ts';
import {
  codesOf,
  hintOf,
  type Instrument,
  type Item,
  isField,
  isNumbered,
  isRightToLeft,
  keysOf,
  labelsOf,
  sectionTitle,
  stemOf,
  textOn,
} from '../instrument/instrument.ts';
import type { Place } from '../instrument/show.ts';
import type { AnswerWords } from './answers.ts';
import { clearAnswer, dayBounds } from './chosen-dom.ts';

export interface StatementProps {
  instrument: AskedForm;
  language: string;
  words: AnswerWords;
  /** From 1. */
  number: number;
  /** Where it stands among those that are shown: stem and title are said where they change for who reads. */
  place: Place;
  shown: boolean;
  /** What is wrong with what was written here. */
  wrong?: string | undefined;
  /** Said where the question changed after it was answered. */
  changed?: string | undefined;
  /** In a list each step has a key; `in-page`: under a heading that the page already has. */
  list?: boolean | 'in-page';
}

/** One item with its choices or field, word for word. Drawn anew only when it, or what is said of it, comes or goes. */
export function Statement({ instrument, language, words, number, place, shown, list = false, ...of }: StatementProps) {
  const { wrong, changed } = of;
  const text = textOn(instrument, language);
  const spoken = inOwnLanguage(questionLanguage(instrument, language, number - 1), language);
  const item = instrument.items[number - 1]!;
  const title = sectionTitle(text, item, place.before);
  const progress = fill(words.progressSpoken, { now: place.now, all: place.all });
  const stem = stemOf(text, item);
  const hint = hintOf(text, item);
  // Below each other the stem is said where it changes; one by one it stands above every item.
  const isSaid = list && place.before && stemOf(text, place.before) === stem;
  return useMemo(
    () => (
      <fieldset id={`q${number}`} hidden={!shown} data-type={item.type}>
        <legend tabIndex={-1}>
          <span class="seen-only-by-ear">{progress}. </span>
          {title && (
            <span class="section" {...spoken}>
              {title}{' '}
            </span>
          )}
          {stem && (
            <span class={isSaid ? 'seen-only-by-ear' : 'stem'} {...spoken}>
              {stem}{' '}
            </span>
          )}
          <Heading isFirst={!list || (place.now === 1 && list !== 'in-page')} spoken={spoken}>
            {text.items[number - 1]}
          </Heading>
          {item.type === 'several' && <span class="stem">{words.several}</span>}
          {hint && (
            <span class="hint" id={`q${number}-hint`} {...spoken}>
              {hint}
            </span>
          )}
          {changed && <span class="stem">{changed}</span>}
        </legend>
        {codesOf(instrument, item).length > 0 && (
          <Steps {...{ instrument, item, number, spoken, words }} list={Boolean(list)} labels={labelsOf(text, item)} />
        )}
        {isField(item) && <Written {...{ item, number, wrong, hint }} label={text.items[number - 1]!} />}
      </fieldset>
    ),
    [shown, wrong, changed, list, instrument, language, progress, title, isSaid],
  );
}

/** What marks a text that is in another language than the page. */
const inOwnLanguage = (language: string, page: string): Spoken =>
  language === page ? {} : { lang: language, dir: isRightToLeft(language) ? 'rtl' : 'ltr' };
type Spoken = { lang?: string; dir?: 'rtl' | 'ltr' };

/** One heading of the first rank a page. */
const Heading = ({ isFirst, spoken, children }: HeadingProps) =>
  isFirst ? (
    <h1 class="statement" {...spoken}>
      {children}
    </h1>
  ) : (
    <h2 class="statement" {...spoken}>
      {children}
    </h2>
  );
interface HeadingProps {
  isFirst: boolean;
  spoken: Spoken;
  children: ComponentChildren;
}

interface StepsProps {
  instrument: Instrument;
  item: Item;
  number: number;
  list: boolean;
  labels: Readonly<Record<number, string>>;
  spoken: Spoken;
  words: AnswerWords;
}

function Steps({ instrument, item, number, list, labels, spoken, words }: StepsProps) {
  const codes = codesOf(instrument, item);
  const isOne = item.type !== 'several';
  const isRow = isNumbered(codes, labels);
  const keys = list ? keysOf(codes, labels) : [];
  const ends = [codes[0]!, codes.at(-1)!].map((code) => (labels[code] === String(code) ? '' : labels[code]));
  return (
    <>
      <div class={isRow ? 'steps numbered' : 'steps'}>
        {codes.map((code, index) => (
          <div key={code} class="step">
            <label>
              <input type={isOne ? 'radio' : 'checkbox'} name={`q${number}`} value={code} data-key={keys[index]} />
              <span {...spoken}>
                {keys[index] && keys[index] !== labels[code] && (
                  <b class="key number" aria-hidden="true">
                    {keys[index]}
                  </b>
                )}
                {isRow ? code : labels[code]}
                {isRow && labels[code] !== String(code) && <span class="seen-only-by-ear"> {labels[code]}</span>}
              </span>
            </label>
            {isOne && !isRow && <Clear words={words} />}
          </div>
        ))}
        {isRow && <Clear words={words} />}
      </div>
      {isRow && ends.some(Boolean) && (
        <div class="ends" aria-hidden="true" {...spoken}>
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
    </>
  );
}

/** Takes the answer back: stands in the step that is chosen, under a row, and is there only then. The focus goes where it was. */
const Clear = ({ words }: { words: AnswerWords }) => (
  <button
    type="button"
    class="clear"
    aria-label={words.clear}
    onClick={({ currentTarget }) => clearAnswer(currentTarget.closest('fieldset')!)?.focus()}
  />
);

interface WrittenProps {
  item: Item;
  number: number;
  wrong: string | undefined;
  hint: string | undefined;
  /** The question itself: its legend is not read out again for a field inside. */
  label: string;
}

function Written({ item, number, wrong, hint, label }: WrittenProps) {
  const shared = {
    name: `q${number}`,
    'aria-label': label,
    autocomplete: 'off',
    ...(wrong ? { 'aria-invalid': 'true' as const } : {}),
    ...describedBy(`q${number}`, hint, wrong),
  };
  return (
    <div class="field">
      <div role="alert">
        <ErrorText id={`q${number}`} error={wrong} />
      </div>
      {item.type === 'number' && <input {...shared} type="text" inputMode="decimal" maxLength={16} />}
      {item.type === 'date' && <input {...shared} type="date" {...dayBounds} />}
      {item.type === 'short' && <input {...shared} type="text" maxLength={item.limit ?? 200} />}
      {item.type === 'long' && <textarea {...shared} rows={5} maxLength={item.limit ?? 2000} />}
    </div>
  );
}
