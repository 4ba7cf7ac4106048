import { useWords } from '../../i18n/words.ts';
import { type Trouble, troubles } from '../engine/outcome.ts';

const isTrouble = (word: string): word is Trouble => (troubles as readonly string[]).includes(word);

/** Why something waits or was refused, and what to do, in a sentence. */
export function TroubleWords({ trouble }: { trouble: string }) {
  const { t } = useWords();
  return <>{t(`delivery.trouble.${isTrouble(trouble) ? trouble : 'unclear-answer'}`)}</>;
}
