/** What a person can do with a record that the endpoint did not take: correct, send again, hand on as a file, set aside. */

import { saveFile } from '../../files/save-file-dom.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import type { OutboxItem } from '../../store/db.ts';
import { setAside, takeBack, waitAgain } from '../../store/quarantine.ts';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { newCarryCode } from '../../vault/carried.ts';
import { drain } from '../engine/drain.ts';
import { refusedAsFile, refusedCounts, refusedSealed } from './export-records.ts';

interface DecisionsProps {
  item: OutboxItem;
  /** Where the record can be opened and corrected, if anywhere. */
  page: string | undefined;
}

/** The choices for one record; nothing where nothing is to be decided. */
export function Decisions({ item: { key, state }, page }: DecisionsProps) {
  const { t } = useWords();
  if (state === 'aside') {
    return (
      <div class="row">
        <Button onClick={() => takeBack(key)}>{t('delivery.takeBack')}</Button>
      </div>
    );
  }
  if (state !== 'refused') return null;
  const sendAgain = async () => {
    await waitAgain(key);
    await drain('button');
  };
  return (
    <>
      <div class="row">
        {page && <a href={page}>{t('delivery.open')}</a>}
        <Button onClick={sendAgain}>{t('delivery.again')}</Button>
      </div>
      <details>
        <summary class="small">{t('delivery.otherWays')}</summary>
        <div class="row">
          <Button onClick={() => setAside(key)}>{t('delivery.setAside')}</Button>
          <Button onClick={() => exportRefused(t, key)}>{t('delivery.export')}</Button>
        </div>
      </details>
    </>
  );
}

/**
 * Gives the person a file with one refused record, or all of them, once they know whether it is sealed. What is of people has a
 * file of its own, and a code that is shown once.
 */
export async function exportRefused(t: Words['t'], key?: string): Promise<void> {
  const { readable, sealed } = await refusedCounts(key);
  const texts = [readable > 0 && t('delivery.exportText'), sealed > 0 && t('delivery.exportSealedText')];
  const answer = await ask({
    title: t('delivery.exportAsk'),
    text: texts.filter(Boolean).join(' '),
    choices: [
      ...(readable > 0 ? [{ value: 'readable', label: t('delivery.export') } as const] : []),
      ...(sealed > 0 ? [{ value: 'sealed', label: t('delivery.exportSealed') } as const] : []),
      { value: 'leave', label: t('common.cancel') },
    ],
  });
  if (answer === 'leave') return;
  const code = newCarryCode();
  const file = answer === 'sealed' ? await refusedSealed(code, key) : await refusedAsFile(key);
  await saveFile(file, file.name);
  if (answer === 'readable') return;
  await ask({
    title: t('delivery.sealedMade'),
    text: t('delivery.sealedCode', { code }),
    choices: [{ value: 'seen', label: t('delivery.sealedSeen') }],
  });
}
