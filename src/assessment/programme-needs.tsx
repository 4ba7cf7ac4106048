import { useMemo, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { ChooseSome } from '../ui/choice.tsx';
import { withLine } from './need-source.ts';
import { NeedSources } from './need-sources.tsx';
import { audienceWords, type NeedQuestion, needsFor } from './programme.ts';
import { type NeedDraft, needParts } from './programme-draft.ts';
import { audiences, programmeLimits } from './programme-record.ts';
import type { StepProps } from './programme-steps.tsx';

/** 3: the needs, those for all and those of the chosen audiences: what is done already, whose it is, where it is known from. */
export function Needs({ data, onChange }: StepProps) {
  const { t } = useWords();
  return (
    <div class="stack">
      <ChooseSome
        legend={t('programme.audiences')}
        hint={t('programme.audiencesHint')}
        options={audiences.map((value) => ({ value, label: <bdi lang="fi">{audienceWords[value]}</bdi> }))}
        values={data.audiences}
        onChange={(chosen) => onChange({ audiences: chosen })}
      />
      {needsFor(data.audiences).map(({ id, title, questions }) => (
        <section key={id} class="stack tight">
          <h3 lang="fi">{title}</h3>
          {questions.map((question) => (
            <Need key={question.number} question={question} need={data.needs[question.number]} onChange={onChange} />
          ))}
        </section>
      ))}
    </div>
  );
}

interface NeedProps extends Pick<StepProps, 'onChange'> {
  question: NeedQuestion;
  need: NeedDraft | undefined;
}

/** Drawn again only where it changed: there are many, and each keystroke is of one. */
function Need(props: NeedProps) {
  const { question, need } = props;
  return useMemo(() => <NeedPart {...props} />, [question.number, need]);
}

/** One need: its fields are drawn when it is opened. */
function NeedPart({ question: { number, text, examples }, need = {}, onChange }: NeedProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(needParts.some((part) => need[part]?.trim()));
  const [isLooking, setLooking] = useState(false);
  const change = (some: (now: NeedDraft) => NeedDraft) =>
    onChange(({ needs }) => ({ needs: { ...needs, [number]: { ...needs[number], ...some(needs[number] ?? {}) } } }));
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
              onInput={(words) => change(() => ({ [part]: words }))}
              limit={programmeLimits.words}
              hint={part === 'whose' ? t('programme.whoseHint') : false}
              long={part !== 'whose'}
            />
          ))}
          <details class="beside" open={isLooking} onToggle={({ currentTarget }) => setLooking(currentTarget.open)}>
            <summary>{t('programme.sources')}</summary>
            {isLooking && (
              <NeedSources
                known={need.known ?? ''}
                onTake={(line) => change(({ known = '' }) => ({ known: withLine(known, line) }))}
              />
            )}
          </details>
        </div>
      )}
    </details>
  );
}
