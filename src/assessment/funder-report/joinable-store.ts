/** What can be joined into a report to a funder: a kind of thing is one line here, and is then offered, kept and told. */
import type { Action } from '../../actions/action.ts';
import { actionsTable } from '../../actions/action-document.ts';
import { allActions } from '../../actions/action-store.ts';
import { type DocumentWords, type TextDocument, textDocument } from '../../documents/text-document.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import type { Translate } from '../../i18n/words.ts';
import { outreachPart } from '../../outreach/settings.ts';
import { valueList } from '../../outreach/value-list.ts';
import type { Period } from '../../periods/periods.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { everyOf } from '../../store/copies.ts';
import type { Envelope, Kind } from '../../store/kind.ts';
import type { Constant } from '../../ui/title.ts';
import { CoDevelopment } from '../co-development/co-development.ts';
import { coDevelopmentDocument } from '../co-development/co-development-document.ts';
import { coDevelopmentForm } from '../co-development/co-development-draft.ts';
import { InclusionPractice } from '../inclusion-practice/inclusion-practice.ts';
import { inclusionPracticeDocument } from '../inclusion-practice/inclusion-practice-document.ts';
import { inclusionPracticeForm } from '../inclusion-practice/inclusion-practice-draft.ts';
import { principlesDocument } from '../principles-document.ts';
import { principlesForm } from '../principles-draft.ts';
import { PrinciplesReview } from '../principles-review.ts';
import { programmeDocument } from '../programme-document.ts';
import { programmeForm } from '../programme-draft.ts';
import { Programme } from '../programme-record.ts';
import { ProjectCard } from '../project-card/project-card.ts';
import { projectCardDocument } from '../project-card/project-card-document.ts';
import { projectCardForm } from '../project-card/project-card-draft.ts';
import type { Round } from '../round.ts';
import { roundDocument } from '../round-document.ts';
import { allRounds } from '../round-store.ts';
import { SocialReport } from '../social-reports/social-report.ts';
import { socialReportDocument } from '../social-reports/social-report-document.ts';
import { socialReportForm } from '../social-reports/social-report-draft.ts';
import { storyTaken } from '../stories/stories-store.ts';
import { Story } from '../stories/story.ts';
import { storyDocument } from '../stories/story-document.ts';
import { storyForm } from '../stories/story-draft.ts';

/** One thing that may be joined. */
export interface JoinCandidate {
  id: string;
  /** Absent where there is only one of its kind. */
  name?: string;
  /** Its day, by the calendar of Finland. */
  day?: string;
  write(words: DocumentWords, period: Period): TextDocument;
  /** It is about to leave the device within a report. */
  taken?(): Promise<void>;
}

export interface Joinable {
  /** As a report's record names it. */
  kind: string;
  title: (t: Translate) => Constant;
  read(): Promise<JoinCandidate[]>;
}

type Write<R> = (record: R, agreed: readonly Action[], words: DocumentWords) => TextDocument;

/** A kind of record of which each is joined by its document, with what was agreed in it. */
const each = <R extends Envelope>(
  kind: Kind<R>,
  title: Joinable['title'],
  nameOf: (record: R) => string,
  write: Write<R>,
  taken?: (record: R) => Promise<void>,
): Joinable => ({
  kind: kind.name,
  title,
  async read() {
    const [records, actions] = await Promise.all([everyOf(kind), allActions()]);
    return records.map((record) => ({
      ...{ id: record.id, name: nameOf(record), day: wallDate(record.at) },
      write: (words) =>
        write(
          record,
          actions.filter(({ about }) => about === record.id),
          words,
        ),
      ...(taken && { taken: () => taken(record) }),
    }));
  },
});

/** A round is told by what the team says together: what one said alone is not for a funder. */
async function readRounds(): Promise<JoinCandidate[]> {
  const [rounds, actions] = await Promise.all([allRounds(), allActions()]);
  return rounds
    .filter(({ common }) => common.length > 0)
    .map((round) => ({
      ...{ id: round.round, name: round.activity, day: round.begun },
      write: (words) => roundDocument(asTeam(round), actions, words),
    }));
}

const asTeam = (round: Round): Round => ({ ...round, common: round.common.slice(0, 1), views: [] });

/** What was agreed by the end of the period, and not done before it began. */
export const actionsIn = (actions: readonly Action[], { from, to }: Pick<Period, 'from' | 'to'>): Action[] =>
  actions.filter(({ agreed, doneOn }) => agreed < to && (doneOn === undefined || doneOn >= from));

async function readActions(): Promise<JoinCandidate[]> {
  const actions = await allActions();
  if (actions.length === 0) return [];
  return [
    {
      id: 'all',
      write: (words, period) =>
        textDocument(words, {
          kind: words.t('actions.title'),
          title: words.t('actions.title'),
          blocks: actionsTable(words.t('actions.title'), actionsIn(actions, period), words),
        }),
    },
  ];
}

/** In the order in which a report tells them. */
export const joinable: readonly Joinable[] = [
  each(
    ProjectCard,
    (t) => t('projectCard.title'),
    ({ name }) => name,
    (record, _, words) => projectCardDocument(projectCardForm(record), words),
  ),
  { kind: 'assessment', title: (t) => t('assessment.rounds'), read: readRounds },
  each(
    Programme,
    (t) => t('programme.title'),
    ({ name }) => name,
    (record, agreed, words) => programmeDocument(programmeForm(record), agreed, words),
  ),
  each(
    PrinciplesReview,
    (t) => t('principles.title'),
    ({ practice }) => practice,
    (record, agreed, words) => principlesDocument(principlesForm(record), agreed, words),
  ),
  each(
    CoDevelopment,
    (t) => t('coDevelopment.title'),
    ({ name }) => name,
    (record, agreed, words) => coDevelopmentDocument(coDevelopmentForm(record), agreed, words),
  ),
  each(
    InclusionPractice,
    (t) => t('inclusionPractice.title'),
    ({ name }) => name,
    (record, _, words) => inclusionPracticeDocument(inclusionPracticeForm(record), words),
  ),
  each(
    SocialReport,
    (t) => t('socialReports.title'),
    ({ name }) => name,
    (record, _, words) => {
      const { valueLists } = outreachPart.of(organisation());
      const topics = valueList('topics', valueLists, words.t, words.language);
      return socialReportDocument(socialReportForm(record), topics.say, words);
    },
  ),
  each(
    Story,
    (t) => t('stories.title'),
    ({ name }) => name,
    (record, _, words) => storyDocument(storyForm(record), words),
    storyTaken,
  ),
  { kind: 'action', title: (t) => t('actions.title'), read: readActions },
];

/** Everything that may be joined, by its kind; of one kind the latest first. */
export async function readJoinable(): Promise<{ joinable: Joinable; candidates: JoinCandidate[] }[]> {
  const all = await Promise.all(joinable.map((one) => one.read()));
  const latestFirst = (a: JoinCandidate, b: JoinCandidate) => (b.day ?? '').localeCompare(a.day ?? '');
  return joinable.map((one, at) => ({ joinable: one, candidates: [...all[at]!].sort(latestFirst) }));
}
