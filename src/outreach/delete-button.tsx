import { useState } from 'preact/hooks';
import { useWords, type Words } from '../i18n/words.ts';
import type { Envelope } from '../store/kind.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { itemsOf } from '../store/outbox.ts';
import { remove } from '../store/save.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';

interface DeleteButtonProps {
  label: string;
  /** The question, and what is lost. */
  title: string;
  text: string;
  /** What goes, in this order; a function where it is read only when it is asked for. */
  records: readonly Envelope[] | (() => Promise<readonly Envelope[]>);
  onGone: () => void;
}

/** Deletes records for good: asks first, and once more where no endpoint has confirmed that it holds them. */
export function DeleteButton({ label, title, text, records, onGone }: DeleteButtonProps) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();

  async function askAndDelete() {
    const keep = { value: 'keep', label: t('outreach.delete.keep') } as const;
    const first = [{ value: 'delete', label: t('common.delete'), danger: true }, keep] as const;
    if ((await ask({ title, text, choices: first })) === 'keep') return;
    try {
      const going = typeof records === 'function' ? await records() : records;
      const unsent = await unsentAmong(going);
      if (unsent > 0 && !(await isSure(unsent, t))) return;
      for (const record of going) await remove(record);
      onGone();
    } catch (reason) {
      setError(reason);
    }
  }

  return (
    <>
      {error !== undefined && <NotKeptNotice error={error} />}
      <Button look="danger" onClick={askAndDelete}>
        {label}
      </Button>
    </>
  );
}

const isSure = async (count: number, t: Words['t']): Promise<boolean> =>
  (await ask({
    title: t('outreach.delete.unsent'),
    text: t('outreach.delete.unsentText', { count }),
    choices: [
      { value: 'delete', label: t('outreach.delete.still'), danger: true },
      { value: 'keep', label: t('outreach.delete.keep') },
    ],
  })) === 'delete';

/** How many of these no endpoint has confirmed as they now stand. */
async function unsentAmong(records: readonly Envelope[]): Promise<number> {
  const items = await Promise.all(records.map(({ id }) => itemsOf(id)));
  return items.filter((itemsOfOne) => !itemsOfOne.some(({ state }) => state === 'delivered')).length;
}
