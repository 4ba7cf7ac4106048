import { useWords } from '../i18n/words.ts';
import type { Wrong } from './instrument-file.ts';

/** One sentence for each fault. That every reason of the reader has one, a test knows. */
export function Faults({ wrong }: { wrong: readonly Wrong[] }) {
  const { t } = useWords();
  const say = t as (key: string, values?: object) => string;
  return (
    <ul>
      {wrong.map(({ why, values }) => (
        <li key={why + JSON.stringify(values)}>{say(`instruments.wrong.${why}`, values)}</li>
      ))}
    </ul>
  );
}
