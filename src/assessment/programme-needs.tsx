import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { ChooseSome } from '../ui/choice.tsx';
import { audienceWords, type NeedQuestion, needsFor } from './programme.ts';
import { type NeedDraft, needParts } from './programme-draft.ts';
import { audiences, programmeLimits } from './programme-record.ts';
import type { StepProps } from './programme-steps.tsx';

/** 3: the needs, those for all and those of the chosen audiences: what is done already, whose it is, where it is known from. */
export function Needs({ data, onChange }: StepProps) {
  const { t } = useWords();
  const change = (number: number, some: NeedDraft) =>
    onChange({ needs: { ...data.needs, [number]: { ...data.needs[number], ...some } } });
  return (
    <div class="stack">
      <ChooseSome
        legend={t('programme.audiences')}
        hint={t('programme.audiencesHint')}
        options={audiences.map((value) => ({ value, label: <span lang="fi">{audienceWords[value]}</span> }))}
        values={data.audiences}
        onChange={(chosen) => onChange({ audiences: chosen })}
      />
      {needsFor(data.audiences).map(({ id, title, questions }) => (
        <section key={id} class="stack tight">
          <h3 lang="fi">{title}</h3>
          {questions.map((question) => (
            <Need
              key={question.number}
              question={question}
              need={data.needs[question.number]}
              onChange={(some) => change(question.number, some)}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

interface NeedProps {
  question: NeedQuestion;
  need: NeedDraft | undefined;
  onChange: (some: NeedDraft) => void;
}

/** One need: its fields are drawn when it is opened, because there are many. */
function Need({ question: { number, text, examples }, need = {}, onChange }: NeedProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(needParts.some((part) => need[part]?.trim()));
  return (
    <details class="beside need" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary lang="fi">
        <span class="number">{number}</span> {text}
      </summary>
      {isOpen && (
        <div class="stack">
          {examples && (
            <ul class="muted small" lang="fi">
              {examples.map((example) => (
                <li key={example}>{example}</li>
              ))}
            </ul>
          )}
          {needParts.map((part) => (
            <FreeTextField
              key={part}
              label={t(`programme.need.${part}`)}
              value={need[part] ?? ''}
              onInput={(words) => onChange({ [part]: words })}
              limit={programmeLimits.words}
              hint={part === 'whose' ? t('programme.whoseHint') : false}
              long={part === 'done'}
            />
          ))}
        </div>
      )}
    </details>
  );
}
