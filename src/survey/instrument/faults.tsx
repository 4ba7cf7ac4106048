import { useWords } from '../../i18n/words.ts';
import type { InstrumentFault } from './file.ts';

interface LinesProps {
  /** Why nothing is taken (`wrong`), or what of a file is not (`told`). */
  of: 'wrong' | 'told';
  lines: readonly InstrumentFault[];
}

/** One sentence for each reason. That every reason of the readers has one, a test knows. */
export function Lines({ of, lines }: LinesProps) {
  const { t } = useWords();
  const say = t as (key: string, values?: object) => string;
  return (
    <ul>
      {lines.map(({ why, values }) => (
        <li key={why + JSON.stringify(values)}>
          {of === 'wrong' ? say(`instruments.wrong.${why}`, values) : say(`instruments.told.${why}`, values)}
        </li>
      ))}
    </ul>
  );
}

/** What is wrong with a file. */
export const Faults = ({ wrong }: { wrong: readonly InstrumentFault[] }) => <Lines of="wrong" lines={wrong} />;
