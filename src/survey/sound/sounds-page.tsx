/** Recorded sound of an instrument's questions: which are on this device in which language, taking files in, taking them away. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { type Instrument, languageName } from '../instrument/instrument.ts';
import { textFor, useInstruments } from '../instrument/instruments-store.ts';
import { UnknownInstrument } from '../instrument/unknown-instrument.tsx';
import { soundName } from './sounds.ts';
import { readSoundNames, removeSounds, type TakenSounds, takeSounds } from './sounds-store.ts';

export function SoundsPage() {
  const { t, language } = useWords();
  const { params } = useRoute();
  const instruments = useInstruments();
  const [chosen, setChosen] = useState<string>();
  const instrument = instruments?.find(({ id }) => id === params.id);
  const text = instrument && textFor(instrument, language);
  const inLanguage = chosen ?? text?.language ?? language;
  const checksum = instrument?.checksums[inLanguage];
  const names = useLive<string[]>(async () => (checksum ? readSoundNames(checksum) : []), [checksum]);
  if (!instruments || !names) return null;
  if (!instrument || !text || !checksum) return <UnknownInstrument />;
  return (
    <Page title={t('sounds.title')} back={{ href: '/surveys/instruments', label: t('common.back') }}>
      <p lang={text.language}>
        <strong>{text.title}</strong>
      </p>
      <p>{t('sounds.lead')}</p>
      <ChooseOne
        legend={t('handOver.language')}
        options={Object.keys(instrument.texts).map((one) => ({
          value: one,
          label: <bdi lang={one}>{languageName(one)}</bdi>,
        }))}
        value={inLanguage}
        onChange={setChosen}
      />
      <TakeIn key={inLanguage} {...{ instrument, inLanguage }} />
      <Recorded {...{ instrument, inLanguage, checksum, names }} />
    </Page>
  );
}

interface SoundsProps {
  instrument: Instrument;
  inLanguage: string;
}

/** Takes files in; of an official instrument once it is said whose they are. */
function TakeIn({ instrument, inLanguage }: SoundsProps) {
  const { t } = useWords();
  const [source, setSource] = useState('');
  const [isTried, setTried] = useState(false);
  const [taken, setTaken] = useState<TakenSounds>();
  const [error, setError] = useState<unknown>();
  const lacksSource = instrument.validated === true && source.trim() === '';
  const choose = async (field: HTMLInputElement) => {
    const files = [...(field.files ?? [])];
    if (files.length === 0) return;
    try {
      setTaken(await takeSounds(instrument, inLanguage, files, source.trim() || undefined));
      setError(undefined);
    } catch (reason) {
      setError(reason);
    }
    // The same files can be chosen again.
    field.value = '';
  };
  const unlessLacking = (event: Event) => {
    setTried(true);
    if (!lacksSource) return;
    event.preventDefault();
    toFirstError();
  };
  return (
    <section class="stack tight">
      {instrument.validated && (
        <Field
          label={t('sounds.source')}
          hint={t('sounds.sourceHint')}
          value={source}
          onInput={setSource}
          limit={200}
          error={isTried && lacksSource ? t('sounds.sourceMissing') : undefined}
        />
      )}
      <label class="button pick-file">
        {t('sounds.add')}
        <input
          type="file"
          accept="audio/*"
          multiple
          aria-describedby="sounds-hint"
          onClick={unlessLacking}
          onChange={({ currentTarget }) => choose(currentTarget)}
        />
      </label>
      <p class="muted small" id="sounds-hint">
        {t('sounds.addHint')}
      </p>
      {error !== undefined && <NotKeptNotice error={error} />}
      {taken && <Notice title={t('sounds.kept', { count: taken.kept })} />}
      {taken && taken.unnamed.length > 0 && (
        <Notice tone="danger" title={t('sounds.unnamed', { files: taken.unnamed.join(', ') })} />
      )}
      {taken && taken.large.length > 0 && (
        <Notice tone="danger" title={t('sounds.large', { files: taken.large.join(', ') })} />
      )}
    </section>
  );
}

interface RecordedProps extends SoundsProps {
  checksum: string;
  /** Of all that is recorded of these words. */
  names: readonly string[];
}

/** Which questions are recorded, with the numbers by which files are named; and all of it away. */
function Recorded({ instrument, inLanguage, checksum, names }: RecordedProps) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const { items, texts } = instrument;
  const numbers = items.flatMap(({ id }, index) =>
    names.includes(soundName(checksum, { item: id })) ? [] : [index + 1],
  );
  const isPart = numbers.length > 0 && numbers.length < items.length;
  const remove = async () => {
    const choices = [
      { value: 'remove', label: t('instruments.remove'), danger: true },
      { value: 'keep', label: t('common.cancel') },
    ] as const;
    const asked = { title: t('sounds.removeAsk'), text: t('sounds.removeText'), choices };
    if ((await ask(asked)) === 'remove') await removeSounds(checksum).catch(setError);
  };
  return (
    <>
      <p class="number">
        {t('sounds.here', { count: items.length - numbers.length, all: items.length })}
        {isPart && ` ${t('sounds.missing', { numbers: numbers.join(', ') })}`}
      </p>
      <ol>
        {texts[inLanguage]!.items.map((words, index) => (
          <li key={items[index]!.id} lang={inLanguage}>
            {words}
          </li>
        ))}
      </ol>
      {error !== undefined && <NotKeptNotice error={error} />}
      {names.length > 0 && (
        <Button look="danger" onClick={remove}>
          {t('sounds.remove')}
        </Button>
      )}
    </>
  );
}
