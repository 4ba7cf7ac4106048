import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { onOrder } from '../../setup/pending.ts';
import { deviceId } from '../../store/device.ts';
import { useLive } from '../../store/live.ts';
import { isPractising } from '../../store/practice.ts';
import { Page } from '../../ui/page.tsx';
import { MakeOrder } from './make-order.tsx';
import { MakeOrderKey } from './make-order-key.tsx';
import { OrderNow } from './order-now.tsx';
import { orderHere } from './ordered-store.ts';
import { TakeOrder } from './take-order.tsx';

/** Lisää → Tyhjennä laite → Tyhjennysmääräys: the order that holds here, taking one in, making one, making the key. */
export function OrderPage() {
  const { t } = useWords();
  const here = useLive(() => orderHere().then((order) => ({ order })));
  const [given, setGiven] = useState<string>();
  const [id, setId] = useState<string>();
  useEffect(() => onOrder(setGiven), []);
  useEffect(() => void deviceId().then(setId), []);
  return (
    <Page title={t('wipeOrder.title')} back={{ href: '/more/wipe', label: t('common.back') }}>
      {isPractising ? (
        <p>{t('wipe.practice')}</p>
      ) : (
        <>
          <p>{t('wipeOrder.lead')}</p>
          {here?.order && <OrderNow here={here.order} />}
          {here && !here.order && <TakeOrder given={given} />}
          {id && (
            <p class="muted">
              {t('wipeOrder.deviceId')} <code class="checksum">{id}</code>
            </p>
          )}
          <MakeOrder />
          <MakeOrderKey />
        </>
      )}
    </Page>
  );
}
