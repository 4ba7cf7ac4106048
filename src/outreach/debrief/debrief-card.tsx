import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { draftsOf } from '../../store/drafts.ts';
import { belonging } from '../../store/find.ts';
import { newId } from '../../store/id.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { useRevise } from '../../store/use-revise.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFirst } from '../use-first.ts';
import { Debrief } from './debrief.ts';
import { DebriefDrafts } from './debrief-draft.ts';
import { DebriefForm, type DebriefFormProps } from './debrief-form.tsx';

/** The debrief of an outing that is kept on this device, if one is. */
export const debriefOf = async (outingId: string): Promise<Debrief | undefined> =>
  (await belonging(Debrief, outingId)).at(-1);

type DebriefCardProps = Omit<DebriefFormProps, 'id'>;

/** Purku: the three questions, how many were out, and the outing closed. Once closed, what was answered. */
export function DebriefCard(props: DebriefCardProps) {
  const { debrief, outingId } = props;
  const begun = useFirst(async () => {
    const drafts = await draftsOf(DebriefDrafts);
    return { id: drafts.find(({ data }) => data.outingId === outingId)?.id ?? newId() };
  });
  if (debrief?.closedAt) return <Closed debrief={debrief} />;
  if (!begun) return null;
  return <DebriefForm key={debrief?.rev ?? 0} {...props} id={debrief?.id ?? begun.id} />;
}

function Closed({ debrief }: { debrief: Debrief }) {
  const { t, clock } = useWords();
  const [error, setError] = useState<unknown>();
  const revise = useRevise(Debrief, debrief);
  const reopen = () => revise((now) => (now.closedAt ? { closedAt: undefined } : undefined)).catch(setError);
  return (
    <>
      {error !== undefined && <NotKeptNotice error={error} />}
      <Notice>
        <div class="outreach-said">
          <span class="number">{t('outreach.debrief.closed', { time: clock(debrief.closedAt!) })}</span>
          <Button look="bare" onClick={reopen}>
            {t('outreach.debrief.reopen')}
          </Button>
        </div>
      </Notice>
    </>
  );
}
