import { useEffect, useState } from 'preact/hooks';
import { drain } from '../../delivery/engine/drain.ts';
import { saveFile } from '../../files/save-file-dom.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { settleDrafts } from '../../store/drafts.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { isNoneLeft, NotEmptied, versionsOnlyHere } from '../../store/wipe.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OfOthers } from './of-others.tsx';
import { carryOut, carryOutAfterBackup, type OrderHere, orderHere } from './ordered-store.ts';

const day = 86_400_000;

/** The order that holds: who gave it and when, what it waits for, and what a person can do about that. */
export function OrderNow({ here }: { here: OrderHere }) {
  const words = useWords();
  const { t } = words;
  const { backup } = useOrganisation();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { order, by, rest, left, others } = here;
  const isOthers = !isNoneLeft(others);
  const isReady = rest === 0 && isNoneLeft(left) && !isOthers;
  useEffect(() => {
    if (isReady) carryOut().catch(setError);
  }, [isReady]);
  const run = (work: () => Promise<unknown>) => async () => {
    setBusy(true);
    setError(undefined);
    await work().catch(setError);
    setBusy(false);
  };
  return (
    <Notice
      tone="look"
      title={t('wipeOrder.here', { organisation: by ?? t('wipeOrder.own'), day: words.day(order.at) })}
    >
      {rest > 0 && <p>{t('wipeOrder.keyIsNew', { count: Math.ceil(rest / day) })}</p>}
      {left.records > 0 && <p>{t('wipe.records', { count: left.records })}</p>}
      {left.forms > 0 && <p>{t('wipe.forms', { count: left.forms })}</p>}
      {isOthers && <OfOthers others={others} />}
      {others.unread > 0 && (
        <div class="row">
          <LinkButton href="/more/workers">{t('shift.title')}</LinkButton>
        </div>
      )}
      {left.records + left.forms > 0 ? (
        <>
          <p>{t(backup.recipient && !isOthers ? 'wipeOrder.firstWithKey' : 'wipeOrder.first')}</p>
          <div class="row">
            {left.records > 0 && (
              <Button busy={isBusy} onClick={run(() => drain('button').then(() => carryOut()))}>
                {t('wipeOrder.send')}
              </Button>
            )}
            {left.forms > 0 && <LinkButton href="/">{t('nav.today')}</LinkButton>}
            {backup.recipient && rest === 0 && !isOthers ? (
              <Button look="danger" busy={isBusy} onClick={run(() => backUpAndEmpty(backup.recipient!))}>
                {t('wipeOrder.backUp')}
              </Button>
            ) : (
              <LinkButton href="/more/backup">{t('more.backup')}</LinkButton>
            )}
          </div>
        </>
      ) : (
        <p>{t(rest > 0 || isOthers ? 'wipeOrder.thenByItself' : 'wipeOrder.now')}</p>
      )}
      {error instanceof NotEmptied ? (
        <p role="alert">{t('wipeOrder.more')}</p>
      ) : (
        error !== undefined && <NotKeptNotice error={error} />
      )}
    </Notice>
  );
}

/** All of the device, to be opened by the organisation alone, and then the order. Where the file was not saved nothing is emptied. */
async function backUpAndEmpty(recipient: string): Promise<void> {
  const [{ sealBackup }, { backupLines }, { newCarryCode }] = await Promise.all([
    import('../../backup/backup-file.ts'),
    import('../../backup/backup-store.ts'),
    import('../../vault/carried.ts'),
  ]);
  await settleDrafts();
  const here = await orderHere();
  if (!here) return;
  const before = await versionsOnlyHere();
  const left = { rows: 0, tables: 0 };
  const now = new Date();
  // A passphrase that nobody is told: the organisation's own key opens it.
  const file = await sealBackup(backupLines(left), { passphrase: newCarryCode(), recipient }, now);
  const isSaved = await saveFile(file, `kenttakirja-${wallDate(now.getTime())}.age`);
  if (isSaved) await carryOutAfterBackup(here.order, before);
}
