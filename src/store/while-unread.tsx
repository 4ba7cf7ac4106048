/** A device that cannot be read: said truly above what can be shown all the same, for as long as it is so. */
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { type HearUnread, Unread } from './live.ts';
import type { StorageFault } from './storage-fault.ts';

interface Props {
  /** What can be done meanwhile. */
  meanwhile?: ComponentChildren;
  children: ComponentChildren;
}

/** Says why what the queries in `children` ask for cannot be shown, while any of them waits for the device. */
export function WhileUnread({ meanwhile, children }: Props) {
  const [faults, setFaults] = useState<ReadonlyMap<object, StorageFault>>(new Map());
  const hear = useCallback<HearUnread>((query, fault) => {
    setFaults((before) => {
      if (before.get(query) === fault) return before;
      const others = [...before].filter(([other]) => other !== query);
      return new Map(fault ? [...others, [query, fault]] : others);
    });
  }, []);
  const [fault] = faults.values();
  return (
    <Unread.Provider value={hear}>
      {fault && (
        <div class="page stack">
          <UnreadNotice fault={fault} />
          {meanwhile}
        </div>
      )}
      {children}
    </Unread.Provider>
  );
}

/** What may help to load the page anew. Else the screen comes back by itself, and what was typed would be lost with the page. */
const byReload: readonly StorageFault[] = ['lost', 'newer', 'refused'];

function UnreadNotice({ fault }: { fault: StorageFault }) {
  const { t } = useWords();
  return (
    <Notice tone="danger" title={t(`unread.${fault}`)}>
      <p>{t(`unread.${fault}Help`)}</p>
      <p>
        <a href="/recovery">{t('unread.more')}</a>
      </p>
      {byReload.includes(fault) && <Button onClick={() => location.reload()}>{t('failed.reload')}</Button>}
    </Notice>
  );
}
