import { useWords } from '../i18n/words.ts';
import { db, type OutboxItem } from './db.ts';
import { useLive } from './live.ts';

interface DeliveredProps {
  /** The ids of the records that are looked at together. */
  records: readonly string[];
}

/** In one quiet line, whether these records have arrived, and when the last of them did. */
export function Delivered({ records }: DeliveredProps) {
  const { t, clock } = useWords();
  const items = useLive(() => db.outbox.where('recordId').anyOf(records).toArray(), [records.join()]);
  if (!items || items.length === 0) return null;
  const { refused, waiting, at } = deliveryOf(items);
  // Where all of it is in one state the number says nothing.
  const some = (count: number) => ({ count: count === records.length ? 1 : count });
  if (refused > 0) {
    return (
      <p class="small number">
        <a class="wrong" href="/more/delivery">
          {t('delivery.notTaken', some(refused))}
        </a>
      </p>
    );
  }
  return (
    <p class="muted small number">
      {waiting > 0 ? t('delivery.waits', some(waiting)) : t('delivery.at', { time: clock(at) })}
    </p>
  );
}

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
