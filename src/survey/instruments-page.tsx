import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { useOrganisation } from '../setup/kept.ts';
import { useLive } from '../store/live.ts';
import { countOf } from '../store/outbox.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { backgroundKinds } from './background.ts';
import { type Instrument, languageName } from './instrument.ts';
import { About } from './instrument-about.tsx';
import { exportAs, type Format, formats } from './instrument-export.tsx';
import type { Wrong } from './instrument-file.ts';
import { readInstrumentFile } from './instrument-import.tsx';
import { SurveyResponse } from './response.ts';
import {
  addInstrument,
  readAddedHere,
  readOrganisations,
  removeAdded,
  textFor,
  useInstruments,
} from './use-instruments.tsx';

/** The instruments on this device: what each is, adding one or a language from a file, giving one as a file. */
export function Instruments() {
  const { t } = useWords();
  const instruments = useInstruments();
  const added = useLive(readAddedHere);
  if (!instruments || !added) return null;
  return (
    <Page title={t('instruments.title')} back={{ href: '/surveys', label: t('common.back') }}>
      <p>{t('instruments.lead')}</p>
      <AddFromFile />
      {instruments.map((instrument) => (
        <InstrumentCard
          key={instrument.id}
          instrument={instrument}
          added={added.find(({ id }) => id === instrument.id)}
        />
      ))}
      <Chosen />
      <p class="muted small">
        {t('instruments.schema')} <a href="/schemas/instrument.json">/schemas/instrument.json</a>
      </p>
    </Page>
  );
}

/** Takes a file in; what is wrong with one is said line by line, and nothing of it is taken. */
function AddFromFile() {
  const { t } = useWords();
  const [wrong, setWrong] = useState<Wrong[]>([]);
  const [taken, setTaken] = useState<string>();
  const take = async (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    const [file] = field.files ?? [];
    if (!file) return;
    setTaken(undefined);
    const read = await readInstrumentFile(file);
    setWrong(read.is === 'wrong' ? read.wrong : []);
    if (read.is === 'read') {
      await addInstrument(read.instrument);
      setTaken(Object.values(read.instrument.texts)[0]?.title);
    }
    // The same file, mended, can be chosen again.
    field.value = '';
  };
  return (
    <section class="stack tight">
      <div class="field">
        <label for="instrument-file">{t('instruments.add')}</label>
        <span class="muted small" id="instrument-file-hint">
          {t('instruments.addHint')}
        </span>
        <input
          id="instrument-file"
          type="file"
          accept=".json,.xlsx,application/json"
          aria-describedby="instrument-file-hint"
          onChange={take}
        />
      </div>
      {taken && <Notice title={t('instruments.added', { title: taken })} />}
      {wrong.length > 0 && (
        <Notice tone="danger" title={t('instruments.notTaken')}>
          <Faults wrong={wrong} />
        </Notice>
      )}
    </section>
  );
}

/** One sentence for each fault. That every reason of the reader has one, a test knows. */
function Faults({ wrong }: { wrong: readonly Wrong[] }) {
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

function InstrumentCard({ instrument, added }: { instrument: Instrument; added: Instrument | undefined }) {
  const { t, language } = useWords();
  const { id, validated, items, texts } = instrument;
  const text = textFor(instrument, language);
  const remove = async () => {
    const answer = await ask({
      title: t('instruments.removeAsk'),
      text: t('instruments.removeText'),
      choices: [
        { value: 'remove', label: t('instruments.remove'), danger: true },
        { value: 'keep', label: t('common.cancel') },
      ],
    });
    if (answer === 'remove') await removeAdded(id);
  };
  return (
    <section class="card" aria-label={text.title}>
      <h2 lang={text.language}>{text.title}</h2>
      <p class="muted">
        {[
          validated ? t('instruments.validated') : t('instruments.own'),
          t('instruments.questions', { count: items.length }),
          Object.keys(texts).map(languageName).join(', '),
        ].join(' · ')}
      </p>
      <details>
        <summary>{t('surveys.about')}</summary>
        <About instrument={instrument} />
      </details>
      <details>
        <summary>{t('instruments.give')}</summary>
        <div class="row">
          {formats.map((format: Format) => (
            <Button key={format} onClick={() => exportAs(format, instrument)}>
              {t(`instruments.format.${format}`)}
            </Button>
          ))}
        </div>
      </details>
      {added && (
        <Button look="danger" onClick={remove}>
          {t('instruments.removeAdded', { languages: Object.keys(added.texts).map(languageName).join(', ') })}
        </Button>
      )}
    </section>
  );
}

/** What the organisation has chosen in its configuration, and what follows from it for those who answer. */
function Chosen() {
  const { t } = useWords();
  const { survey } = useOrganisation();
  const kept = useLive(() => countOf(SurveyResponse.name));
  const unsound = useLive(readOrganisations)?.unsound ?? [];
  return (
    <section class="stack">
      <h2>{t('instruments.settings')}</h2>
      <p>{t(survey.background ? 'instruments.background' : 'instruments.noBackground')}</p>
      {survey.background && (
        <Notice tone="look" title={t('instruments.backgroundLook')}>
          <p>{t('instruments.backgroundKinds', { kinds: backgroundKinds, count: kept ?? 0 })}</p>
        </Notice>
      )}
      <p>{t(survey.remote ? 'instruments.remote' : 'instruments.noRemote')}</p>
      {unsound.map(({ id, wrong }) => (
        <Notice tone="danger" key={id} title={t('instruments.unsound', { id })}>
          <Faults wrong={wrong} />
        </Notice>
      ))}
      <p class="muted small">{t('instruments.settingsHelp')}</p>
    </section>
  );
}
