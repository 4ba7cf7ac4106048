/** The statements for a group to talk about: large, one at a time, with nothing to answer. */
import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { type Instrument, stemOf } from '../survey/instrument.ts';
import { instruments } from '../survey/instruments/all.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { textOf } from './in-words.ts';
import { Select } from './select.tsx';
import './report.css';

export function DiscussPage() {
  const { t, language } = useWords();
  const [chosen, setChosen] = useState(instruments.find(({ id }) => id === 'esis')?.id ?? instruments[0]!.id);
  const instrument = instruments.find(({ id }) => id === chosen)!;
  return (
    <Page title={t('report.discuss.title')} back={{ href: '/surveys/results', label: t('common.back') }}>
      <Statements key={chosen} instrument={instrument} />
      <p>{t('report.discuss.lead')}</p>
      {instruments.length > 1 && (
        <Select
          label={t('report.survey')}
          options={instruments.map((one) => ({ value: one.id, label: textOf(one, language).text.title }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
    </Page>
  );
}

function Statements({ instrument }: { instrument: Instrument }) {
  const { t, language } = useWords();
  const [at, setAt] = useState(0);
  const { language: lang, text } = textOf(instrument, language);
  const item = instrument.items[at];
  const stem = item && stemOf(text, item);
  return (
    <section class="report-discuss">
      <div aria-live="polite">
        <p class="muted number">
          {at + 1} / {text.items.length}
        </p>
        {stem && (
          <p class="muted" lang={lang}>
            {stem}
          </p>
        )}
        <p class="report-statement" lang={lang}>
          {text.items[at]}
        </p>
      </div>
      <p class="row apart">
        <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t('report.discuss.before')}
        </Button>
        <Button disabled={at === text.items.length - 1} onClick={() => setAt(at + 1)}>
          {t('report.discuss.next')}
        </Button>
      </p>
      <p class="muted small" lang={lang}>
        {text.copyright}
      </p>
    </section>
  );
}
