import { useWords } from '../../i18n/words.ts';
import type { Organisation } from '../../setup/organisation.ts';
import { Line } from '../../setup/review-line.tsx';
import { useLive } from '../../store/live.ts';
import { unsoundIn } from '../../survey/bundle/bundles-store.ts';
import { Faults } from '../../survey/instrument/faults.tsx';
import { surveyPart } from '../../survey/settings.ts';
import { Notice } from '../../ui/notice.tsx';
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
      <Unsound organisation={organisation} />
    </section>
  );
}

/** The surveys that come with it and cannot be asked, each with what is wrong. */
function Unsound({ organisation }: Pick<ContentsProps, 'organisation'>) {
  const { t } = useWords();
  const unsound = useLive(() => unsoundIn(surveyPart.of(organisation).survey), [organisation]);
  if (!unsound || unsound.length === 0) return null;
  return (
    <Notice tone="look" title={t('setup.unsound')}>
      {unsound.map(({ id, wrong }) => (
        <div key={id}>
          <p class="number">{id}</p>
          <Faults wrong={wrong} />
        </div>
      ))}
    </Notice>
  );
}
