/** What a person can do with a record that the endpoint did not take: correct, send again, hand on as a file, set aside. */

import { saveFile } from '../../files/save-file-dom.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import type { OutboxItem } from '../../store/db.ts';
import { setAside, takeBack, waitAgain } from '../../store/quarantine.ts';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { drain } from '../engine/drain.ts';
import { refusedAsFile } from './export-records.ts';

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

/** Gives the person a file with one refused record, or all of them, once they know that it is not sealed. */
export async function exportRefused(t: Words['t'], key?: string): Promise<void> {
  const answer = await ask({
    title: t('delivery.exportAsk'),
    text: t('delivery.exportText'),
    choices: [
      { value: 'export', label: t('delivery.export') },
      { value: 'leave', label: t('common.cancel') },
    ],
  });
  if (answer !== 'export') return;
  const file = await refusedAsFile(key);
  await saveFile(file, file.name);
}
