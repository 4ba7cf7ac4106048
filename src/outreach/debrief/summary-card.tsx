import { useState } from 'preact/hooks';
import { CopyButton } from '../../files/copy-button.tsx';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { useOutreach } from '../use-settings.ts';
import { type Summarised, summaryOf } from './summary.ts';

/** The summary as it is read out and as it is shared: what one sees is what goes. */
export function SummaryCard(of: Summarised) {
  const { t, language } = useWords();
  const { valueLists } = useOutreach();
  const [said, setSaid] = useState<string>();
  const lines = summaryOf(of, valueLists, t, language);
  const text = lines.join('\n');

  async function share() {
    try {
      await navigator.share({ text });
    } catch (error) {
      // Who closes the share sheet has not failed.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setSaid(t('outreach.summary.notShared'));
    }
  }

  return (
    <section class="card" aria-labelledby="summary">
      <h2 id="summary">{t('outreach.summary.title')}</h2>
      <ul class="outreach-summary number">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p class="muted small">{t('outreach.summary.small')}</p>
      <div class="row">
        {'share' in navigator && <Button onClick={share}>{t('outreach.summary.share')}</Button>}
        <CopyButton text={text} />
        <span class="muted small" role="status">
          {said}
        </span>
      </div>
    </section>
  );
}
