import { useEffect, useState } from 'preact/hooks';
import { addDeskWords } from '../../i18n/i18n.ts';
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { orderHere } from './ordered-store.ts';

/** Says that the organisation has ordered this device empty, while that waits for something. */
export function OrderNotice() {
  const { t, day } = useWords();
  const here = useLive(() => orderHere().then((order) => ({ order })));
  const [hasWords, setHasWords] = useState(false);
  const order = here?.order?.order;
  useEffect(() => {
    if (order)
      addDeskWords().then(
        () => setHasWords(true),
        () => undefined,
      );
  }, [order?.id]);
  if (!order || !hasWords) return null;
  return (
    <Notice tone="look" title={t('wipeOrder.here', { organisation: order.organisation, day: day(order.at) })}>
      <div class="row">
        <LinkButton href="/more/wipe/order">{t('wipeOrder.see')}</LinkButton>
      </div>
    </Notice>
  );
}
