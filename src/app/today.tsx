/** Tänään: what runs, what is unfinished, what waits to be sent. */
import { actionsDue } from '../actions/action.ts';
import { allActions } from '../actions/action-store.ts';
import { DueActions } from '../actions/due-actions.tsx';
import { isFeedbackDue } from '../assessment/co-development/co-development.ts';
import { DueFeedback, openEvents } from '../assessment/co-development/due-feedback.tsx';
import { type AssessmentDraft, AssessmentDrafts } from '../assessment/draft.ts';
import { progress } from '../assessment/progress.ts';
import { DueSocialReports } from '../assessment/social-reports/due-social-reports.tsx';
import { isAnswerDue } from '../assessment/social-reports/social-report.ts';
import { openSocialReports, unreadOutcomes } from '../assessment/social-reports/social-reports-store.ts';
import { ClockNotice } from '../delivery/screens/clock-notice.tsx';
import { useSendingWords } from '../delivery/screens/waiting.tsx';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords, type Words } from '../i18n/words.ts';
import { type DebriefDraft, DebriefDrafts } from '../outreach/debrief/debrief-draft.ts';
import { allPromises, DuePromises } from '../outreach/follow-up/due-promises.tsx';
import { dueSoon } from '../outreach/follow-up/promise.ts';
import { currentPlace, type Outing } from '../outreach/outing.ts';
import { NowAction, PlannedToday, useNow } from '../outreach/plan/planned-today.tsx';
import { db, type StoredDraft } from '../store/db.ts';
import { dropDraft, openDraft } from '../store/drafts.ts';
import { useLive } from '../store/live.ts';
import { isPractising } from '../store/practice.ts';
import { countPutAside } from '../store/put-aside.ts';
import type { Bundle } from '../survey/bundle/bundle.ts';
import { readKnown } from '../survey/bundle/bundles-store.ts';
import { builtLanguages } from '../survey/instrument/instruments-store.ts';
import { aboutAnswers } from '../survey/respondent/about-answers.ts';
import { asking, formAddress } from '../survey/respondent/answer-address.ts';
import { type AwayUnderCode, ResponseDrafts } from '../survey/respondent/answer-drafts.ts';
import type { Answering } from '../survey/respondent/answers.ts';
import { DueToday } from '../survey/waves/due-today.tsx';
import { ask } from '../ui/ask.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Reminders } from './reminders.tsx';

export function Today() {
  const { t, day } = useWords();
  const now = useNow();
  const promises = useLive(allPromises);
  const actions = useLive(allActions);
  const events = useLive(openEvents);
  const reports = useLive(openSocialReports);
  const outcomes = useLive(unreadOutcomes);
  const drafts = useLive(allDrafts);
  // All at once: what came later would push away what a finger is about to tap.
  if (!now || !promises || !actions || !events || !reports || !outcomes || !drafts) return null;
  const { running } = now;
  const today = wallDate(Date.now());
  const due =
    dueSoon(promises, new Date()).length +
    actionsDue(actions, today).length +
    events.filter((event) => isFeedbackDue(event, today)).length +
    reports.filter((report) => isAnswerDue(report, today)).length +
    outcomes.length;
  return (
    <Page title={t('nav.today')} aside={isPractising ? undefined : <SendingCard />} action={<NowAction now={now} />}>
      <p class="muted">{day(Date.now())}</p>
      <ClockNotice />
      {running && <Running outing={running} />}
      <PlannedToday now={now} />
      <DuePromises all={promises} />
      <DueActions all={actions} />
      <DueFeedback all={events} />
      <DueSocialReports open={reports} outcomes={outcomes} />
      {drafts.length > 0 && <Unfinished drafts={drafts} />}
      <PutAsideNotice />
      <DueToday />
      {!running && drafts.length + due === 0 && (
        <Empty>
          <p>{t('today.calm')}</p>
        </Empty>
      )}
      <Reminders />
    </Page>
  );
}

function Running({ outing }: { outing: Outing }) {
  const { t, clock } = useWords();
  return (
    <a class="card" href={`/outreach/outing/${outing.id}`}>
      <span class="muted small">{t('today.running')}</span>
      <h2>{currentPlace(outing)}</h2>
      <span class="number">{[t('today.since', { time: clock(outing.at) }), ...outing.organisations].join(' · ')}</span>
    </a>
  );
}

/** Only what is said of a draft beside its kind is opened. */
async function allDrafts(): Promise<Unfinished[]> {
  const rows = await db.drafts.filter(({ kind }) => kind in continued).toArray();
  const surveys = rows.some(({ kind }) => kind === ResponseDrafts.name) ? (await readKnown()).bundles : [];
  const opened = await Promise.all(rows.map(async (row) => ({ ...row, ...(await openAs(row, surveys)) })));
  return opened.sort((a, b) => b.at.localeCompare(a.at));
}

const openAs = async (
  row: StoredDraft,
  surveys: readonly Bundle[],
): Promise<Pick<Unfinished, 'debrief' | 'response' | 'survey' | 'assessment'>> => {
  if (row.kind === DebriefDrafts.name) return { debrief: (await openDraft(DebriefDrafts, row))?.data };
  if (row.kind === ResponseDrafts.name) {
    const response = (await openDraft(ResponseDrafts, row))?.data;
    return { response, survey: surveys.find(({ id }) => id === response?.bundle) };
  }
  if (row.kind === AssessmentDrafts.name) return { assessment: (await openDraft(AssessmentDrafts, row))?.data };
  return {};
};

interface Unfinished extends Pick<StoredDraft, 'id' | 'kind' | 'base' | 'at'> {
  debrief?: DebriefDraft | undefined;
  response?: Answering | AwayUnderCode | undefined;
  /** The survey that it answers. */
  survey?: Bundle | undefined;
  assessment?: AssessmentDraft | undefined;
}

/** What each kind of draft is called, how far it has come and where it goes on. A person's answers are never named or counted. */
const continued: Record<string, (draft: Unfinished, words: Words) => { name: string; done?: string; href: string }> = {
  outing: ({ id, base }, { t }) =>
    base === 0
      ? { name: t('today.unfinishedOuting'), href: `/outreach/start?draft=${id}` }
      : { name: t('today.unfinishedCorrection'), href: `/outreach/outing/${id}` },
  plan: ({ id, base }, { t }) => ({
    name: t('today.unfinishedPlan'),
    href: base === 0 ? `/outreach/plan?draft=${id}` : `/outreach/plan?id=${id}`,
  }),
  encounter: ({ id, base }, { t }) => ({
    name: t('today.unfinishedEncounter'),
    href: base === 0 ? `/outreach/encounter?draft=${id}` : `/outreach/encounter/${id}`,
  }),
  ...Object.fromEntries(
    (['guidance', 'unmet', 'promise', 'phenomenon'] as const).map((kind) => [
      kind,
      ({ id }: Unfinished, { t }: Words) => ({ name: t(`kind.${kind}`), href: `/outreach/${kind}/${id}` }),
    ]),
  ),
  ...Object.fromEntries(
    (
      [
        ['principles', 'principles'],
        ['programme', 'programme'],
        ['codevelopment', 'co-development'],
        ['inclusionpractice', 'inclusion-practice'],
        ['projectcard', 'project-card'],
        ['socialreport', 'social-reports'],
        ['story', 'stories'],
        ['funderreport', 'funder-report'],
      ] as const
    ).map(([kind, at]) => [
      kind,
      ({ id }: Unfinished, { t }: Words) => ({ name: t(`kind.${kind}`), href: `/assessment/${at}/${id}` }),
    ]),
  ),
  action: (_, { t }) => ({ name: t('kind.action'), href: '/assessment/actions' }),
  contact: ({ id }, { t }) => ({
    name: t('today.unfinishedContact'),
    href: `/outreach/in-need/contact/${id.slice('contact-'.length)}`,
  }),
  guide: ({ id }, { t }) => ({
    name: t('today.unfinishedGuide'),
    href: `/outreach/in-need/guide/${id.slice('guide-'.length)}`,
  }),
  debrief: ({ debrief }, { t }) => ({
    name: t('today.unfinishedDebrief'),
    href: debrief?.outingId ? `/outreach/outing/${debrief.outingId}` : '/outreach',
  }),
  // What a respondent put away is theirs to open; Kyselyt says that it is there.
  response: ({ id, response, survey }, { t, day, language: here }) => {
    const name = t('today.unfinishedResponse');
    if (!response?.bundle || 'underCode' in response) return { name, href: '/surveys' };
    const { bundle, language, mode, code, startedAt } = response;
    const title = survey?.titles[here] ?? survey?.titles[language] ?? bundle;
    const done = aboutAnswers(code, title, day(startedAt), t('surveys.withoutCode'));
    if (mode === 'paper') return { name, done, href: '/surveys' };
    const form = formAddress(bundle, language, builtLanguages(bundle).includes(language));
    return { name, done, href: asking(form, { mode, draft: id }) };
  },
  assessment: ({ id, assessment }, { t }) => {
    const name = assessment?.activity || t('today.unnamed');
    return {
      name: `${t('today.unfinishedAssessment')} · ${name}`,
      done: t('assessment.progress', progress(assessment?.answers ?? {})),
      href: `/assessment/${id}`,
    };
  },
};

function Unfinished({ drafts }: { drafts: Unfinished[] }) {
  const words = useWords();
  const { t, clock } = words;
  return (
    <section class="stack tight">
      <h2>{t('today.unfinished')}</h2>
      <ul class="list">
        {drafts.map((draft) => {
          const at = continued[draft.kind]?.(draft, words);
          if (!at) return null;
          return (
            <li key={draft.id} class="row apart">
              <div>
                <strong>{at.name}</strong>
                <br />
                <span class="muted small number">
                  {[at.done, t('today.touched', { time: clock(draft.at) })].filter(Boolean).join(' · ')}
                </span>
              </div>
              <div class="row">
                <Button look="bare" onClick={() => drop(draft.id, t)}>
                  <span class="muted small">{t('today.drop')}</span>
                </Button>
                <LinkButton href={at.href}>{t('common.continue')}</LinkButton>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

async function drop(id: string, t: Words['t']): Promise<void> {
  const answer = await ask({
    title: t('today.dropAsk'),
    text: t('today.dropText'),
    choices: [
      { value: 'drop', label: t('today.drop'), danger: true },
      { value: 'keep', label: t('today.keep') },
    ],
  });
  if (answer === 'drop') await dropDraft(id);
}

/** Says where to look for what did not fit its form. */
function PutAsideNotice() {
  const { t } = useWords();
  const count = useLive(countPutAside);
  if (!count) return null;
  return (
    <Notice tone="look" title={t('today.putAside')}>
      <p>
        <a href="/more/delivery#put-aside">{t('today.putAsideSee')}</a>
      </p>
    </Notice>
  );
}

function SendingCard() {
  const { t, clock } = useWords();
  const said = useSendingWords();
  if (!said) return null;
  const { waiting, refused, last } = said.sending;
  const isAllSent = waiting + refused === 0;
  return (
    <a class="card" href="/more/delivery">
      <h2>{t('today.sending')}</h2>
      <p class={refused > 0 ? 'wrong number' : 'number'}>{said.words}</p>
      {isAllSent && last === undefined && <p class="muted small">{t('today.nothingYet')}</p>}
      {!isAllSent && last !== undefined && (
        <p class="muted small number">{t('today.lastSent', { time: clock(last) })}</p>
      )}
    </a>
  );
}
