import { useWords } from '../../i18n/words.ts';
import { wrongInARow } from '../../store/device-lock.ts';
import { useLive } from '../../store/live.ts';
import { wipeAfterWrong } from '../../store/wipe-after-wrong.ts';

/**
 * What is said beside a wrong secret of what is on the device. `soon`: after how many more something goes, once one was wrong and while
 * something may go; else `kept`: that all of it is there. Neither where something went: `WipedNotice` says so.
 */
export function useAfterWrong(): { kept?: string; soon?: string } {
  const { t } = useWords();
  const now = useLive(async () => ({ held: await wipeAfterWrong(), wrong: await wrongInARow() }));
  const { after, groups = [], gone = 0 } = now?.held ?? {};
  if (now && now.wrong > 0 && after !== undefined && groups.length > 0)
    return { soon: t('lock.wipeSoon', { count: Math.max(1, after - now.wrong) }) };
  return gone > 0 ? {} : { kept: t('lock.allKept') };
}
