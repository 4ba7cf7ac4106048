import './assessment.css';
import { useMemo, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { type Draft, draftsOf } from '../store/drafts.ts';
import { newId } from '../store/id.ts';
import { useLive } from '../store/live.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { type AssessmentDraft, AssessmentDrafts } from './draft.ts';
import { takeKept } from './just-saved.ts';
import { progress } from './progress.ts';
import { questionsCopyright } from './questions.ts';
import type { Round } from './round.ts';
import { allRounds } from './round-store.ts';
import { Standings } from './standing-mark.tsx';
import { dayAt } from './use-round.ts';

/** How many finished rounds are listed at a time. */
const pageSize = 20;

/** What else is done under this part of the app: the address behind it, and what it is called. */
const ways = [
  ['actions', 'actions.title'],
  ['principles', 'principles.title'],
  ['programme', 'programme.title'],
  ['co-development', 'coDevelopment.title'],
  ['inclusion-practice', 'inclusionPractice.title'],
  ['project-card', 'projectCard.title'],
  ['social-reports', 'socialReports.title'],
  ['stories', 'stories.title'],
  ['funder-report', 'funderReport.title'],
  ['join', 'rounds.join'],
] as const;

/** The team's assessments: what is unfinished, then the finished rounds, newest first. */
export function Assessments() {
  const { t, clock } = useWords();
  const [keptAt] = useState(takeKept);
  const [limit, setLimit] = useState(pageSize);
  const fresh = useMemo(() => newId(), []);
  const drafts = useLive(() => draftsOf(AssessmentDrafts));
  const rounds = useLive(allRounds);
  if (!drafts || !rounds) return null;
  return (
    <Page
      title={t('assessment.title')}
      action={
        <LinkButton look="primary" href={`/assessment/${fresh}`}>
          {t('assessment.start')}
        </LinkButton>
      }
    >
      {keptAt !== undefined && <Notice>{t('common.keptHere', { time: clock(keptAt) })}</Notice>}
      {drafts.length > 0 && <Unfinished drafts={drafts} />}
      {rounds.length > 0 && <Rounds rounds={rounds.slice(0, limit)} />}
      {rounds.length > limit && <Button onClick={() => setLimit(limit + pageSize)}>{t('assessment.older')}</Button>}
      <nav class="question-list" aria-label={t('assessment.ways')}>
        <ul>
          {ways.map(([way, title]) => (
            <li key={way}>
              <a class="way" href={`/assessment/${way}`}>
                {t(title)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <About />
      {drafts.length + rounds.length === 0 && (
        <Empty>
          <p>{t('assessment.empty')}</p>
        </Empty>
      )}
    </Page>
  );
}

/** What the questions are and whose. */
function About() {
  const { t, language } = useWords();
  return (
    <section class="stack tight">
      <p>{t('assessment.lead')}</p>
      {language !== 'fi' && <p class="muted small">{t('assessment.inFinnish')}</p>}
      <p class="muted small">
        {t('assessment.questionsBy')} <span lang="fi">{questionsCopyright}</span>
      </p>
    </section>
  );
}

function Unfinished({ drafts }: { drafts: Draft<AssessmentDraft>[] }) {
  const { t, clock } = useWords();
  return (
    <section class="stack tight">
      <h2>{t('assessment.unfinished')}</h2>
      <ul class="list">
        {drafts.map(({ id, base, at, data }) => (
          <li key={id}>
            <a class="whole" href={`/assessment/${id}`}>
              <strong>{data.activity.trim() || t('assessment.unnamed')}</strong>
              <span class="muted small number beneath">
                {[
                  base > 0 && t('assessment.changing'),
                  t('assessment.progress', progress(data.answers)),
                  t('assessment.touched', { time: clock(at) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rounds({ rounds }: { rounds: Round[] }) {
  const { t, day } = useWords();
  return (
    <section class="stack tight">
      <h2>{t('assessment.rounds')}</h2>
      <ul class="list">
        {rounds.map(({ round, begun, activity, common: [common], views }) => (
          <li key={round}>
            <a class="whole" href={`/assessment/round/${round}`}>
              <strong>{activity}</strong>
              <span class="muted small number beneath">
                {[
                  day(dayAt(begun)),
                  common && t('assessment.progress', progress(common.answers)),
                  views.length > 0 && t('rounds.views', { count: views.length }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {common && <Standings answers={common.answers} />}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
