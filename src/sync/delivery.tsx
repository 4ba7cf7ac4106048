/** Lisää → Lähetys: every record that waits, was refused or was delivered, with its reason. */
import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import type { OutboxItem } from '../store/db.ts';
import { useLive } from '../store/live.ts';
import { itemsIn } from '../store/outbox.ts';
import { canSyncInBackground } from '../sw/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { DeliveryItem } from './delivery-item.tsx';
import { drain } from './drain.ts';
import { TroubleWords } from './trouble.tsx';
import { type Sending, useSending } from './waiting.tsx';

/** How long the button waits for another tab or the worker to be done, in ms. */
const patience = 60_000;

/** How many records a list shows before it is asked for more. */
const pageSize = 25;

export function Delivery() {
  const { t } = useWords();
  const sending = useSending();
  const [busy, setBusy] = useState(false);
  const sendNow = async () => {
    setBusy(true);
    try {
      await drain('button', patience);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page
      title={t('delivery.title')}
      back={{ href: '/more', label: t('common.back') }}
      action={
        <Button look="primary" onClick={sendNow} busy={busy}>
          {t(busy ? 'delivery.sending' : 'delivery.now')}
        </Button>
      }
    >
      <p class="muted">{t('delivery.allKept')}</p>
      {sending && <Held sending={sending} />}
      {sending && sending.refused > 0 && <Items state="refused" count={sending.refused} />}
      <Items state="waiting" count={sending?.waiting} empty={t('delivery.noneWaiting')} />
      <Items state="delivered" empty={t('delivery.noneDelivered')} />
      <p class="muted small">{t(canSyncInBackground() ? 'delivery.background' : 'delivery.foreground')}</p>
    </Page>
  );
}

/** Why nothing goes just now, and what the person can do about it. */
function Held({ sending: { waiting, trouble, nextAt } }: { sending: Sending }) {
  const { t, clock } = useWords();
  if (waiting === 0 || !trouble) return null;
  return (
    <Notice tone="look">
      <strong>
        <TroubleWords trouble={trouble} />
      </strong>
      {nextAt !== undefined && nextAt > Date.now() && (
        <span class="number">{t('delivery.next', { time: clock(nextAt) })}</span>
      )}
      {trouble === 'sign-in' && <a href="/more/endpoint">{t('delivery.giveKey')}</a>}
      {trouble === 'wrong-address' && <a href="/more/endpoint">{t('delivery.checkAddress')}</a>}
    </Notice>
  );
}

interface ItemsProps {
  state: OutboxItem['state'];
  count?: number | undefined;
  empty?: string;
}

function Items({ state, count, empty }: ItemsProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(pageSize);
  const items = useLive(() => itemsIn(state, shown + 1), [state, shown]);
  return (
    <section class="stack tight">
      <h2 class="row apart">
        {t(`delivery.${state}`)} {count !== undefined && <span class="number muted">{count}</span>}
      </h2>
      {items?.length === 0 && <p class="muted">{empty}</p>}
      {items && items.length > 0 && (
        <ul class="list">
          {items.slice(0, shown).map((item) => (
            <DeliveryItem key={item.key} item={item} />
          ))}
        </ul>
      )}
      {items && items.length > shown && (
        <Button onClick={() => setShown(shown + pageSize)}>{t('delivery.more')}</Button>
      )}
    </section>
  );
}
