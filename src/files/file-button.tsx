import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** What makes files is not kept on the device: it could not be fetched. */
class NotHere extends Error {
  override name = 'NotHere';
}

/** Fetches what makes files. Rejects in a way that `FileButton` explains. */
export const fileMaker = <Maker,>(load: () => Promise<Maker>): Promise<Maker> =>
  load().catch(() => Promise.reject(new NotHere()));

interface FileButtonProps {
  /** Makes the file and saves it. */
  onMake: () => Promise<unknown>;
  look?: 'bare';
  children: string;
}

/** A button that makes a file; while it is made it says so, and what failed is said beside it. */
export function FileButton({ onMake, look, children }: FileButtonProps) {
  const { t } = useWords();
  const [state, setState] = useState<'busy' | 'failed' | 'notHere'>();
  const make = async () => {
    setState('busy');
    try {
      await onMake();
      setState(undefined);
    } catch (error) {
      console.error('A file was not made', error instanceof Error ? error.name : '');
      setState(error instanceof NotHere ? 'notHere' : 'failed');
    }
  };
  return (
    <>
      <Button {...(look && { look })} busy={state === 'busy'} onClick={make}>
        {children}
      </Button>
      {(state === 'failed' || state === 'notHere') && <Notice tone="danger">{t(`files.${state}`)}</Notice>}
    </>
  );
}
