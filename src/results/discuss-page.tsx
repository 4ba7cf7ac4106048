/** The statements for a group to talk about: large, one at a time, with nothing to answer. */
import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { type Instrument, questionsIn, stemOf } from '../survey/instrument/instrument.ts';
import { useOffered } from '../survey/instrument/instruments-store.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import { instrumentText } from './in-words.ts';
import './report.css';

export function DiscussPage() {
  const { t, language } = useWords();
  const [chosen, setChosen] = useState('esis');
  const instruments = useOffered();
  const instrument = instruments?.find(({ id }) => id === chosen) ?? instruments?.[0];
  if (!instruments || !instrument) return null;
  return (
    <Page title={t('report.discuss.title')} back={{ href: '/surveys/results', label: t('common.back') }}>
      <Statements key={instrument.id} instrument={instrument} />
      <p>{t('report.discuss.lead')}</p>
      {instruments.length > 1 && (
        <Select
          label={t('report.survey')}
          options={instruments.map((one) => ({ value: one.id, label: instrumentText(one, language).text.title }))}
          value={instrument.id}
          onChange={setChosen}
        />
      )}
    </Page>
  );
}

function Statements({ instrument }: { instrument: Instrument }) {
  const { t, language } = useWords();
  const [at, setAt] = useState(0);
  const { language: lang, text } = instrumentText(instrument, language);
  const questions = questionsIn(instrument.items);
  const item = questions[at];
  const stem = item && stemOf(text, item);
  return (
    <section class="report-discuss">
      <div aria-live="polite">
        <p class="muted number">
          {at + 1} / {questions.length}
        </p>
        {stem && (
          <p class="muted" lang={lang}>
            {stem}
          </p>
        )}
        <p class="report-statement" lang={lang}>
          {item && text.items[instrument.items.indexOf(item)]}
        </p>
      </div>
      <p class="row apart">
        <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t('report.discuss.before')}
        </Button>
        <Button disabled={at === questions.length - 1} onClick={() => setAt(at + 1)}>
          {t('report.discuss.next')}
        </Button>
      </p>
      <p class="muted small" lang={lang}>
        {text.copyright}
      </p>
    </section>
  );
}
