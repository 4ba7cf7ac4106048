/** One code: its card, when its turns were and are, what happened, and the ways to answer. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords, wordsOf } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { showAnswerCode } from '../respondent/answer-code.ts';
import { RespondentCard } from './card.tsx';
import { cardDays } from './card-standing.ts';
import { ChangeCode } from './change-code.tsx';
import { say, useCodeStanding, usePlans } from './codes-store.ts';
import { Begin } from './due-today.tsx';
import { planName, timeWords, WaveWords } from './in-words.tsx';
import type { CodeStanding, Wave } from './standing.ts';
import './waves.css';
import { surveyPart } from '../settings.ts';
import { askedAt } from './respondent.ts';

export function CodePage() {
  const words = useWords();
  const { t, language } = words;
  const { params } = useRoute();
  const standing = useCodeStanding(params.id ?? '');
  const plans = usePlans()?.plans;
  if (standing === undefined || !plans) return null;
  const back = { href: '/surveys/codes', label: t('common.back') };
  if (standing === null) {
    return (
      <Page title={t('codes.title')} back={back}>
        <p>{t('codes.noSuch')}</p>
      </Page>
    );
  }
  const { code, respondent, status, open } = standing;
  return (
    <Page
      title={t('codes.code')}
      heading={showAnswerCode(code)}
      back={back}
      aside={
        <>
          <RespondentCard code={code} days={cardDays(standing)} words={wordsOf('codes').onCard} language={language} />
          <p>
            <LinkButton href={`/surveys/codes/cards?for=${respondent.id}`}>{t('codes.printCard')}</LinkButton>
          </p>
        </>
      }
      action={open && <Begin standing={standing} look="primary" />}
    >
      <p>
        <strong class="capital">{planName(respondent.plan, plans, words)}</strong> · {t(`codes.status.${status}`)}
      </p>
      <Waves standing={standing} />
      {open && <Happened standing={standing} wave={open} />}
      {!open && standing.waves.at(-1)?.state === 'declined' && <TakeBack standing={standing} />}
      {open && <OtherWays standing={standing} />}
      <ChangeCode standing={standing} plans={plans} />
    </Page>
  );
}

/** Each time that was and the next one, in a line. */
function Waves({ standing }: { standing: CodeStanding }) {
  const { t, day } = useWords();
  const { waves, next, respondent } = standing;
  return (
    <ol class="list">
      {waves.map((wave) => (
        <li key={wave.number} class="row apart number">
          <span>
            {timeWords(respondent, wave, t)} · {day(wave.due)}
          </span>
          <span class={wave.state === 'open' ? 'amber' : 'muted'}>{stateWords(wave, t, day)}</span>
        </li>
      ))}
      {next && (
        <li class="muted">
          <WaveWords respondent={respondent} wave={next} />
        </li>
      )}
    </ol>
  );
}

function stateWords(wave: Wave, t: ReturnType<typeof useWords>['t'], day: (at: string) => string): string {
  const { state, answer, said, extra } = wave;
  if (answer) return t('codes.state.answered', { day: day(answer.at) }) + (extra > 0 ? `, ${t('codes.twice')}` : '');
  if (said) return t(`codes.said.${said}`);
  return t(`codes.state.${state === 'answered' ? 'open' : state}`);
}

/** What happened where nobody answered: one tap, and one to take it back. */
function Happened({ standing, wave }: { standing: CodeStanding; wave: Wave }) {
  const { t } = useWords();
  const [failed, setFailed] = useState<unknown>();
  const tell = (what: 'asked' | 'not-reached' | 'declined' | 'open') => () => say(standing, what).catch(setFailed);
  return (
    <fieldset class="choice">
      <legend>{t('codes.happened')}</legend>
      <div class="chips">
        {(['asked', 'not-reached', 'declined'] as const).map((what) => (
          <Button key={what} onClick={tell(what)}>
            {t(`codes.say.${what}`)}
          </Button>
        ))}
        {wave.said && (
          <Button look="bare" onClick={tell('open')}>
            {t('codes.takeBack')}
          </Button>
        )}
      </div>
      {failed !== undefined && <NotKeptNotice error={failed} />}
    </fieldset>
  );
}

function TakeBack({ standing }: { standing: CodeStanding }) {
  const { t } = useWords();
  const [failed, setFailed] = useState<unknown>();
  return (
    <Notice title={t('codes.declined')}>
      <p>
        <Button onClick={() => say(standing, 'open').catch(setFailed)}>{t('codes.takeBack')}</Button>
      </p>
      {failed !== undefined && <NotKeptNotice error={failed} />}
    </Notice>
  );
}

/** Paper, or the person's own phone. */
function OtherWays({ standing: { respondent, open, next } }: { standing: CodeStanding }) {
  const { t } = useWords();
  const { survey } = surveyPart.of(useOrganisation());
  const { id, assisted } = respondent;
  const bundle = askedAt(respondent, (open ?? next)?.number ?? 0);
  return (
    <details>
      <summary>{t('surveys.otherWays')}</summary>
      <div class="row">
        {assisted && <LinkButton href={`/surveys/hand-over/${bundle}?for=${id}`}>{t('surveys.self')}</LinkButton>}
        <LinkButton href={`/surveys/print/${bundle}?for=${id}`}>{t('surveys.print')}</LinkButton>
        <LinkButton href={`/surveys/paper/${bundle}?for=${id}`}>{t('surveys.paper')}</LinkButton>
        {survey.remote && <LinkButton href={`/surveys/link/${bundle}?for=${id}`}>{t('surveys.remote')}</LinkButton>}
      </div>
    </details>
  );
}
