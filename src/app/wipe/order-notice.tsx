import { useDeskWords } from '../../i18n/use-desk-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { orderHere } from './ordered-store.ts';

/** Says that the organisation has ordered this device empty, while that waits for something. */
export function OrderNotice() {
  const { t, day } = useWords();
  const here = useLive(() => orderHere().then((order) => ({ order })));
  const { order, by, rest = 0 } = here?.order ?? {};
  const hasWords = useDeskWords(order !== undefined);
  if (!order || !hasWords) return null;
  return (
    <Notice tone="look" title={t('wipeOrder.here', { organisation: by ?? t('wipeOrder.own'), day: day(order.at) })}>
      {rest > 0 && <p>{t('wipeOrder.earliest', { day: day(Date.now() + rest) })}</p>}
      <p>{t(order.lost ? 'wipeOrder.byItselfLost' : 'wipeOrder.byItself')}</p>
      <div class="row">
        <LinkButton href="/more/wipe/order">{t('wipeOrder.see')}</LinkButton>
      </div>
    </Notice>
  );
}
