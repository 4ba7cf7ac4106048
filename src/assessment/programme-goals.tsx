import { useMemo, useState } from 'preact/hooks';
import type { BegunWith } from '../actions/action-draft.ts';
import { dropBegunAbout, letGoOf, openActionsOf } from '../actions/action-store.ts';
import { ActionsOf } from '../actions/actions-of.tsx';
import { useWords } from '../i18n/words.ts';
import { isKeepable } from '../store/free-text.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { Button } from '../ui/button.tsx';
import { askToLeave, staysToBeDone } from './ask-to-leave-dom.ts';
import { type GoalDraft, goalParts } from './programme-draft.ts';
import { mostGoals, programmeLimits } from './programme-record.ts';
import type { StepProps } from './programme-steps.tsx';

interface GoalsProps extends Pick<StepProps, 'about' | 'begun' | 'isAsked' | 'onChange'> {
  goals: readonly GoalDraft[];
}

/** The goals, each with what is to be done for it: that stands among all actions. */
export function Goals({ goals, onChange, ...rest }: GoalsProps) {
  const { t } = useWords();
  return (
    <>
      <h3>{t('programme.goals')}</h3>
      {goals.map((goal, at) => (
        <Goal key={goal.id} {...{ goal, at, onChange, ...rest }} />
      ))}
      <p>
        <Button
          disabled={goals.length >= mostGoals}
          onClick={() => onChange((now) => ({ goals: [...now.goals, { id: crypto.randomUUID(), goal: '' }] }))}
        >
          {t('programme.addGoal')}
        </Button>
      </p>
    </>
  );
}

interface GoalProps extends Omit<GoalsProps, 'goals'> {
  goal: GoalDraft;
  at: number;
}

/** Drawn again only where it changed: a programme has many, and each keystroke is of one. */
function Goal(props: GoalProps) {
  const { goal, at, about, begun, isAsked } = props;
  return useMemo(() => <GoalPart {...props} />, [goal, at, about, begun, isAsked]);
}

const isUnfit = ({ id: _, goal, ...parts }: GoalDraft): boolean =>
  !isKeepable(goal, programmeLimits.line) ||
  Object.values(parts).some((said) => !isKeepable(said ?? '', programmeLimits.words));

/** What an action for a goal begins with. */
const knownOf = ({ goal, responsible, means }: GoalDraft): BegunWith => ({
  what: goal.trim(),
  who: responsible?.trim() ?? '',
  means: means?.trim() ?? '',
});

/** One goal: its fields are drawn when it is opened. One without words, or with something that cannot be kept, is open. */
function GoalPart({ goal, at, about, begun, isAsked, onChange }: GoalProps) {
  const { t } = useWords();
  const isMissing = !goal.goal.trim();
  const [isOpen, setOpen] = useState(isMissing);
  const isShown = isOpen || (isAsked && (isMissing || isUnfit(goal)));
  const change = (some: Partial<GoalDraft>) =>
    onChange(({ goals }) => ({ goals: goals.map((one) => (one.id === goal.id ? { ...one, ...some } : one)) }));
  async function remove() {
    const actions = await openActionsOf(about, goal.id);
    if (actions.length > 0) {
      const say = { title: t('programme.removeGoalAsk'), text: '', yes: t('common.delete') };
      const chosen = await askToLeave(t, say, actions);
      if (chosen === 'keep') return;
      if (chosen === 'let-go') await letGoOf(actions);
      if (!staysToBeDone(chosen, actions)) await dropBegunAbout(about, goal.id);
    } else await dropBegunAbout(about, goal.id);
    onChange(({ goals }) => ({ goals: goals.filter(({ id }) => id !== goal.id) }));
  }
  return (
    <details class="beside goal" open={isShown} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('programme.goal', { number: at + 1 })}
        {!isShown && `: ${goal.goal}`}
      </summary>
      {isShown && (
        <div class="stack">
          <FreeTextField
            label={t('programme.goal', { number: at + 1 })}
            value={goal.goal}
            onInput={(words) => change({ goal: words })}
            limit={programmeLimits.line}
            hint={false}
            error={isAsked && isMissing ? t('programme.goalMissing') : undefined}
            long
          />
          {goalParts.map((part) => (
            <FreeTextField
              key={part}
              label={t(`programme.goalPart.${part}`)}
              value={goal[part] ?? ''}
              onInput={(words) => change({ [part]: words })}
              limit={programmeLimits.words}
              hint={part === 'responsible' ? t('actions.whoHint') : false}
            />
          ))}
          {!isMissing && (
            <ActionsOf tool="programme" about={about} place={goal.id} agreed={begun} known={knownOf(goal)} />
          )}
          <p>
            <Button look="bare" onClick={remove}>
              {t('programme.removeGoal')}
            </Button>
          </p>
        </div>
      )}
    </details>
  );
}
