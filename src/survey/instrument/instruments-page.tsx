import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Bundles } from '../bundle/bundle-list.tsx';
import { languagesInWords } from '../bundle/languages-in-words.ts';
import { SurveySettings } from '../survey-settings.tsx';
import { About } from './about.tsx';
import { AddFromFile } from './add-instrument.tsx';
import { CardActions } from './card-actions.tsx';
import { exportAs } from './export-dom.ts';
import { type Instrument, languageName, questionsIn } from './instrument.ts';
import { readAddedHere, textFor, useInstruments, useOffered } from './instruments-store.ts';

/** The instruments on this device: what each is, adding one or a language from a file, giving one as a file. */
export function Instruments() {
  const { t } = useWords();
  const instruments = useInstruments();
  const offered = useOffered();
  const added = useLive(readAddedHere);
  if (!instruments || !offered || !added) return null;
  return (
    <Page title={t('instruments.title')} back={{ href: '/surveys', label: t('common.back') }}>
      <p>{t('instruments.lead')}</p>
      <AddFromFile />
      {instruments
        .filter(({ within }) => within === undefined)
        .map((instrument) => (
          <InstrumentCard
            key={instrument.id}
            instrument={instrument}
            added={added.find(({ id }) => id === instrument.id)}
            isOffered={offered.some(({ id }) => id === instrument.id)}
          />
        ))}
      <Bundles />
      <SurveySettings />
      <p class="muted small">
        {t('instruments.schema')}{' '}
        <a href="/schemas/instrument.json">
          /schemas/
          <wbr />
          instrument.json
        </a>
        <br />
        {t('instruments.bundleSchema')}{' '}
        <a href="/schemas/bundle.json">
          /schemas/
          <wbr />
          bundle.json
        </a>
      </p>
    </Page>
  );
}

interface CardProps {
  instrument: Instrument;
  /** What was added to it on this device. */
  added: Instrument | undefined;
  isOffered: boolean;
}

function InstrumentCard({ instrument, added, isOffered }: CardProps) {
  const { t, language } = useWords();
  const { id, validated, items } = instrument;
  const text = textFor(instrument, language);
  return (
    <section class="card" aria-label={text.title}>
      <h2 lang={text.language}>{text.title}</h2>
      <p class="muted">
        {[
          validated ? t('instruments.validated') : t('instruments.own'),
          t('instruments.questions', { count: questionsIn(items).length }),
          languagesInWords(t, instrument, language),
          ...(isOffered ? [] : [t('instruments.notOffered')]),
        ].join(' · ')}
      </p>
      <details>
        <summary>{t('surveys.about')}</summary>
        <About instrument={instrument} />
      </details>
      <p>
        <LinkButton href={`/surveys/sound/${id}`}>{t('sounds.title')}</LinkButton>
      </p>
      <CardActions
        give={(format) => exportAs(format, instrument)}
        remove={
          added && {
            label: t('instruments.removeAdded', { languages: Object.keys(added.texts).map(languageName).join(', ') }),
            ...{ id, title: text.title },
          }
        }
      />
    </section>
  );
}
