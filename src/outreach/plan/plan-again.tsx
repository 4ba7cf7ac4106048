import { useState } from 'preact/hooks';
import { dateName } from '../../i18n/span.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { newId } from '../../store/id.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { create, remove } from '../../store/save.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Outing, type PlannedOuting } from '../outing.ts';
import { besideOf, keepBeside } from './beside-plan-store.ts';
import { again, plannedFields } from './change.ts';

const weeks = ['1', '2', '4', '8', '12'] as const;

/** Toista viikoittain: the same plan on the same evening of the coming weeks, each to be agreed by itself. */
export function PlanAgain({ outing, own }: { outing: PlannedOuting; own: string }) {
  const { t, language } = useWords();
  const [count, setCount] = useState<(typeof weeks)[number]>();
  const [made, setMade] = useState<Outing[]>();
  const [error, setError] = useState<unknown>();

  async function repeat() {
    const added: Outing[] = [];
    try {
      const { phone } = await besideOf(outing.id);
      for (let week = 1; week <= Number(count); week++) {
        const id = newId();
        const { at, ...fields } = plannedFields(again(outing.plan, week * 7, own, id), 'proposed', own);
        added.push(await create(Outing, fields, { id, at }));
        await keepBeside(id, { phone, note: '' });
      }
      setError(undefined);
    } catch (reason) {
      setError(reason);
    }
    setMade(added);
  }

  async function undo() {
    try {
      for (const one of made ?? []) await remove(one);
      setMade(undefined);
    } catch (reason) {
      setError(reason);
    }
  }

  if (made && made.length > 0) {
    return (
      <Notice title={t('outreach.plan.repeated', { count: made.length })}>
        <p class="number">{made.map(({ at }) => dateName(wallDate(at), language)).join(', ')}</p>
        <Button look="bare" onClick={undo}>
          {t('common.undo')}
        </Button>
      </Notice>
    );
  }
  return (
    <details class="plan-part">
      <summary>{t('outreach.plan.repeat')}</summary>
      <div class="stack">
        {error !== undefined && <NotKeptNotice error={error} />}
        <ChooseOne
          legend={t('outreach.plan.repeatWeeks')}
          hint={t('outreach.plan.repeatHint')}
          options={weeks.map((value) => ({ value, label: value }))}
          value={count}
          onChange={setCount}
        />
        {count && <Button onClick={repeat}>{t('outreach.plan.repeatDo', { count: Number(count) })}</Button>}
      </div>
    </details>
  );
}
