/** Kierros: who has answered, what the team says together, what it came to beside the earlier rounds. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import './assessment.css';
import { AgainSection } from './again.tsx';
import type { Assessment } from './assessment.ts';
import { Gone } from './gone.tsx';
import { beginFromRound } from './inclusion-practice/begin-store.ts';
import { progress } from './progress.ts';
import { earlierRounds, type Round } from './round.ts';
import { allRounds, beginIn, beginNext, ownIn } from './round-store.ts';
import { StandingsPicture } from './standings-picture.tsx';
import { dayAt } from './use-round.ts';
import { viewName } from './view-name.ts';

export function RoundPage() {
  const { t, day } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useLive(async () => {
    const rounds = await allRounds();
    const round = rounds.find((one) => one.round === id);
    return { rounds, round, own: round ? await ownIn(round) : [] };
  }, [id]);
  if (!found) return null;
  const { rounds, round, own } = found;
  if (!round) return <Gone />;
  const [common] = round.common;
  const earlier = earlierRounds(rounds, round);
  return (
    <Page
      title={t('rounds.one')}
      heading={round.activity}
      back={{ href: '/assessment', label: t('assessment.back') }}
      action={
        common && own.includes(common) ? (
          <LinkButton look="primary" href={`/assessment/${common.id}`}>
            {t('rounds.openCommon')}
          </LinkButton>
        ) : (
          <Begin round={round} part="common" look="primary" />
        )
      }
    >
      <div class="round">
        <div class="round-part">
          <div class="stack">
            <p class="muted number">{t('rounds.begun', { day: day(dayAt(round.begun)) })}</p>
            {common && <StandingsPicture answers={common.answers} />}
            {round.common.length > 1 && (
              <Notice tone="look" title={t('rounds.severalCommon', { count: round.common.length })}>
                <p>{t('rounds.severalCommonHelp')}</p>
              </Notice>
            )}
            {round.others.length > 0 && (
              <Notice tone="look" title={t('rounds.otherWords', { count: round.others.length })} />
            )}
          </div>
          <Answered round={round} own={own} />
          <AsDocument round={round} isRepeated={earlier.length > 0} />
          {common && <AsPractice round={round} />}
          <Next round={round} />
        </div>
        <div class="round-part">
          <AgainSection round={round} earlier={earlier} />
        </div>
      </div>
    </Page>
  );
}

/** Who has answered so far, and the ways to bring them together. */
function Answered({ round, own }: { round: Round; own: Assessment[] }) {
  const { t, day } = useWords();
  const records = [...round.common, ...round.views];
  const nameOf = (record: Assessment) =>
    record.part === 'common' ? t('rounds.common') : viewName(record.role, round.views.indexOf(record) + 1, t);
  return (
    <section class="stack tight">
      <h2>{t('rounds.answered')}</h2>
      <ul class="list">
        {records.map((record) => (
          <li key={record.id}>
            {own.includes(record) ? (
              <a href={`/assessment/${record.id}`}>{nameOf(record)}</a>
            ) : (
              <span>{nameOf(record)}</span>
            )}
            <p class="muted small number">
              {[
                t('assessment.progress', progress(record.answers)),
                day(record.at),
                !own.includes(record) && t('rounds.fromOther'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      <div class="row">
        {!own.some(({ part }) => part === 'view') && <Begin round={round} part="view" />}
        <LinkButton href={`/assessment/together/${round.round}`}>{t('rounds.together')}</LinkButton>
      </div>
    </section>
  );
}

/** The round to be read by others; with the earlier ones, where there are any. */
function AsDocument({ round: { round }, isRepeated }: { round: Round; isRepeated: boolean }) {
  const { t } = useWords();
  return (
    <section class="stack tight">
      <h2>{t('documents.toDocument')}</h2>
      <p class="muted">{t('documents.lead')}</p>
      <div class="row">
        <LinkButton href={`/assessment/round/${round}/document`}>{t('documents.make')}</LinkButton>
        {isRepeated && (
          <LinkButton href={`/assessment/round/${round}/document?with=earlier`}>{t('documents.compare')}</LinkButton>
        )}
      </div>
    </section>
  );
}

function Begin({ round, part, look }: { round: Round; part: 'common' | 'view'; look?: 'primary' }) {
  const { t } = useWords();
  const { route } = useLocation();
  const [error, setError] = useState<unknown>();
  const begin = () => beginIn(round, part).then((id) => route(`/assessment/${id}`), setError);
  return (
    <>
      {error !== undefined && <NotKeptNotice error={error} />}
      <Button {...(look && { look })} onClick={begin}>
        {t(part === 'common' ? 'rounds.writeCommon' : 'rounds.answerOwn')}
      </Button>
    </>
  );
}

/** What was learnt, described for others: a practice that begins from the round's answers. */
function AsPractice({ round }: { round: Round }) {
  const { t } = useWords();
  const { route } = useLocation();
  const [error, setError] = useState<unknown>();
  const begin = () => beginFromRound(round).then((id) => route(`/assessment/inclusion-practice/${id}`), setError);
  return (
    <section class="stack tight">
      <h2>{t('inclusionPractice.one')}</h2>
      <p class="muted">{t('inclusionPractice.fromRoundLead')}</p>
      {error !== undefined && <NotKeptNotice error={error} />}
      <p>
        <Button onClick={begin}>{t('inclusionPractice.beginFromRound')}</Button>
      </p>
    </section>
  );
}

/** The same activity looked at once more. */
function Next({ round }: { round: Round }) {
  const { t } = useWords();
  const { route } = useLocation();
  const [error, setError] = useState<unknown>();
  return (
    <section class="stack tight">
      <h2>{t('rounds.next')}</h2>
      <p class="muted">{t('rounds.nextLead')}</p>
      {error !== undefined && <NotKeptNotice error={error} />}
      <p>
        <Button onClick={() => beginNext(round).then((id) => route(`/assessment/${id}`), setError)}>
          {t('rounds.beginNext')}
        </Button>
      </p>
    </section>
  );
}
