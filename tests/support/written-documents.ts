/** A team's rounds, practice and programme with something said at every place, and the words that documents of them are written in. */
import i18next from 'i18next';
import english from '../../locales/en.json';
import finnish from '../../locales/fi.json';
import swedish from '../../locales/sv.json';
import { Assessment } from '../../src/assessment/assessment.ts';
import { partIds } from '../../src/assessment/co-development/co-development.ts';
import { coDevelopmentDocument } from '../../src/assessment/co-development/co-development-document.ts';
import type { CoDevelopmentDraft } from '../../src/assessment/co-development/co-development-draft.ts';
import { comparisonDocument } from '../../src/assessment/comparison-document.ts';
import { emptyFunderReport, type FunderReportDraft } from '../../src/assessment/funder-report/funder-report-draft.ts';
import { describedIds } from '../../src/assessment/inclusion-practice/inclusion-practice.ts';
import { inclusionPracticeDocument } from '../../src/assessment/inclusion-practice/inclusion-practice-document.ts';
import type { InclusionPracticeDraft } from '../../src/assessment/inclusion-practice/inclusion-practice-draft.ts';
import { principlesIn } from '../../src/assessment/principles.ts';
import { principlesDocument } from '../../src/assessment/principles-document.ts';
import type { PrinciplesDraft } from '../../src/assessment/principles-draft.ts';
import type { Wording } from '../../src/assessment/principles-review.ts';
import { agreeQuestions } from '../../src/assessment/programme.ts';
import { programmeDocument } from '../../src/assessment/programme-document.ts';
import { emptyProgramme, goalParts, type ProgrammeDraft } from '../../src/assessment/programme-draft.ts';
import { needKeys } from '../../src/assessment/programme-record.ts';
import { ourFields } from '../../src/assessment/project-card/project-card.ts';
import { projectCardDocument } from '../../src/assessment/project-card/project-card-document.ts';
import type { ProjectCardDraft } from '../../src/assessment/project-card/project-card-draft.ts';
import { questionKeys } from '../../src/assessment/question-keys.ts';
import { type Round, roundsOf } from '../../src/assessment/round.ts';
import { roundDocument } from '../../src/assessment/round-document.ts';
import { socialReportDocument } from '../../src/assessment/social-reports/social-report-document.ts';
import { emptySocialReport, type SocialReportDraft } from '../../src/assessment/social-reports/social-report-draft.ts';
import { inclusionAreas } from '../../src/assessment/stories/story.ts';
import { storyDocument } from '../../src/assessment/stories/story-document.ts';
import { emptyStory, type StoryDraft } from '../../src/assessment/stories/story-draft.ts';
import type { PublishedNumber } from '../../src/disclosure/suppression.ts';
import type { DocumentWords, Inline, TextDocument } from '../../src/documents/text-document.ts';
import { clock, day } from '../../src/i18n/dates.ts';
import type { Translate } from '../../src/i18n/words.ts';
import type { NumbersRelease } from '../../src/outreach/numbers/release.ts';
import { type OutreachOrganisation, outreachPart } from '../../src/outreach/settings.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { funderReportDocument, type ReportSources } from '../../src/results/funder-report/funder-report-document.ts';
import { anAction, answerAt, roundRecords, someActions } from './written-rounds.ts';

const interfaceWords = { fi: finnish, sv: swedish, en: english };
export type DocumentLanguage = keyof typeof interfaceWords;

const own = i18next.createInstance();
own.init({
  lng: 'fi',
  resources: Object.fromEntries(Object.entries(interfaceWords).map(([name, words]) => [name, { translation: words }])),
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** What a page of content is given, on one day in November. */
export const documentWords = (language: DocumentLanguage = 'fi'): DocumentWords => ({
  t: own.getFixedT(language) as Translate,
  language,
  clock: (at) => clock(at, language),
  day: (at) => day(at, language),
  today: '2026-11-29',
  organisation: 'Kukkula ry',
});

/** The rounds of those records, the last first. */
export const someRounds = (count?: number): Round[] =>
  roundsOf(roundRecords(count).map((one) => Assessment.parse(one)));

export const aPractice = (wording: Wording): PrinciplesDraft => ({
  practice: 'Avoin ovi',
  wording,
  answers: Object.fromEntries(principlesIn(wording).map(({ key }) => [key, answerAt(`periaate ${key}`)])),
});

/** A programme with every need answered, and so many goals. */
export const aProgramme = (goals = 3): ProgrammeDraft => ({
  ...emptyProgramme,
  ...{ name: 'Kunnan ohjelma', audiences: ['municipality'], inCharge: 'vastaa palvelupäällikkö' },
  voices: { residents: 'ääni asukkaat', users: 'ääni käyttäjät' },
  needs: Object.fromEntries(
    needKeys.map((key) => [key, { done: `tehdään ${key}`, whose: `kenen ${key}`, known: `mistä ${key}` }]),
  ),
  agree: Object.fromEntries(agreeQuestions.map((_, at) => [at + 1, `sovittu ${at + 1}`])),
  goals: Array.from({ length: goals }, (_, at) => ({
    id: crypto.randomUUID(),
    goal: `tavoite ${at + 1} on`,
    ...Object.fromEntries(goalParts.map((part) => [part, `${part} ${at + 1}`])),
  })),
  linked: ['wellbeing-report', 'strategies'],
  ...{ told: 'kerrotaan asukkaille', thanked: 'kiitetään kaikkia' },
});

/** An event that was held, with something said in every field and two items of the checklist taken care of. */
export const anEvent: CoDevelopmentDraft = {
  ...{ name: 'Kehittämisilta', theme: 'Tilat paremmiksi', from: '2026-11-02', until: '2026-11-20', state: 'held' },
  considered: [1, 79],
  plans: Object.fromEntries(partIds.map((part) => [part, `teemme ${part}`])),
  ...{ cameOf: 'uusi aukiolo', effect: 'iltaisin auki', toldTo: 'ryhmälle', toldHow: 'taululla', toldOn: '2026-11-28' },
};

/** A practice with every field described, every question and one criterion judged. */
export const anInclusionPractice: InclusionPracticeDraft = {
  ...{ name: 'Avoin keittiö', round: '' },
  described: Object.fromEntries(describedIds.map((field) => [field, `kuvaus ${field} on`])),
  links: ['https://thl.fi', 'https://innokyla.fi'],
  evaluated: Object.fromEntries(questionKeys.map((key) => [key, `arvio ${key} on`])),
  criteria: [{ criterion: 'Toimii muuallakin', said: 'kriteeri täyttyy' }],
};

/** A card with each of the app's own fields written. */
export const aProjectCard: ProjectCardDraft = {
  name: 'Keittiöhanke',
  fields: ourFields.map((ours) => ({ ours, said: `kortti ${ours} on` })),
};

/** A social report of five phenomena and a released number that was handed over and answered, with something said in every field. */
export const aSocialReport: SocialReportDraft = {
  ...emptySocialReport,
  ...{
    name: 'Yöpaikat loppuvat',
    topics: ['housing', 'money'],
    area: 'Keskusta',
    from: '2026-06-01',
    until: '2026-10-31',
  },
  taken: Array.from({ length: 5 }, () => ({ id: crypto.randomUUID(), device: crypto.randomUUID() })),
  needs: [{ topic: 'housing', area: 'Keskusta', from: '2026-07-01', to: '2026-10-01', count: 12 }],
  ...{ seen: 'paikat loppuvat', since: 'kesäkuusta', whom: 'yöpaikkaa vailla olevat', causes: 'ulkona nukutaan' },
  ...{ proposed: 'lisää paikkoja', recipient: 'Kukkulan lautakunta', handedOn: '2026-11-01', answerBy: '2026-11-20' },
  ...{ answer: 'paikkoja lisätään', answeredOn: '2026-11-19', became: 'kymmenen paikkaa' },
};

/** A story with something told in every field. */
export const aStory: StoryDraft = {
  ...emptyStory,
  ...{ name: 'Kahvilassa', consent: 'spoken', told: 'interview', isCodeGiven: true, happened: 'uskalsin tulla sisään' },
  ...{ situation: 'ovi oli auki', areas: [...inclusionAreas], increase: 'tuntee ihmisiä', failed: 'bussi ei kulkenut' },
  toldIn: 'vuosiraportti',
};

/** What a release told of the year 2025: what it counted beside that is of nobody's business. */
export const toldYear = (all: Record<string, PublishedNumber>): NumbersRelease => ({
  ...{ month: '2025-12-01', members: [], guided: [] },
  counted: { all: new Map(Object.keys(all).map((key) => [key, 7919])), by: new Map() },
  told: [{ period: periodOf('year', '2025-01-01'), published: { all: new Map(Object.entries(all)), by: new Map() } }],
});
export const anOrganisation: OutreachOrganisation = outreachPart.of({ units: [] } as never);

/** A report on 2025 with two subjects of the numbers, an event and a practice. */
export const aFunderReport: FunderReportDraft = {
  ...emptyFunderReport('2026-11-29'),
  ...{ name: 'Keittiöhanke 2025', funder: 'Säätiö', opening: 'alkusanat ovat', closing: 'loppusanat ovat' },
  outreach: ['depth', 'other'],
  parts: [
    { kind: 'codevelopment', id: 'e1' },
    { kind: 'inclusionpractice', id: 'p1' },
  ],
};
export const reportSources = (some: Partial<ReportSources> = {}): ReportSources => ({
  outreach: [
    toldYear({
      met: { is: 'shown', n: 1234 },
      'depth:brief': { is: 'shown', n: 611 },
      'depth:conversation': { is: 'guard' },
      'depth:guidance': { is: 'few' },
    }),
  ],
  surveys: [],
  organisation: anOrganisation,
  joinable: [
    {
      joinable: { kind: 'codevelopment', title: (t) => t('coDevelopment.title') },
      candidates: [{ id: 'e1', write: (words) => coDevelopmentDocument(anEvent, [], words) }],
    },
    {
      joinable: { kind: 'inclusionpractice', title: (t) => t('inclusionPractice.title') },
      candidates: [{ id: 'p1', write: (words) => inclusionPracticeDocument(anInclusionPractice, words) }],
    },
  ],
  ...some,
});

/** Every kind of document there is. */
export const everyDocument = (language: DocumentLanguage = 'fi'): Record<string, TextDocument> => {
  const words = documentWords(language);
  const [round, ...earlier] = someRounds();
  return {
    round: roundDocument(round!, someActions, words),
    comparison: comparisonDocument(round!, earlier, someActions, words),
    principles: principlesDocument(aPractice('current'), [anAction(4, { tool: 'principles', place: '1' })], words),
    programme: programmeDocument(aProgramme(), [anAction(5)], words),
    socialReport: socialReportDocument(aSocialReport, (topic) => topic, words),
    story: storyDocument(aStory, words),
    coDevelopment: coDevelopmentDocument(anEvent, [anAction(6, { tool: 'co-development', place: 'ways' })], words),
    inclusionPractice: inclusionPracticeDocument(anInclusionPractice, words),
    projectCard: projectCardDocument(aProjectCard, words),
    funderReport: funderReportDocument(aFunderReport, reportSources(), words),
  };
};

/** All that a document says, in the order in which it is read. */
export const inlinesOf = ({ blocks }: Pick<TextDocument, 'blocks'>): Inline[] =>
  blocks.flatMap((block) => {
    if (block.is === 'list') return block.items;
    if (block.is === 'table' || block.is === 'chart') {
      const { caption, head, rows } = block.is === 'chart' ? block.table : block;
      return [{ text: caption }, ...head.map((text) => ({ text })), ...rows.flat()];
    }
    return [block.inline];
  });
export const textsOf = (document: Pick<TextDocument, 'blocks'>): string[] =>
  inlinesOf(document).map(({ text }) => text);

/** Where each text stands among others, looked for one after the other; -1 from the first that does not follow. */
export function placesInOrder(texts: readonly string[], wanted: readonly string[]): number[] {
  let at = -1;
  return wanted.map((one) => {
    at = at === -2 ? -2 : texts.indexOf(one, at + 1);
    if (at < 0) at = -2;
    return Math.max(at, -1);
  });
}
