/** The words of a respondent's page in one language: loaded when it is chosen, and kept with the parts that are fetched when idle. */
import type locale from '../../../locales/fi.json';
import { isolated } from '../../i18n/isolated.ts';
import { interfaceLanguages, loadDeskWords, loadWords } from '../../i18n/load-words.ts';
import { rememberedLanguage } from '../../i18n/remembered.ts';

export type PageWords = Pick<typeof locale, 'answer' | 'answerAbout' | 'answerMore'> & {
  /** Words that are for a worker and their language, where it is another than the page's. */
  workers?: { workersLanguage: string; workersOpen: string; workersCancel: string };
};

/** Words that a worker reads on a respondent's page: they stay in a language of the worker's. */
export const forWorkers = ['worker', 'unlock', 'unlockHelp', 'unlockCode', 'unlockWrong', 'unlockWait'] as const;
type ForWorkers = (typeof forWorkers)[number];

/** What stands on a paper form, beside the words of its page. */
export type PaperSays = (typeof locale)['paperSays'];

/** What stands on a poster, beside the words of its page. */
export type PosterSays = (typeof locale)['posterSays'];

/** Words of a sitting that a worker reads, where two answer together. */
export const forWorkersTogether = ['withoutCode', 'samePerson', 'samePersonText', 'otherPerson'] as const;

/** What a card and a group's sitting say. */
export type SittingWords = (typeof locale)['sitting'];

/** A language's words for the respondent's page, for paper and for a wall. */
export interface Pack {
  answer: Omit<PageWords['answer'], ForWorkers>;
  answerAbout: PageWords['answerAbout'];
  answerMore: PageWords['answerMore'];
  paperSays: PaperSays;
  posterSays: PosterSays;
  sitting: Omit<SittingWords, (typeof forWorkersTogether)[number]>;
}

const folder = '../../../locales/respondent';
const packs = import.meta.glob<{ default: Pack }>('../../../locales/respondent/*.json');

/** The pack of a language that the app itself does not speak, or undefined. Rejects where it cannot be fetched. */
export const loadPack = async (language: string): Promise<Pack | undefined> =>
  (await packs[`${folder}/${language}.json`]?.())?.default;

/** The words of a page in that language; in Finnish where the app has none. Rejects where they cannot be fetched. */
export async function loadPageWords(language: string): Promise<PageWords> {
  const pack = await loadPack(language);
  if (!pack) return loadWords(language);
  const remembered = rememberedLanguage() ?? 'fi';
  const workersLanguage = interfaceLanguages.includes(remembered) ? remembered : 'fi';
  const worker = await loadWords(workersLanguage);
  const { answer: near } = worker;
  const { forWorker } = pack.answer;
  return {
    // A word that a pack lacks is said in a language that is there.
    answer: {
      ...near,
      ...pack.answer,
      // Both see by it whose button it is.
      forWorker: `${forWorker} · ${isolated(near.forWorker)}`,
    },
    answerAbout: { ...worker.answerAbout, ...pack.answerAbout },
    answerMore: { ...worker.answerMore, ...pack.answerMore },
    workers: { workersLanguage, workersOpen: near.open, workersCancel: near.cancel },
  };
}

/** The words of a card and a group's sitting in that language; those of a worker in one of the app's own. Rejects where they cannot be fetched. */
export async function loadSittingWords(language: string): Promise<SittingWords> {
  const pack = await loadPack(language);
  const { sitting } = await loadDeskWords(pack ? (rememberedLanguage() ?? 'fi') : language);
  return { ...sitting, ...pack?.sitting };
}

/** The words of a paper form in that language; in Finnish where the app has none. Rejects where they cannot be fetched. */
export const loadPaperWords = async (language: string): Promise<PaperSays> =>
  ((await loadPack(language)) ?? (await loadDeskWords(language))).paperSays;

/** The words of a poster in that language; in Finnish where the app has none. Rejects where they cannot be fetched. */
export const loadPosterWords = async (language: string): Promise<PosterSays> =>
  ((await loadPack(language)) ?? (await loadDeskWords(language))).posterSays;
