import { useEffect, useState } from 'preact/hooks';
import type { FormLinkKey } from './form-link-store.ts';

/**
 * The key for a link, once it has come; asked for anew when what it is for (`inputs`) changes, and when a network returns where
 * there was none. `load`: undefined as long as it is not known what it is for.
 */
export function useFormKey(load: (() => Promise<FormLinkKey>) | undefined, inputs: unknown[]): FormLinkKey | undefined {
  const [made, setMade] = useState<FormLinkKey>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let isLatest = true;
    setMade(undefined);
    const ask = () =>
      load?.().then(
        (key) => isLatest && setMade(key),
        (reason: unknown) => isLatest && setError(reason),
      );
    void ask();
    const again = () => void ask();
    addEventListener('online', again);
    return () => {
      isLatest = false;
      removeEventListener('online', again);
    };
  }, inputs);
  // The device itself cannot be read: the nearest error boundary says so.
  if (error !== undefined) throw error;
  return made;
}
