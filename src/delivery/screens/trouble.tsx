import { useWords } from '../../i18n/words.ts';
import { type Trouble, troubles } from '../engine/outcome.ts';

const isTrouble = (word: string): word is Trouble => (troubles as readonly string[]).includes(word);

/** Why something waits or was refused, and what to do, in a few sentences. `hasKey`: whether this device has a key to show at all. */
export function useTroubleWords(): (trouble: string, hasKey?: boolean) => string {
  const { t } = useWords();
  return (trouble, hasKey) =>
    trouble === 'sign-in' && hasKey === false
      ? t('delivery.noKey')
      : t(`delivery.trouble.${isTrouble(trouble) ? trouble : 'unclear-answer'}`);
}

/** The same where it stands in a line. */
export const TroubleWords = ({ trouble, hasKey }: { trouble: string; hasKey?: boolean | undefined }) => (
  <>{useTroubleWords()(trouble, hasKey)}</>
);
