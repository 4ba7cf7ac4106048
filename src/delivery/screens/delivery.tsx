/** Lisää → Lähetys: every record that waits, was refused or was delivered, with its reason. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords, type Words } from '../../i18n/words.ts';
import { presentConfig } from '../../setup/endpoint.ts';
import { endpointName } from '../../setup/endpoint-name.ts';
import type { Sending } from '../../setup/sending-words.ts';
import { db, type OutboxItem } from '../../store/db.ts';
import { useLive } from '../../store/live.ts';
import { asideCount, itemsIn } from '../../store/outbox.ts';
import { waitAllAgain } from '../../store/quarantine.ts';
import { storageFault } from '../../store/storage-fault.ts';
import { toldApart } from '../../store/told-apart.ts';
import { useOtherWorkers } from '../../store/use-other-workers.ts';
import { canSyncInBackground } from '../../sw/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { CheckDelivered } from '../check/check-delivered.tsx';
import { RetiredNotice } from '../endpoints/retired.tsx';
import { drain } from '../engine/drain.ts';
import { ClockNotice } from './clock-notice.tsx';
import { exportRefused } from './decisions.tsx';
import { DeliveryRecord, type ItemsOfRecord } from './delivery-record.tsx';
import { PutAsideList } from './put-aside-list.tsx';
import { useTroubleWords } from './trouble.tsx';
import { useOnline, useSending, useSendingWords } from './waiting.tsx';

/** How long the button waits for another tab or the worker to be done, in ms. */
const patience = 60_000;

/** How many records a list shows before it is asked for more. */
const pageSize = 25;

type Stopped = 'full' | 'damaged' | 'other';

/** What an error that ended the sending comes to, as words tell it. */
export async function whyStopped(error: unknown): Promise<Stopped> {
  const fault = storageFault(await toldApart(error));
  return fault === 'full' || fault === 'damaged' ? fault : 'other';
}

export function DeliveryPage() {
  const { t } = useWords();
  const sending = useSending();
  const aside = useLive(asideCount);
  const [busy, setBusy] = useState(false);
  const [stopped, setStopped] = useState<Stopped>();
  const [triedAt, setTriedAt] = useState<number>();
  const sendNow = async () => {
    setBusy(true);
    setStopped(undefined);
    setTriedAt(undefined);
    try {
      await drain('button', patience);
      setTriedAt(Date.now());
    } catch (error) {
      setStopped(await whyStopped(error));
      toFirstError();
    }
    setBusy(false);
  };
  return (
    <Page
      title={t('delivery.title')}
      back={{ href: '/more', label: t('common.back') }}
      action={
        <>
          {stopped && (
            <Notice tone="danger" title={t('delivery.stopped')}>
              <p>{t(`delivery.stoppedBy.${stopped}`)}</p>
            </Notice>
          )}
          <Tried at={triedAt} />
          <Button look="primary" onClick={sendNow} busy={busy}>
            {t(busy ? 'delivery.sending' : 'delivery.now')}
          </Button>
        </>
      }
    >
      <p class="muted">{t('delivery.allKept')}</p>
      <RetiredNotice />
      <ClockNotice />
      {sending && <WhyNothingGoes sending={sending} />}
      {sending && sending.refused > 0 && (
        <Items state="refused" count={sending.refused}>
          {sending.refused > 1 && (
            <div class="row">
              <Button onClick={sendAllAgain}>{t('delivery.againAll')}</Button>
              <Button onClick={() => exportRefused(t)}>{t('delivery.exportAll')}</Button>
            </div>
          )}
        </Items>
      )}
      <PutAsideList />
      <Items state="waiting" count={sending?.waiting} hasKey={sending?.hasKey} empty={t('delivery.noneWaiting')} />
      {aside !== undefined && aside > 0 && (
        <Items state="aside" count={aside}>
          <p class="muted small">{t('delivery.asideHelp')}</p>
        </Items>
      )}
      <OthersWait />
      <CheckDelivered />
      <Items state="delivered" empty={t('delivery.noneDelivered')} />
      <p class="muted small">{t(canSyncInBackground() ? 'delivery.background' : 'delivery.foreground')}</p>
    </Page>
  );
}

/** What became of a try that a person asked for: how sending stands since. */
function Tried({ at }: { at: number | undefined }) {
  const { t, clock } = useWords();
  const said = useSendingWords();
  return (
    <p role="status" class="number">
      {at !== undefined && said && t('delivery.triedAt', { time: clock(at), words: said.words })}
    </p>
  );
}

/** How much waits of the device's other workers: a number, and nothing of what it is. */
function OthersWait() {
  const { t } = useWords();
  const others = useOtherWorkers() ?? [];
  const waiting = others.reduce((sum, one) => sum + (one.waiting ?? 0), 0);
  if (waiting === 0) return null;
  return (
    <p class="muted">
      {t('delivery.othersWait', { count: waiting })} {t('delivery.othersWaitHelp', { count: waiting })}
    </p>
  );
}

async function sendAllAgain(): Promise<void> {
  await waitAllAgain();
  await drain('button');
}

/** Why nothing goes just now, and what the person can do about it. */
function WhyNothingGoes({ sending }: { sending: Sending }) {
  const { t, clock } = useWords();
  const troubleWords = useTroubleWords();
  const isOnline = useOnline();
  const { waiting, trouble = isOnline ? undefined : 'no-answer', heldAt, heldIs, hasKey, nextAt } = sending;
  if (waiting === 0 || !trouble) return null;
  const isOffline = !isOnline && trouble === 'no-answer';
  // What is wrong stands out, and what to do beneath it.
  const [why, ...then] = (isOffline ? t('delivery.offline') : troubleWords(trouble, hasKey)).split('. ');
  const name = heldIs && !isOffline && endpointName(heldAt!, heldIs, t);
  const what = !name ? why : trouble === 'no-answer' ? t('waiting.silent', { name }) : `${name}: ${why}`;
  // Without a key nothing is tried, whatever the time.
  const isKeyMissing = trouble === 'sign-in' && !hasKey;
  return (
    <Notice tone="look" title={then.length > 0 ? `${what}.` : what!}>
      {then.length > 0 && <p>{then.join('. ')}</p>}
      {nextAt !== undefined && nextAt > Date.now() && !isKeyMissing && !isOffline && (
        <span class="number">{t('delivery.next', { time: clock(nextAt) })}</span>
      )}
      {trouble === 'sign-in' && <a href={`/more/endpoint/${heldAt}`}>{t('delivery.giveKey')}</a>}
      {['wrong-address', 'bad-settings', 'refuses-all'].includes(trouble) && (
        <a href={`/more/endpoint/${heldAt}`}>{t('delivery.checkAddress')}</a>
      )}
    </Notice>
  );
}

/** The newest records in a state, at most `limit`, each with its items there; which endpoint one is of is said where there are several. */
export async function recordsListed(
  state: OutboxItem['state'],
  limit: number,
  t: Words['t'],
): Promise<ItemsOfRecord[]> {
  const ids = await db.endpoints.toCollection().primaryKeys();
  const items = await itemsIn(state, limit * Math.max(1, ids.length));
  const named = ids.length > 1 ? ids : [];
  const names = new Map(
    await Promise.all(named.map(async (id) => [id, endpointName(id, await presentConfig(id), t)] as const)),
  );
  const records: ItemsOfRecord[] = [];
  // A record's items stand one after another.
  for (const item of items) {
    const last = records.at(-1);
    const one = { item, endpoint: names.get(item.endpoint) };
    if (last?.[0].item.recordId === item.recordId) last.push(one);
    else records.push([one]);
  }
  return records.slice(0, limit);
}

interface ItemsProps {
  state: OutboxItem['state'];
  count?: number | undefined;
  hasKey?: boolean | undefined;
  empty?: string;
  /** What can be done with all of them. */
  children?: ComponentChildren;
}

function Items({ state, count, hasKey, empty, children }: ItemsProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(pageSize);
  const listed = useLive(() => recordsListed(state, shown + 1, t), [state, shown]);
  return (
    <section class="stack tight" aria-labelledby={`delivery-${state}`}>
      <h2 class="row apart" id={`delivery-${state}`}>
        {t(`delivery.${state}`)} {count !== undefined && <span class="number muted">{count}</span>}
      </h2>
      {children}
      {listed?.length === 0 && <p class="muted">{empty}</p>}
      {listed && listed.length > 0 && (
        <ul class="list">
          {listed.slice(0, shown).map((items) => (
            <DeliveryRecord key={items[0].item.recordId} items={items} hasKey={hasKey} />
          ))}
        </ul>
      )}
      {listed && listed.length > shown && (
        <Button onClick={() => setShown(shown + pageSize)}>{t('delivery.more')}</Button>
      )}
    </section>
  );
}
