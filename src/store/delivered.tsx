import { useWords } from '../i18n/words.ts';
import type { OutboxItem } from './db.ts';
import { useLive } from './live.ts';
import { itemsOf } from './outbox.ts';

interface DeliveredProps {
  /** The ids of the records that are looked at together. */
  records: readonly string[];
}

/** At the end of a quiet line: whether these records have arrived, and when the last of them did. */
export function Delivered({ records }: DeliveredProps) {
  const { t, clock } = useWords();
  const items = useLive(() => itemsOfAll(records), [records.join()]);
  if (!items || items.length === 0) return null;
  const { refused, waiting, at } = deliveryOf(items);
  // Where all of it is in one state a number would say nothing.
  const isAll = (count: number) => count === records.length;
  if (refused > 0) {
    const words = isAll(refused) ? t('delivery.notTaken') : t('waiting.refused', { count: refused });
    return (
      <>
        {' · '}
        <a class="wrong" href="/more/delivery">
          {words}
        </a>
      </>
    );
  }
  const waits = isAll(waiting) ? t('delivery.waits') : t('waiting.some', { count: waiting });
  return (
    <>
      {' · '}
      <span>{waiting > 0 ? waits : t('delivery.at', { time: clock(at) })}</span>
    </>
  );
}

const itemsOfAll = async (records: readonly string[]) => (await Promise.all(records.map(itemsOf))).flat();

/** How many records are refused and how many wait, at any endpoint, and when the last one was delivered (ms since 1970). */
export function deliveryOf(items: readonly OutboxItem[]): { refused: number; waiting: number; at: number } {
  const among = (state: OutboxItem['state']) =>
    new Set(items.filter((item) => item.state === state).map(({ recordId }) => recordId)).size;
  return {
    refused: among('refused'),
    waiting: among('waiting'),
    at: Math.max(0, ...items.map(({ doneAt = 0 }) => doneAt)),
  };
}
