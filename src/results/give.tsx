import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** What makes files is not kept on the device: it could not be fetched. */
class NotHere extends Error {
  override name = 'NotHere';
}

/** Everything that makes files. Rejects in a way that `Give` explains. */
export const exportFiles = () => import('./export-files.ts').catch(() => Promise.reject(new NotHere()));

/** A button that makes a file; while it is made it says so, and what failed is said beside it. */
export function Give({ onGive, children }: { onGive: () => Promise<unknown>; children: string }) {
  const { t } = useWords();
  const [state, setState] = useState<'busy' | 'failed' | 'notHere'>();
  const give = async () => {
    setState('busy');
    try {
      await onGive();
      setState(undefined);
    } catch (error) {
      console.error('A file was not made', error instanceof Error ? error.name : '');
      setState(error instanceof NotHere ? 'notHere' : 'failed');
    }
  };
  return (
    <>
      <Button busy={state === 'busy'} onClick={give}>
        {children}
      </Button>
      {(state === 'failed' || state === 'notHere') && <Notice tone="danger">{t(`report.export.${state}`)}</Notice>}
    </>
  );
}
