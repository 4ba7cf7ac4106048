import { useId, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { useFirst } from '../../outreach/use-first.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { Button } from '../../ui/button.tsx';
import { LinksField } from '../links-field.tsx';
import { questionsByNumber } from '../parts.ts';
import type { Area } from '../questions.ts';
import { allRounds } from '../round-store.ts';
import { useShown } from '../use-shown.ts';
import { CriteriaFields } from './criteria-fields.tsx';
import { type DescribedId, inclusionPracticeLimits } from './inclusion-practice.ts';
import { describedLimit, type InclusionPracticeDraft, practiceParts, saidInRound } from './inclusion-practice-draft.ts';
import { type describedParts, innokylaTitle, publishedModels, shortFields } from './innokyla.ts';
import { PartName } from './part-name.tsx';

export interface PracticeStepProps {
  step: number;
  /** It was chosen: on a narrow screen nothing else is there. */
  isAlone: boolean;
  data: InclusionPracticeDraft;
  /** It was to be kept: what is missing is said. */
  isAsked: boolean;
  /** The criteria that the organisation lists. */
  own: readonly string[];
  onChange: (
    some: Partial<InclusionPracticeDraft> | ((now: InclusionPracticeDraft) => Partial<InclusionPracticeDraft>),
  ) => void;
  hrefOf: (step: number) => string;
}

/** One part of a practice: fields of its description, an area of the evaluation, or the criteria. */
export function PracticeStep(props: PracticeStepProps) {
  const { step, isAlone, data, onChange } = props;
  const id = useId();
  const heading = useShown(step, isAlone);
  const part = practiceParts[step - 1]!;
  return (
    <section class="question" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        <span class="number">{step}</span> <PartName part={part} />
      </h2>
      {part.is === 'described' && <Described key={part.part.id} part={part.part} data={data} onChange={onChange} />}
      {part.is === 'area' && <Evaluated key={part.area.id} area={part.area} data={data} onChange={onChange} />}
      {part.is === 'criteria' && <CriteriaFields {...props} />}
      <Turn {...props} />
    </section>
  );
}

/** To the part before and the one after. */
function Turn({ step, hrefOf }: PracticeStepProps) {
  const { t } = useWords();
  const words = (one: number) => t('inclusionPractice.step', { number: one });
  return (
    <nav class="question-turn" aria-label={t('inclusionPractice.turn')}>
      {step > 1 ? <a href={hrefOf(step - 1)}>‹ {words(step - 1)}</a> : <span />}
      {step < practiceParts.length && <a href={hrefOf(step + 1)}>{words(step + 1)} ›</a>}
    </nav>
  );
}

type Part<P> = P & Pick<PracticeStepProps, 'data' | 'onChange'>;

/** Fields of Innokylä, by their names there. */
function Described({ part, data, onChange }: Part<{ part: (typeof describedParts)[number] }>) {
  const { t } = useWords();
  const write = (id: DescribedId, said: (before: string) => string) =>
    onChange(({ described }) => ({ described: { ...described, [id]: said(described[id] ?? '') } }));
  return (
    <div class="stack">
      {part.fields.map((id) => (
        <div key={id} class="stack tight">
          <FreeTextField
            label={innokylaTitle[id]}
            labelLang="fi"
            value={data.described[id] ?? ''}
            onInput={(said) => write(id, () => said)}
            limit={describedLimit(id)}
            hint={t(`inclusionPractice.hint.${id}`)}
            long={!shortFields.includes(id)}
          />
          {data.round && !shortFields.includes(id) && (
            <FromRound
              round={data.round}
              known={data.described[id] ?? ''}
              onTake={(words) => write(id, (before) => [before.trim(), words].filter(Boolean).join('\n\n'))}
            />
          )}
        </div>
      ))}
      {part.id === 'basics' && (
        <>
          <LinksField links={data.links} onChange={(links) => onChange({ links })} />
          <Published {...{ data, onChange }} />
        </>
      )}
    </div>
  );
}

/** What the round says that the practice was begun from, each to be taken into a field by one tap. */
function FromRound({ round, known, onTake }: { round: string; known: string; onTake: (words: string) => void }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="beside" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('inclusionPractice.fromRound')}</summary>
      {isOpen && <SaidInRound {...{ round, known, onTake }} />}
    </details>
  );
}

function SaidInRound({ round, known, onTake }: { round: string; known: string; onTake: (words: string) => void }) {
  const { t } = useWords();
  const rounds = useFirst(allRounds);
  if (!rounds) return null;
  const from = rounds.find((one) => one.round === round);
  const all = from ? saidInRound(from) : [];
  if (all.length === 0) return <p class="muted">{t('inclusionPractice.roundNone')}</p>;
  return (
    <ul class="list">
      {all.map(({ question, said }) => {
        const isTaken = known.includes(said);
        return (
          <li key={question} class="row apart">
            <span class="source">
              <span class="number muted">{question}</span> {said}
            </span>
            <Button disabled={isTaken} onClick={() => onTake(said)}>
              {t(isTaken ? 'programme.taken' : 'programme.take')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** Models that others have published: to read, and to link to. */
function Published({ data, onChange }: Part<object>) {
  const { t } = useWords();
  return (
    <details class="beside">
      <summary>{t('inclusionPractice.published')}</summary>
      <ul class="list">
        {publishedModels.map(({ title, address }) => {
          const isLinked = data.links.some((link) => link.trim() === address);
          return (
            <li key={address} class="row apart">
              <a class="source" lang="fi" href={address} target="_blank" rel="noopener noreferrer">
                {title}
              </a>
              <Button
                disabled={isLinked}
                onClick={() => onChange(({ links }) => ({ links: [...links.filter((link) => link.trim()), address] }))}
              >
                {t(isLinked ? 'programme.taken' : 'inclusionPractice.link')}
              </Button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** The questions of an area, word for word, and how the practice answers each. */
function Evaluated({ area, data, onChange }: Part<{ area: Area }>) {
  const { t } = useWords();
  const field = (key: string, label: string) => (
    <FreeTextField
      key={key}
      label={label}
      labelLang="fi"
      value={data.evaluated[key] ?? ''}
      onInput={(said) => onChange(({ evaluated }) => ({ evaluated: { ...evaluated, [key]: said } }))}
      limit={inclusionPracticeLimits.evaluated}
      hint={false}
      long
    />
  );
  return (
    <div class="stack">
      <p class="muted">{t('inclusionPractice.areasLead')}</p>
      {area.intro && <p lang="fi">{area.intro}</p>}
      {questionsByNumber(area).map(({ number, text, example, parts }) => (
        <div key={number} class="stack tight">
          {parts.length > 1 && (
            <p lang="fi">
              <strong>
                {number} {text}
              </strong>
            </p>
          )}
          {parts.map(({ key, letter, wording }) =>
            field(key, letter ? `${number}${letter}) ${wording}` : `${number} ${text}`),
          )}
          {example && (
            <p class="muted small" lang="fi">
              {example}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
