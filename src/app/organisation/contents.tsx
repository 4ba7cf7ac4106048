import { useWords } from '../../i18n/words.ts';
import type { Organisation } from '../../setup/organisation.ts';
import { Line } from '../../setup/review-line.tsx';
import { contentLines } from './content-lines.ts';

interface ContentsProps {
  organisation: Organisation;
  /** What holds now, to look at beside it. */
  before?: Organisation | undefined;
}

/** What a configuration holds, beside endpoints: a line each for what there is, and for what there was. */
export function OrganisationContents({ organisation, before }: ContentsProps) {
  const { t, language } = useWords();
  return (
    <section class="stack tight">
      <h2>{t('setup.contents')}</h2>
      <dl class="setup-contents">
        {contentLines(organisation, before, t, language).map((line) => (
          <Line key={line.label} line={line} />
        ))}
      </dl>
    </section>
  );
}
