import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { isBetween } from './answers-to.ts';
import { Folded } from './folded.tsx';
import { addChoice, moveChoice, removeChoice, setChoice, setSteps } from './operations.ts';
import { itemKey, type OwnPart, type OwnQuestion } from './survey.ts';
import { type Builder, issuesAt } from './use-builder.ts';
import { WordsFields } from './words-fields.tsx';

interface ChoicesProps {
  builder: Builder;
  part: OwnPart;
  question: OwnQuestion;
}

/** The answers that can be chosen, in their order. */
export function ChoicesForm({ builder, part, question }: ChoicesProps) {
  const { t } = useWords();
  const { does, issues } = builder;
  const key = itemKey(part.id, question.name);
  const { choices } = question;
  return (
    <fieldset class="stack tight">
      <legend>{t('builder.choices')}</legend>
      {choices.length === 0 && <p class="muted">{t('builder.why.noChoices')}</p>}
      {choices.map(({ code, words }, at) => (
        <div key={code} class="choice-row">
          <WordsFields
            builder={builder}
            label={t('builder.choiceNumber', { number: at + 1 })}
            words={words}
            issues={issuesAt(issues, { part: part.id, question: key, choice: code })}
            onInput={(language, text) => does((now) => setChoice(now, key, code, language, text))}
          />
          <div class="row">
            <Button
              look="bare"
              aria-label={t('builder.choiceUp', { number: at + 1 })}
              disabled={at === 0}
              onClick={() => does((now) => moveChoice(now, key, code, -1))}
            >
              ↑
            </Button>
            <Button
              look="bare"
              aria-label={t('builder.choiceDown', { number: at + 1 })}
              disabled={at === choices.length - 1}
              onClick={() => does((now) => moveChoice(now, key, code, 1))}
            >
              ↓
            </Button>
            <Button
              look="bare"
              aria-label={t('builder.choiceRemove', { number: at + 1 })}
              onClick={() => does((now) => removeChoice(now, key, code))}
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
        <Button onClick={() => does((now) => addChoice(now, key))}>{t('builder.addChoice')}</Button>
      </p>
    </fieldset>
  );
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ value: String(from + at), label: String(from + at) }));

/** A scale from a number to another: words at its ends, and between them where somebody wants them. */
export function Steps({ builder, part, question }: ChoicesProps) {
  const { t } = useWords();
  const { does, issues } = builder;
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
          issues={issuesAt(issues, { part: part.id, question: key, choice: choice.code })}
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
