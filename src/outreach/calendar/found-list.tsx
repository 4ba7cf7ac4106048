import { useWords } from '../../i18n/words.ts';
import { since } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { Notice } from '../../ui/notice.tsx';
import { isPlanned, Outing } from '../outing.ts';
import { useOwnName } from '../plan/own-name-store.ts';
import { FoundAnswer } from './found-answer.tsx';
import { FoundPlan } from './found-plan.tsx';
import { outingsNear } from './from-network.tsx';
import type { CalendarFile } from './read.ts';

/** What a calendar file holds, each beside what is already here. */
export function FoundList({ file }: { file: Extract<CalendarFile, { is: 'read' }> }) {
  const { t } = useWords();
  const own = useOwnName();
  // An answer names its plan and no time: then all are looked at.
  const outings = useLive(() =>
    file.found.some(({ is }) => is === 'answer')
      ? since(Outing, '')
      : outingsNear(file.found.flatMap((one) => (one.is === 'plan' ? [one.plan] : []))),
  );
  if (!outings || own === undefined) return null;
  const heldAs = (uid: string) => outings.find(({ plan }) => plan?.uid === uid);
  return (
    <div class="stack">
      {file.found.length === 0 && <Notice tone="look">{t('outreach.import.allPast')}</Notice>}
      {file.found.map((one, index) => {
        if (one.is === 'refused') {
          return (
            <Notice key={index} tone="look" title={one.title || t('outreach.import.untitled')}>
              <p>{t(`outreach.import.refused.${one.why}`)}</p>
            </Notice>
          );
        }
        const held = heldAs(one.is === 'plan' ? one.plan.uid : one.uid);
        if (held && !isPlanned(held)) {
          return (
            <Notice key={index} tone="look" title={t('outreach.import.begun')}>
              <a href={`/outreach/outing/${held.id}`}>{t('outreach.import.toOuting')}</a>
            </Notice>
          );
        }
        return one.is === 'answer' ? (
          <FoundAnswer key={index} answer={one} held={held} own={own} />
        ) : (
          <FoundPlan key={index} incoming={one.plan} doubts={one.doubts} held={held} own={own} />
        );
      })}
      {file.past > 0 && file.found.length > 0 && (
        <p class="muted small number">{t('outreach.import.past', { count: file.past })}</p>
      )}
      {file.others > 0 && <p class="muted small number">{t('outreach.import.others', { count: file.others })}</p>}
      {file.more > 0 && <p class="muted small number">{t('outreach.import.more', { count: file.more })}</p>}
    </div>
  );
}
