import { useDeskWords } from '../i18n/use-desk-words.ts';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { ask } from '../ui/ask.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { leaveUnfinished, type UnfinishedRestore, unfinishedRestores } from './restore-mark.ts';

/** Says of each restore that did not come to its end how far it came. `isBeside`: the page has the way to restore it again. */
export function CutShortNotice({ isBeside }: { isBeside?: boolean }) {
  const { t, day } = useWords();
  const all = useLive(unfinishedRestores) ?? [];
  const hasWords = useDeskWords(all.length > 0);
  if (!hasWords) return null;
  const leave = async (one: UnfinishedRestore) => {
    const answer = await ask({
      title: t('backup.leaveAsk'),
      text: t('backup.leaveText'),
      choices: [
        { value: 'leave', label: t('backup.leaveRest'), danger: true },
        { value: 'keep', label: t('common.cancel') },
      ],
    });
    if (answer === 'leave') await leaveUnfinished(one).catch(() => undefined);
  };
  return (
    <>
      {all.map((one) => (
        <Notice key={one.name} tone="look" title={t('backup.cutShort')}>
          <p>{t('backup.cutShortHelp', { ...one, day: day(one.made) })}</p>
          <div class="row">
            {!isBeside && <LinkButton href="/more/backup">{t('backup.restore')}</LinkButton>}
            <Button look="bare" onClick={() => leave(one)}>
              {t('backup.leaveRest')}
            </Button>
          </div>
        </Notice>
      ))}
    </>
  );
}
