/** A programme for inclusion as a document, in its five steps. */
import type { Action } from '../actions/action.ts';
import { actionLines } from '../actions/action-document.ts';
import {
  type Block,
  type DocumentWords,
  heading,
  labelled,
  listed,
  paragraph,
  quiet,
  type TextDocument,
  table,
  under,
} from '../documents/text-document.ts';
import { agreeQuestions, audienceWords, needAreas, openDataFrom, programmeCopyright, steps } from './programme.ts';
import { goalParts, missingVoices, needParts, type ProgrammeDraft } from './programme-draft.ts';
import { voices } from './programme-record.ts';
import { questionsBy, teamDocument } from './team-document.ts';

type Step = (programme: ProgrammeDraft, words: DocumentWords, actions: readonly Action[]) => Block[];
const inOrder: readonly Step[] = [group, inCharge, needs, agreed, writtenDown];

/** `actions`: what was agreed on in this programme. */
export function programmeDocument(
  programme: ProgrammeDraft,
  actions: readonly Action[],
  words: DocumentWords,
): TextDocument {
  const { t } = words;
  return teamDocument(words, {
    kind: t('programme.one'),
    title: programme.name.trim() || t('programme.unnamed'),
    source: questionsBy(words, programmeCopyright),
    agreed: actions,
    blocks: inOrder.flatMap((step, at) => {
      const written = step(programme, words, actions);
      return [
        heading(2, `${at + 1} ${steps[at]}`, 'fi'),
        ...(written.length > 0 ? written : [quiet(t('documents.unwritten'))]),
      ];
    }),
  });
}

/** Whose voices are in it, and which are missing. */
function group(programme: ProgrammeDraft, { t }: DocumentWords): Block[] {
  const missing = missingVoices(programme);
  const there = voices.filter((voice) => !missing.includes(voice));
  const rows = there.map((voice) => [t(`programme.voice.${voice}`), programme.voices[voice] ?? '']);
  return [
    ...table(t('documents.voices'), [t('documents.voice'), t('documents.broughtBy')], rows),
    ...listed(
      t('documents.missingVoices'),
      missing.map((voice) => t(`programme.voice.${voice}`)),
    ),
  ];
}

function inCharge(programme: ProgrammeDraft, { t }: DocumentWords): Block[] {
  return labelled(t('programme.inCharge'), programme.inCharge);
}

/** The needs of which something is written, by area, each under its question: also those of an audience that was let go of. */
function needs(programme: ProgrammeDraft, { t }: DocumentWords): Block[] {
  const written = needAreas.flatMap(({ title, questions }) =>
    under(
      3,
      title,
      questions.flatMap(({ number, text }) =>
        under(
          4,
          `${number} ${text}`,
          needParts.flatMap((part) => labelled(t(`programme.need.${part}`), programme.needs[number]?.[part])),
          'fi',
        ),
      ),
      'fi',
    ),
  );
  const audiences = programme.audiences.map((audience) => ({ text: audienceWords[audience]!, language: 'fi' }));
  return [...listed(t('programme.audiences'), audiences), ...written];
}

/** What is agreed on, the goals, and what is said of open data. */
function agreed(programme: ProgrammeDraft, words: DocumentWords, actions: readonly Action[]): Block[] {
  const { t } = words;
  const answered = (text: string, at: number) => {
    const said = programme.agree[at + 1];
    return said?.trim() ? [heading(3, text, 'fi'), paragraph(said)] : [];
  };
  const goals = programme.goals.flatMap(({ id, goal, ...parts }, at) => [
    heading(4, t('programme.goal', { number: at + 1 })),
    ...(goal.trim() ? [paragraph(goal)] : []),
    ...goalParts.flatMap((part) => labelled(t(`programme.goalPart.${part}`), parts[part])),
    ...actionLines(
      actions.filter(({ place }) => place === id),
      words,
    ),
  ]);
  return [
    ...agreeQuestions.slice(0, openDataFrom).flatMap(answered),
    ...under(3, t('programme.goals'), goals),
    ...agreeQuestions.slice(openDataFrom).flatMap((text, at) => answered(text, at + openDataFrom)),
  ];
}

function writtenDown(programme: ProgrammeDraft, { t }: DocumentWords): Block[] {
  return [
    ...listed(
      t('programme.linked'),
      programme.linked.map((link) => t(`programme.link.${link}`)),
    ),
    ...labelled(t('programme.told'), programme.told),
    ...labelled(t('programme.thanked'), programme.thanked),
  ];
}
