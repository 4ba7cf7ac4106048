/** What the owner asks of a programme for inclusion, word for word. */
import source from './programme.json';
import type { Audience } from './programme-record.ts';

export interface NeedQuestion {
  number: number;
  audience: string;
  text: string;
  examples?: readonly string[];
}
export interface NeedArea {
  id: string;
  title: string;
  questions: NeedQuestion[];
}

export const programmeTitle = source.title;
export const programmeCopyright = source.copyright;
/** The five steps, by their titles. */
export const steps: readonly string[] = source.steps;
export const audienceWords: Record<string, string> = source.audiences;
export const needAreas = source.areas as NeedArea[];
/** The questions to agree on; from the ninth on they are on open data. */
export const agreeQuestions: readonly string[] = source.agree;
export const openDataFrom = 8;

/** The needs that are asked of these audiences: those for all, and those that are theirs. */
export const needsFor = (chosen: readonly Audience[]): NeedArea[] =>
  needAreas
    .map((area) => ({
      ...area,
      questions: area.questions.filter(
        ({ audience }) => audience === 'all' || chosen.length === 0 || chosen.some((one) => one === audience),
      ),
    }))
    .filter(({ questions }) => questions.length > 0);

/** All that is asked, in one fixed form, as the checksum sees it. */
export const canonicalProgramme = (): string => {
  const { audiences, areas, steps, agree } = source;
  return JSON.stringify({ audiences, areas, steps, agree });
};
/** SHA-256 of it in hex: kept with every programme. A test recomputes it. */
export const programmeChecksum = 'ef60d3cf5552cf78605376665e5e208908dd6680d2ddfa3ce88443a277fae2b8';
