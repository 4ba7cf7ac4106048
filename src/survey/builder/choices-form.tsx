import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { isBetween } from './answers-to.ts';
import { Folded } from './folded.tsx';
import { addChoice, moveChoice, removeChoice, setChoice, setSteps } from './operations.ts';
import { itemKey, type OwnPart, type OwnQuestion, questionsOf } from './survey.ts';
import { type Builder, issuesAt } from './use-builder.ts';
import { WordsFields } from './words-fields.tsx';

interface ChoicesProps {
  builder: Builder;
  part: OwnPart;
  question: OwnQuestion;
}

/** Focuses something that is only there, or only stands where it will, once the change is drawn: the first that can be. */
function useFocusNext() {
  const place = useRef<HTMLFieldSetElement>(null);
  const wanted = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    for (const name of wanted.current) {
      const held = place.current?.querySelector<HTMLElement>(`[data-focus="${name}"]`);
      const one = held?.matches('button') ? held : held?.querySelector<HTMLElement>('input, textarea');
      if (!one || one.matches(':disabled')) continue;
      one.focus();
      wanted.current = [];
      return;
    }
  });
  const focus = (names: readonly string[]) => {
    wanted.current = names;
  };
  return { place, focus };
}

/** The answers that can be chosen, in their order. */
export function ChoicesForm({ builder, part, question }: ChoicesProps) {
  const { t } = useWords();
  const { does, draft, issues, remarks } = builder;
  const key = itemKey(part.id, question.name);
  const { choices } = question;
  const { place, focus } = useFocusNext();
  const move = (code: number, by: 1 | -1) => {
    focus(by < 0 ? [`${code} up`, `${code} down`] : [`${code} down`, `${code} up`]);
    does((now) => moveChoice(now, key, code, by));
  };
  const remove = (code: number, at: number) => {
    const next = choices[at + 1] ?? choices[at - 1];
    focus([next ? `${next.code} remove` : 'add']);
    does((now) => removeChoice(now, key, code));
  };
  const add = () => {
    const after = draft.change((now) => addChoice(now, key));
    const added = questionsOf(after)
      .find((one) => one.key === key)
      ?.question.choices.at(-1);
    focus([`${added?.code} words`]);
  };
  return (
    <fieldset class="stack tight" ref={place} data-issues={choices.length === 0 ? 'noChoices' : undefined}>
      <legend>{t('builder.choices')}</legend>
      {choices.length === 0 && <p class="muted">{t('builder.why.noChoices')}</p>}
      {choices.map(({ code, words }, at) => (
        <div key={code} class="choice-row">
          <div data-focus={`${code} words`}>
            <WordsFields
              builder={builder}
              label={t('builder.choiceNumber', { number: at + 1 })}
              words={words}
              issues={issuesAt([...issues, ...remarks], { part: part.id, question: key, choice: code })}
              onInput={(language, text) => does((now) => setChoice(now, key, code, language, text))}
            />
          </div>
          <div class="row">
            <Button
              data-focus={`${code} up`}
              look="bare"
              aria-label={t('builder.choiceUp', { number: at + 1 })}
              disabled={at === 0}
              onClick={() => move(code, -1)}
            >
              ↑
            </Button>
            <Button
              look="bare"
              aria-label={t('builder.choiceDown', { number: at + 1 })}
              disabled={at === choices.length - 1}
              data-focus={`${code} down`}
              onClick={() => move(code, 1)}
            >
              ↓
            </Button>
            <Button
              look="bare"
              aria-label={t('builder.choiceRemove', { number: at + 1 })}
              data-focus={`${code} remove`}
              onClick={() => remove(code, at)}
            >
              ×
            </Button>
          </div>
        </div>
      ))}
      {issuesAt(issues, { part: part.id, question: key }).some(({ why }) => why === 'tooManyChoices') && (
        <Notice tone="look" title={t('builder.why.tooManyChoices')} />
      )}
      <p>
        <Button data-focus="add" onClick={add}>
          {t('builder.addChoice')}
        </Button>
      </p>
    </fieldset>
  );
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ value: String(from + at), label: String(from + at) }));

/** A scale from a number to another: words at its ends, and between them where somebody wants them. */
export function Steps({ builder, part, question }: ChoicesProps) {
  const { t } = useWords();
  const { does, issues, remarks } = builder;
  const key = itemKey(part.id, question.name);
  const { choices } = question;
  const [from, to] = [choices[0]?.code ?? 1, choices.at(-1)?.code ?? 5];
  const isRow = choices.every(({ code }, at) => code === from + at);
  const field = (at: number, label: string) => {
    const choice = choices[at];
    return (
      choice && (
        <WordsFields
          key={choice.code}
          builder={builder}
          label={label}
          words={choice.words}
          issues={issuesAt([...issues, ...remarks], { part: part.id, question: key, choice: choice.code })}
          onInput={(language, text) => does((now) => setChoice(now, key, choice.code, language, text))}
        />
      )
    );
  };
  if (!isRow) return <ChoicesForm {...{ builder, part, question }} />;
  const between = choices.flatMap((choice, at) => (isBetween(question, choice) ? [at] : []));
  const must = choices.flatMap((_, at) => (between.includes(at) ? [] : [at]));
  return (
    <fieldset class="stack tight">
      <legend>{t('builder.steps')}</legend>
      <div class="in-languages">
        <Select
          label={t('builder.stepsFrom')}
          options={numbers(Math.min(0, from), Math.max(1, from))}
          value={String(from)}
          onChange={(value) => does((now) => setSteps(now, key, Number(value), to))}
        />
        <Select
          label={t('builder.stepsTo')}
          options={numbers(from + 1, Math.max(10, to))}
          value={String(to)}
          onChange={(value) => does((now) => setSteps(now, key, from, Number(value)))}
        />
      </div>
      {must.map((at) => field(at, t('builder.stepWords', { number: choices[at]!.code })))}
      {between.length > 0 && (
        <Folded
          summary={t('builder.stepsBetween')}
          isOpen={between.some((at) => Object.values(choices[at]!.words).some(Boolean))}
        >
          <p class="muted small">{t('builder.stepsBetweenHelp')}</p>
          {between.map((at) => field(at, t('builder.stepWords', { number: choices[at]!.code })))}
        </Folded>
      )}
    </fieldset>
  );
}
