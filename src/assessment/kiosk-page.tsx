/** Osallistujien näkemys: the device handed over for one question, and what was said then. */
import { useMemo, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { useFirst } from '../outreach/use-first.ts';
import { useOrganisation } from '../setup/organisation-store.ts';
import { isKeepable } from '../store/free-text.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { keepLockLasting } from '../store/lasting-lock.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { surveyPart } from '../survey/settings.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { handOver } from '../vault/handed-over.ts';
import { leastHeard } from './answer.ts';
import './assessment.css';
import { isUnlockCode, UnlockCodeField } from '../survey/hand-over/unlock-code-field.tsx';
import { Gone } from './gone.tsx';
import { askedLimit, kioskPage } from './kiosk.ts';
import { addSaid, forgetSaid, keepAsked, readAsked, readSaid } from './kiosk-store.ts';
import { areaOf } from './parts.ts';
import { questionKeys } from './question-keys.ts';

export function KioskPage() {
  const { params, query } = useRoute();
  const [id, key] = [params.id ?? '', query.at ?? ''];
  const found = useFirst(async () => ({ asked: await readAsked(id, key) }));
  if (!questionKeys.includes(key)) return <Gone />;
  return found ? <HandOverForm id={id} at={key} asked={found.asked} /> : null;
}

function HandOverForm({ id, at, asked }: { id: string; at: string; asked: string }) {
  const { t } = useWords();
  const { survey } = surveyPart.of(useOrganisation());
  const { asked: question } = useMemo(() => areaOf(Number.parseInt(at, 10)), [at]);
  const wording = question.parts.find(({ key }) => key === at)?.wording;
  const [words, setWords] = useState(asked);
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const give = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!words.trim() || !isKeepable(words, askedLimit) || !isUnlockCode(code)) return toFirstError();
    try {
      await keepAsked(id, at, words.trim());
      await handOver(kioskPage(id, at), code, survey.lockHours);
      await keepLockLasting();
      location.replace(kioskPage(id, at));
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <form onSubmit={give} novalidate class="contents">
      <Page
        title={t('kiosk.title')}
        back={{ href: `/assessment/${id}?question=${question.number}`, label: t('assessment.toQuestions') }}
        action={
          <>
            {error !== undefined && <NotKeptNotice error={error} />}
            <Button look="primary" type="submit">
              {t('handOver.give')}
            </Button>
          </>
        }
      >
        <SaidSoFar id={id} at={at} number={question.number} onFailed={setError} />
        <p>{t('kiosk.lead', { count: leastHeard })}</p>
        <p class="muted small" lang="fi">
          <span class="number">{question.number}</span> {question.text}
          {wording && ` – ${wording}`}
        </p>
        <FreeTextField
          label={t('kiosk.asked')}
          hint={t('kiosk.askedHint')}
          error={isTried && !words.trim() ? t('kiosk.askedMissing') : undefined}
          value={words}
          onInput={setWords}
          limit={askedLimit}
          long
        />
        <UnlockCodeField value={code} onInput={setCode} isTried={isTried} />
        <p class="muted small">{t('handOver.limits', { hours: survey.lockHours })}</p>
      </Page>
    </form>
  );
}

interface SaidProps {
  id: string;
  at: string;
  number: number;
  onFailed: (error: unknown) => void;
}

/** What was said so far: nothing of it before five have said theirs; then all of it, to be added to the form or thrown away. */
function SaidSoFar({ id, at, number, onFailed }: SaidProps) {
  const { t } = useWords();
  const { route } = useLocation();
  const said = useLive(() => readSaid(id, at), [id, at]);
  if (!said || said.is === 'none') return null;
  async function drop() {
    const answer = await ask({
      title: t('kiosk.dropAsk'),
      text: t('assessment.dropText'),
      choices: [
        { value: 'drop', label: t('common.delete'), danger: true },
        { value: 'keep', label: t('assessment.keep') },
      ],
    });
    if (answer === 'drop') await forgetSaid(id, at);
  }
  const add = async () => {
    await addSaid(id, at);
    route(`/assessment/${id}?question=${number}`);
  };
  return (
    <section class="stack tight">
      <h2>{t('kiosk.said')}</h2>
      {said.is === 'few' ? (
        <p>{t('kiosk.few', { count: leastHeard })}</p>
      ) : (
        <>
          <p class="number">{t('rounds.participants', { count: said.texts.length })}</p>
          <ul class="list">
            {said.texts.map((text, one) => (
              <li key={one}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <div class="row">
        {said.is === 'enough' && <Button onClick={() => add().catch(onFailed)}>{t('kiosk.add')}</Button>}
        <Button look="bare" onClick={() => drop().catch(onFailed)}>
          {t('kiosk.drop')}
        </Button>
      </div>
    </section>
  );
}
