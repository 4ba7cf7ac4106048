import { useWords } from '../../i18n/words.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';

/** What a bundle asks, by the titles of its instruments: each is marked with the language that it is in. */
export function PartTitles({ parts }: { parts: readonly Instrument[] }) {
  const { language } = useWords();
  return (
    <>
      {parts.map((part, index) => {
        const shown = textFor(part, language);
        return (
          <>
            {index > 0 && ', '}
            <span lang={shown.language}>{shown.title}</span>
          </>
        );
      })}
    </>
  );
}
