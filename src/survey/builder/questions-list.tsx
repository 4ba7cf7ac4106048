import { useMemo } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { questionsIn } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';
import { standingWords } from './builder-words.ts';
import { cameBack } from './neighbour.ts';
import { moveQuestion, undoRemoval } from './operations.ts';
import { anyWords, isOwn, itemKey, type OwnPart, type OwnQuestion, type PlacedPart, type Removed } from './survey.ts';
import { type Builder, countsIn } from './use-builder.ts';

interface ListProps {
  builder: Builder;
  /** What is open. */
  at: string;
}

/** All of the survey in its order, and what may be done with it as a whole. */
export function QuestionsList({ builder, at }: ListProps) {
  const { t } = useWords();
  const { survey, issues, hrefOf, draft, focusInList } = builder;
  const current = (one: string) => (at === one ? ('page' as const) : undefined);
  const undo = () => {
    const last = survey.removed.at(-1);
    const after = draft.change(undoRemoval);
    const back = last?.what === 'choices' ? last.key : cameBack(survey, after);
    focusInList(back ?? 'add', at);
  };
  const atQuestion = survey.parts.some(
    (part) => isOwn(part) && part.questions.some(({ name }) => itemKey(part.id, name) === at),
  );
  return (
    <div class="stack builder-list">
      <nav aria-label={t('builder.places')} class="builder-places">
        <a href={hrefOf('survey')} aria-current={current('survey')}>
          {t('builder.survey')}
        </a>
        <a href={hrefOf('languages')} aria-current={current('languages')}>
          {t('builder.languages')} <span class="muted number">{survey.languages.length}</span>
        </a>
        <a href={hrefOf('preview')} aria-current={current('preview')}>
          {t('builder.preview')}
        </a>
        <a href={hrefOf('ready')} aria-current={current('ready')}>
          {t('builder.ready')}{' '}
          <span class={issues.length > 0 ? 'lacks number' : 'muted'}>
            {standingWords(t, countsIn(issues, [])) || t('builder.whole')}
          </span>
        </a>
      </nav>
      <UndoRemoval last={survey.removed.at(-1)} builder={builder} onUndo={undo} />
      <nav aria-label={t('builder.questions')} class="builder-questions">
        <h2>{t('builder.questions')}</h2>
        {survey.parts.length === 0 && <p class="muted">{t('builder.empty')}</p>}
        {survey.parts.map((part) =>
          isOwn(part) ? (
            <OwnQuestions key={part.id} {...{ builder, part, at }} />
          ) : (
            <Placed key={part.id} {...{ builder, part, at }} />
          ),
        )}
      </nav>
      <p>
        <LinkButton
          look={survey.parts.length === 0 ? 'primary' : 'quiet'}
          href={hrefOf(atQuestion ? `add:${at}` : 'add')}
        >
          {t('builder.add')}
        </LinkButton>
      </p>
    </div>
  );
}

interface UndoProps {
  last: Removed | undefined;
  builder: Builder;
  onUndo(): void;
}

/** What was taken away last, as long as it can come back. */
function UndoRemoval({ last, builder, onUndo }: UndoProps) {
  const { t } = useWords();
  if (!last) return null;
  const { language, around } = builder;
  const nameOf = () => {
    if (last.what === 'question') return anyWords(last.question.words, language) || t('builder.noWordsYet');
    if (last.what === 'choices') return t('builder.someChoices');
    const placed = around.instruments.find(({ id }) => id === last.part.id);
    return placed && !isOwn(last.part) ? textFor(placed, language).title : t('builder.ownQuestions');
  };
  return (
    <Notice>
      <p class="row apart">
        <span>{t('builder.removed', { what: nameOf() })}</span>
        <Button look="bare" onClick={onUndo}>
          {t('common.undo')}
        </Button>
      </p>
    </Notice>
  );
}

function OwnQuestions({ builder, part, at }: { builder: Builder; part: OwnPart; at: string }) {
  const { t } = useWords();
  const { language, standing, hrefOf } = builder;
  const titleOf = (name: string | undefined) =>
    anyWords(part.sections.find((section) => section.name === name)?.titles ?? {}, language);
  const first = part.questions[0]?.section ?? part.sections[0]?.name;
  return (
    <section>
      <h3>
        <a href={hrefOf(`part:${part.id}`)} aria-current={at === `part:${part.id}` ? 'page' : undefined}>
          {titleOf(first) || t('builder.ownQuestions')}
        </a>
      </h3>
      {part.questions.length === 0 && <p class="muted small">{t('builder.emptyPart')}</p>}
      <ol>
        {/* One flat list: a row that is moved stays the same row, and focused. */}
        {part.questions.flatMap((question, index) => {
          const key = itemKey(part.id, question.name);
          const isNew = index > 0 && question.section !== part.questions[index - 1]!.section;
          const title = isNew && titleOf(question.section);
          return [
            ...(title
              ? [
                  <li key={`${key} title`} class="builder-section">
                    {title}
                  </li>,
                ]
              : []),
            <QuestionRow
              key={key}
              {...{ builder, part, question }}
              isOpen={at === key}
              lacks={standingWords(t, standing.get(key))}
              number={builder.named.get(key)?.number}
            />,
          ];
        })}
      </ol>
    </section>
  );
}

interface RowProps {
  builder: Builder;
  part: OwnPart;
  question: OwnQuestion;
  isOpen: boolean;
  /** What is missing or wrong in it, in words. */
  lacks: string;
  /** A text to read has none. */
  number: number | undefined;
}

/** One question in the list: opens it; moved by Alt and an arrow too. Drawn anew only where something of it changed. */
function QuestionRow({ builder, part, question, isOpen, lacks, number }: RowProps) {
  const { t, language } = useWords();
  const key = itemKey(part.id, question.name);
  const { hrefOf, draft, goTo } = builder;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    let now = key;
    draft.change((survey) => {
      const moved = moveQuestion(survey, key, event.key === 'ArrowUp' ? -1 : 1);
      now = moved.key;
      return moved.survey;
    });
    if (now !== key && isOpen) goTo(now);
  };
  return useMemo(
    () => (
      <li>
        <a
          href={hrefOf(key)}
          aria-current={isOpen ? 'page' : undefined}
          onKeyDown={onKeyDown}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        >
          <span class="number">{number}</span>
          <span class="builder-said">{anyWords(question.words, language) || t('builder.noWordsYet')}</span>
          <span class="builder-about small">
            <span class="muted">
              {t(`builder.type.${question.type}`)}
              {question.showWhen && ` · ${t('builder.conditional')}`}
            </span>
            {lacks && <span class="lacks number">{lacks}</span>}
          </span>
        </a>
      </li>
    ),
    [key, question, isOpen, lacks, number, language],
  );
}

function Placed({ builder, part, at }: { builder: Builder; part: PlacedPart; at: string }) {
  const { t, language } = useWords();
  const { around, standing, hrefOf } = builder;
  const instrument = around.instruments.find(({ id }) => id === part.id);
  const text = instrument && textFor(instrument, language);
  const lacks = standingWords(t, standing.get(part.id));
  return (
    <section>
      <h3 class="placed">
        <a href={hrefOf(`part:${part.id}`)} aria-current={at === `part:${part.id}` ? 'page' : undefined}>
          <span lang={text?.language}>{text?.title ?? part.id}</span>
          <span class="muted small">
            {t(instrument?.validated ? 'instruments.validated' : 'builder.asIs')}
            {instrument && ` · ${t('instruments.questions', { count: questionsIn(instrument.items).length })}`}
          </span>
          {lacks && <span class="lacks small number">{lacks}</span>}
        </a>
      </h3>
    </section>
  );
}
