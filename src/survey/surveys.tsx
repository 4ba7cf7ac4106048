import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { countSince } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { countOf } from '../store/outbox.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import type { Answering } from './answers.ts';
import type { Instrument } from './instrument.ts';
import { instruments } from './instruments/all.ts';
import { SurveyResponse } from './response.ts';

/** Kyselyt: hands the device to a person. Says how many have answered, never what. */
export function Surveys() {
  const { t, clock } = useWords();
  const unfinished = useLive(() => draftsOf<Answering>(SurveyResponse.name));
  const kept = useLive(countKept);
  return (
    <Page title={t('surveys.title')}>
      <p>{t('surveys.lead')}</p>
      {unfinished?.map(({ id, at, data }) => (
        <Notice tone="look" key={id} title={t('surveys.unfinished')}>
          <p>
            <span class="number">{clock(at)}</span> · {t('surveys.unfinishedHelp')}
          </p>
          <p>
            <LinkButton href={`/answer/${data.instrument}.${data.language}?mode=${data.mode}&draft=${id}`}>
              {t('common.continue')}
            </LinkButton>
          </p>
        </Notice>
      ))}
      {instruments.map((instrument) =>
        Object.keys(instrument.texts).map((language) => (
          <InstrumentCard key={`${instrument.id}.${language}`} instrument={instrument} language={language} />
        )),
      )}
      <ul class="list">
        <li>
          <a class="whole" href="/surveys/results">
            <strong>{t('surveys.results')}</strong>
            <br />
            <span class="muted small">{t('surveys.resultsHelp')}</span>
          </a>
        </li>
      </ul>
      {kept && (
        <p class="muted number">
          {kept.all === 0
            ? t('surveys.none')
            : `${t('surveys.kept', { count: kept.all })}, ${t('surveys.today', { count: kept.today })}`}
        </p>
      )}
    </Page>
  );
}

async function countKept(): Promise<{ all: number; today: number }> {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const [all, today] = await Promise.all([
    countOf(SurveyResponse.name),
    countSince(SurveyResponse.name, midnight.toISOString()),
  ]);
  return { all, today };
}

function InstrumentCard({ instrument, language }: { instrument: Instrument; language: string }) {
  const { t } = useWords();
  const text = instrument.texts[language]!;
  const page = `/answer/${instrument.id}.${language}`;
  return (
    <section class="card">
      <h2 lang={language}>{text.title}</h2>
      <p class="muted">
        {t('surveys.statements', { count: text.items.length })} ·{' '}
        {t('surveys.inLanguages', { languages: new Intl.DisplayNames([language], { type: 'language' }).of(language) })}
      </p>
      <LinkButton look="primary" href={`${page}?mode=self`}>
        {t('surveys.self')}
      </LinkButton>
      <LinkButton href={`${page}?mode=assisted`}>{t('surveys.assisted')}</LinkButton>
      <details>
        <summary>{t('surveys.about')}</summary>
        <div class="stack tight small">
          <p>{t('surveys.official')}</p>
          <p lang={language}>
            {text.copyright} · {text.source} · {t('surveys.version', { version: instrument.version })}
          </p>
          <p class="muted">
            {t('surveys.checksum')} <code class="checksum">{instrument.checksums[language]}</code>
          </p>
        </div>
      </details>
    </section>
  );
}
