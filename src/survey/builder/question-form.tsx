import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { itemTypes, mostItems } from '../instrument/schema.ts';
import { saidAt } from './builder-words.ts';
import { ChoicesForm, Steps } from './choices-form.tsx';
import { Folded } from './folded.tsx';
import { MoveButtons } from './move-buttons.tsx';
import { neighbourOf } from './neighbour.ts';
import {
  canMove,
  isFull,
  moveQuestion,
  removeQuestion,
  repeatQuestion,
  retype,
  setBound,
  setQuestion,
} from './operations.ts';
import { RuleForm } from './rule-form.tsx';
import { isChosen, itemKey, type OwnPart, type OwnQuestion } from './survey.ts';
import { untoldOf } from './untold.ts';
import { type Builder, issuesAt } from './use-builder.ts';
import { WordsFields } from './words-fields.tsx';

interface QuestionProps {
  builder: Builder;
  part: OwnPart;
  question: OwnQuestion;
}

/** One question of the organisation's own: its words, how it is answered, when it is shown, its place. */
export function QuestionForm({ builder, part, question }: QuestionProps) {
  const { t } = useWords();
  const { does, issues, named } = builder;
  const key = itemKey(part.id, question.name);
  const { type, words, hints } = question;
  const own = issuesAt(issues, { part: part.id, question: key });
  return (
    <>
      <h2 tabIndex={-1} id="open-heading">
        {type === 'statement'
          ? t('builder.kind.statement')
          : t('builder.questionNumber', { number: named.get(key)?.number ?? 1 })}
      </h2>
      <WordsFields
        builder={builder}
        label={t(type === 'statement' ? 'builder.statementWords' : 'builder.questionWords')}
        words={words}
        issues={own.filter(({ why }) => why === 'noWords')}
        isLong
        onInput={(language, text) => does((now) => setQuestion(now, key, 'words', language, text))}
      />
      <Select
        label={t('builder.howAnswered')}
        options={itemTypes.map((value) => ({ value, label: t(`builder.type.${value}`) }))}
        value={type}
        onChange={(value) => does((now) => retype(now, key, value))}
        hint={t(`builder.typeHelp.${type}`)}
      />
      {type === 'scale' && <Steps {...{ builder, part, question }} />}
      {isChosen(question) && type !== 'scale' && <ChoicesForm {...{ builder, part, question }} />}
      <Bounds {...{ builder, part, question }} />
      {type !== 'statement' && (
        <Folded summary={t('builder.hint')} isOpen={Object.values(hints).some(Boolean)}>
          <WordsFields
            builder={builder}
            label={t('builder.hintWords')}
            words={hints}
            issues={[]}
            onInput={(language, text) => does((now) => setQuestion(now, key, 'hints', language, text))}
          />
        </Folded>
      )}
      <RuleForm {...{ builder, part, question }} />
    </>
  );
}

function Bounds({ builder, part, question }: QuestionProps) {
  const { t } = useWords();
  const { does, issues } = builder;
  const key = itemKey(part.id, question.name);
  const own = issuesAt(issues, { part: part.id, question: key });
  const { type, min, max, limit } = question;
  if (type === 'number') {
    const { error } = saidAt(
      t,
      own.filter(({ why }) => why === 'notNumber' || why === 'boundsTurned'),
    );
    return (
      <div class="stack tight" data-issues="notNumber boundsTurned numberUntold">
        <div class="in-languages">
          <Field
            label={t('builder.lowest')}
            value={min}
            error={error}
            onInput={(text) => does((now) => setBound(now, key, 'min', text))}
          />
          <Field
            label={t('builder.highest')}
            value={max}
            onInput={(text) => does((now) => setBound(now, key, 'max', text))}
          />
        </div>
        {untoldOf(part, question) === 'numberUntold' && <p class="lacks">{t('builder.why.numberUntold')}</p>}
      </div>
    );
  }
  if (type !== 'short' && type !== 'long') return null;
  return (
    <div data-issues="badLimit">
      <Field
        label={t('builder.longest')}
        value={limit}
        digits
        error={
          saidAt(
            t,
            own.filter(({ why }) => why === 'badLimit'),
          ).error
        }
        onInput={(text) => does((now) => setBound(now, key, 'limit', text))}
      />
    </div>
  );
}

/** Where it stands among the others, once more, and away. What may be pressed several times in a row, as moving, stays the same button. */
export function QuestionPlace({ builder, part, question }: QuestionProps) {
  const { t } = useWords();
  const { draft, goTo, makes, focusInList } = builder;
  const key = itemKey(part.id, question.name);
  const move = (by: 1 | -1) => {
    let now = key;
    draft.change((survey) => {
      const moved = moveQuestion(survey, key, by);
      now = moved.key;
      return moved.survey;
    });
    if (now !== key) goTo(now);
  };
  const repeat = () =>
    makes(key, (now) => {
      const repeated = repeatQuestion(now, key);
      return { survey: repeated.survey, at: repeated.key };
    });
  return (
    <div class="row">
      <MoveButtons
        up={canMove(builder.survey, key, -1) ? () => move(-1) : undefined}
        down={canMove(builder.survey, key, 1) ? () => move(1) : undefined}
      />
      {isFull(part) ? (
        <p class="muted">{t('builder.fullPart', { most: mostItems })}</p>
      ) : (
        <Button
          // The second of a double tap makes no second copy, and takes no second question away: it meets another button.
          key={`repeat ${key}`}
          isSingle
          onClick={repeat}
        >
          {t('builder.repeat')}
        </Button>
      )}
      <Button
        key={`remove ${key}`}
        look="danger"
        onClick={() => {
          const { survey } = builder;
          const after = draft.change((now) => removeQuestion(now, key));
          focusInList(neighbourOf(key, survey, after));
        }}
      >
        {t('builder.removeQuestion')}
      </Button>
    </div>
  );
}
