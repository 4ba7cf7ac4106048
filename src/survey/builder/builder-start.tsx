import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useKnown } from '../bundle/bundles-store.ts';
import { shippedBundles } from '../bundle/shipped.ts';
import { Lines } from '../instrument/faults.tsx';
import type { InstrumentFault } from '../instrument/file.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { type ReadFile, readInstrumentFile } from '../instrument/read-file-store.ts';
import { instruments as shipped } from '../instruments/all.ts';
import './builder.css';
import { beginFrom, newSurveyId, ownSurveys, unchangeableIn, useSurveyDrafts } from './builder-store.ts';
import { anyWords, type Survey } from './survey.ts';

type Sound = Exclude<ReadFile, { is: 'wrong' }>;

const ours = new Set([...shipped, ...shippedBundles].map(({ id }) => id));

/** Where making a survey begins: a new one, one that was left unfinished, one that is in use, a file. */
export function BuilderStart() {
  const { t, language, clock } = useWords();
  const { route } = useLocation();
  const known = useKnown();
  const drafts = useSurveyDrafts();
  if (!known || !drafts) return null;
  const begun = drafts.map(({ id, at, data }) => ({ id: id.split(':')[1]!, at, data }));
  const own = ownSurveys(known, ours).filter(({ id }) => !begun.some((one) => one.id === id));
  return (
    <Page title={t('builder.title')} back={{ href: '/surveys', label: t('common.back') }}>
      <p>{t('builder.lead')}</p>
      <p>
        <Button look="primary" onClick={() => route(`/surveys/build/${newSurveyId()}`)}>
          {t('builder.new')}
        </Button>
      </p>
      {begun.length > 0 && (
        <section class="stack tight">
          <h2>{t('builder.unfinished')}</h2>
          <ul class="builder-surveys">
            {begun.map(({ id, at, data }) => (
              <li key={id}>
                <a href={`/surveys/build/${id}`}>
                  <strong>{anyWords(data.titles, language) || t('builder.untitled')}</strong>
                  <span class="muted small number">{t('builder.leftAt', { time: clock(at) })}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {own.length > 0 && (
        <section class="stack tight">
          <h2>{t('builder.inUse')}</h2>
          <ul class="builder-surveys">
            {own.map(({ id, titles }) => (
              <li key={id}>
                <a href={`/surveys/build/${id}`}>
                  <strong>{anyWords(titles, language)}</strong>
                  <span class="muted small">{t('builder.nextVersion')}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <FromFile />
    </Page>
  );
}

/** Begins from a file: what is wrong with one is said line by line, and so is what of it will not come along, before it is taken. */
function FromFile() {
  const { t, language } = useWords();
  const { route } = useLocation();
  const [wrong, setWrong] = useState<InstrumentFault[]>();
  const [told, setTold] = useState<{ read: Sound; lines: InstrumentFault[] }>();
  const [whole, setWhole] = useState<Instrument>();
  const chosen = useRef(0);
  const choose = async (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    const [file] = field.files ?? [];
    if (!file) return;
    const mine = ++chosen.current;
    setWrong(undefined);
    setTold(undefined);
    setWhole(undefined);
    const read = await readInstrumentFile(file);
    if (mine !== chosen.current) return;
    field.value = '';
    if (read.is === 'wrong') return setWrong(read.wrong);
    const lines = read.told.filter(({ why }) => why !== 'replaces');
    const unchangeable = unchangeableIn(read);
    if (unchangeable) setWhole(unchangeable);
    else if (lines.length > 0) setTold({ read, lines });
    else await begin(read);
  };
  const begin = async (read: Sound) => {
    try {
      const id = await beginFrom(read, isGivenUp);
      if (id !== undefined) route(`/surveys/build/${id}`);
    } catch {
      setTold(undefined);
      setWrong([{ why: 'notKept' }]);
    }
  };
  const isGivenUp = async ({ titles }: Survey) => {
    const title = anyWords(titles, language) || t('builder.untitled');
    const answer = await ask({
      title: t('builder.draftAsk'),
      text: t('builder.draftText', { title }),
      choices: [
        { value: 'file', label: t('builder.draftGiveUp'), danger: true },
        { value: 'mine', label: t('builder.draftKeep') },
      ],
    });
    return answer === 'file';
  };
  return (
    <section class="stack tight">
      <h2>{t('builder.fromFile')}</h2>
      <label class="button pick-file">
        {t('builder.chooseFile')}
        <input
          type="file"
          accept=".json,.xlsx,application/json"
          aria-describedby="builder-file-hint"
          onChange={choose}
        />
      </label>
      <p class="muted small" id="builder-file-hint">
        {t('instruments.addHint')}
      </p>
      {wrong && (
        <Notice tone="danger" title={t('instruments.notTaken')}>
          <Lines of="wrong" lines={wrong} />
        </Notice>
      )}
      {whole && (
        <Notice
          tone="look"
          title={
            whole.validated
              ? t('builder.officialFile')
              : t('builder.licenceFile', { licence: whole.licence.slice(0, 200) })
          }
        />
      )}
      {told && (
        <Notice tone="look" title={t('builder.fileTold')}>
          <Lines of="told" lines={told.lines} />
          <div class="row">
            <Button onClick={() => begin(told.read)}>{t('common.continue')}</Button>
            <Button onClick={() => setTold(undefined)}>{t('common.cancel')}</Button>
          </div>
        </Notice>
      )}
    </section>
  );
}
