import { useEffect, useState } from 'preact/hooks';
import { addDeskWords } from './i18n.ts';

/**
 * Whether the words of the desk are here, for a notice on a screen of every day that is said in them; asked for once it `isWanted`. Words
 * that are not on the device yet say nothing: there is no hurry.
 */
export function useDeskWords(isWanted: boolean): boolean {
  const [areHere, setAreHere] = useState(false);
  useEffect(() => {
    if (isWanted)
      addDeskWords().then(
        () => setAreHere(true),
        () => undefined,
      );
  }, [isWanted]);
  return areHere;
}
